import { DomainError } from '../../kernel/domain-error';

/** Wrong secrets from one address within a window; a person mistypes a few times, a program that guesses never stops. */
const MOST_WRONG = 20;
const WINDOW_MS = 60_000;
/** So many addresses are told apart; beyond them the window is full for everybody who is new. */
const MOST_ADDRESSES = 100_000;

/**
 * Slows down whoever guesses a secret that is sent without an account. Counted in this process: the secrets are too long
 * to be guessed anyway, this keeps a guesser from costing the database anything.
 */
export class GuessLimit {
  private window = 0;
  private readonly wrong = new Map<string, number>();

  /** 429 `TOO_MANY_GUESSES` where the address was wrong too often. */
  require(address: string, now: Date): void {
    this.open(now);
    const known = this.wrong.get(address) ?? (this.wrong.size >= MOST_ADDRESSES ? MOST_WRONG : 0);
    if (known >= MOST_WRONG) throw new DomainError('throttled', 'TOO_MANY_GUESSES', 'Too many wrong attempts came from this address; wait a minute.', { seconds: WINDOW_MS / 1000 });
  }

  count(address: string, now: Date): void {
    this.open(now);
    this.wrong.set(address, (this.wrong.get(address) ?? 0) + 1);
  }

  private open(now: Date): void {
    const window = Math.floor(now.getTime() / WINDOW_MS);
    if (window === this.window) return;
    this.window = window;
    this.wrong.clear();
  }
}
