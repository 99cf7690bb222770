/**
 * Loops that take one turn after another while there is something to do, and else wait until they are woken or a while has
 * passed. What is to be done the database says; waking only saves waiting, and a call that comes during a turn, perhaps
 * after the turn has looked, is not lost.
 */
export class Lanes {
  private stopped = false;
  private calls = 0;
  private readonly asleep = new Set<() => void>();
  private running: Promise<unknown> = Promise.resolve();

  /** `turn` never throws and says whether there may be more to do; a lane sleeps `idleMs` at the most. */
  constructor(
    private readonly turn: () => Promise<boolean>,
    private readonly idleMs: number,
    private readonly count = 1,
  ) {}

  get isStopped(): boolean {
    return this.stopped;
  }

  start(): void {
    this.running = Promise.all(Array.from({ length: this.count }, () => this.lane()));
  }

  /** There may be something to do. */
  wake(): void {
    this.calls++;
    for (const rise of this.asleep) rise();
  }

  /** No further turns; resolves when those under way are over. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.running;
  }

  private async lane(): Promise<void> {
    while (!this.stopped) {
      const heard = this.calls;
      if (!(await this.turn()) && heard === this.calls) await this.sleep();
    }
  }

  private sleep(): Promise<void> {
    return new Promise((resolve) => {
      const rise = (): void => {
        clearTimeout(timer);
        this.asleep.delete(rise);
        resolve();
      };
      const timer = setTimeout(rise, this.idleMs);
      this.asleep.add(rise);
    });
  }
}
