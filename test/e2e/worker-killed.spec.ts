import { RunningService } from '../support/running-service';

const SIZE = { candidates: 400, seats: 90 };

describe('a worker killed and a queue emptied in mid-run', () => {
  const services: RunningService[] = [];
  const start = async (name: string): Promise<RunningService> => {
    const service = await RunningService.start(name);
    services.push(service);
    return service;
  };
  afterAll(() => Promise.all(services.map((service) => service.stop())));

  it('changes nothing of the result', async () => {
    const undisturbed = await (await start('undisturbed')).campaign(SIZE);

    const service = await start('disturbed');
    const killedIn = new Set<string>();
    let kills = Promise.resolve();
    const disturbed = await service.campaign(SIZE, (step, count) => {
      if (count === 0 || killedIn.has(step)) return;
      killedIn.add(step);
      kills = kills.then(() => service.killWorkerAndEmptyQueue()).then(() => service.startWorker());
    });
    await kills;

    expect(killedIn.size).toBeGreaterThanOrEqual(3);
    expect(disturbed.result).toEqual(undisturbed.result);
    expect(disturbed.result.enrolled).toBe(SIZE.seats);
  }, 600_000);
});
