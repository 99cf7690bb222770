/** Where progress is written: standard error, so that standard output carries the result alone. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const BAR = 28;
const LABEL = 34;

/** Bars on a terminal; elsewhere one plain line for each step that is done. */
export class Progress {
  constructor(private readonly terminal: Terminal, private readonly now: () => number = () => performance.now()) {}

  /** Runs a step that counts up to `total`, showing how far it is. */
  async step<T>(label: string, total: number, work: (reached: (count: number) => void) => Promise<T>): Promise<T> {
    const started = this.now();
    this.draw(label, 0, total);
    const result = await work((count) => this.draw(label, Math.min(count, total), total));
    this.finish(label, total, (this.now() - started) / 1000);
    return result;
  }

  /** A remark on a line of its own. */
  note(text: string): void {
    this.terminal.write(`${this.terminal.isTTY ? '\r\u001b[K' : ''}  ${text}\n`);
  }

  private draw(label: string, count: number, total: number): void {
    if (!this.terminal.isTTY) return;
    const full = total === 0 ? BAR : Math.round((BAR * count) / total);
    this.terminal.write(`\r\u001b[K${label.padEnd(LABEL)} ${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${count}/${total}`);
  }

  private finish(label: string, total: number, seconds: number): void {
    const line = `${label.padEnd(LABEL)} ${String(total).padStart(6)}  ${seconds.toFixed(1)} с`;
    this.terminal.write(`${this.terminal.isTTY ? '\r\u001b[K' : ''}${line}\n`);
  }
}
