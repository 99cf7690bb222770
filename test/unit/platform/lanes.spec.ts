import { Lanes } from '../../../src/platform/lanes';

const IDLE_MS = 60_000;

/** Work that is there to be done, and how often somebody looked. */
function workOf(pieces: number): { turn: () => Promise<boolean>; looks: number; left: number } {
  const work = {
    looks: 0, left: pieces,
    turn: async (): Promise<boolean> => {
      work.looks++;
      await Promise.resolve();
      return work.left > 0 && work.left-- > 0;
    },
  };
  return work;
}

describe('lanes', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());
  const settled = (): Promise<void> => jest.advanceTimersByTimeAsync(0);

  it('work until nothing is left and look again after a while', async () => {
    const work = workOf(3);
    const lanes = new Lanes(work.turn, IDLE_MS);
    lanes.start();
    await settled();
    expect(work).toMatchObject({ left: 0, looks: 4 });
    await jest.advanceTimersByTimeAsync(IDLE_MS);
    expect(work.looks).toBe(5);
    await lanes.stop();
  });

  it('are woken', async () => {
    const work = workOf(0);
    const lanes = new Lanes(work.turn, IDLE_MS, 2);
    lanes.start();
    await settled();
    work.left = 1;
    lanes.wake();
    await settled();
    expect(work.left).toBe(0);
    await lanes.stop();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('hear a call that comes while they look', async () => {
    let isCalled = false;
    let looks = 0;
    const lanes: Lanes = new Lanes(async () => {
      looks++;
      await Promise.resolve();
      if (!isCalled) lanes.wake();
      isCalled = true;
      return false;
    }, IDLE_MS);
    lanes.start();
    await settled();
    expect(looks).toBe(2);
    await lanes.stop();
  });

  it('end the turn under way and take no other', async () => {
    let end: () => void = () => undefined;
    let looks = 0;
    const lanes = new Lanes(() => {
      looks++;
      return new Promise((resolve) => (end = () => resolve(true)));
    }, IDLE_MS);
    lanes.start();
    const stopped = lanes.stop();
    let isOver = false;
    void stopped.then(() => (isOver = true));
    await settled();
    expect({ isOver, isStopped: lanes.isStopped }).toEqual({ isOver: false, isStopped: true });
    end();
    await stopped;
    expect(looks).toBe(1);
  });
});
