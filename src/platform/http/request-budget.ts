import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error';
import { Clock } from '../clock';
import { CONFIG, type Config } from '../config/config';

const MINUTE_MS = 60_000;
const MOST_REMEMBERED = 50_000;

interface Spent {
  readonly until: number;
  count: number;
}

/**
 * How many requests one account, and one address without an account, may send a minute to this process. Counted in
 * memory and at once: no request waits for another server to be counted, none slips through while one is away, and
 * several processes give several times as much.
 */
@Injectable()
export class RequestBudget {
  private readonly spent = new Map<string, Spent>();

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'requestsPerMinute'>, private readonly clock: Clock) {}

  /** Counts a request of the account or address. Throws 429 TOO_MANY_REQUESTS with the seconds to wait. */
  spend(who: string): void {
    const now = this.clock.now().getTime();
    const known = this.spent.get(who);
    const current = known && known.until > now ? known : { until: now + MINUTE_MS, count: 0 };
    if (current !== known) this.remember(who, current);
    if (++current.count > this.config.requestsPerMinute) throw tooMany(Math.ceil((current.until - now) / 1_000));
  }

  private remember(who: string, current: Spent): void {
    if (this.spent.size >= MOST_REMEMBERED) this.spent.clear();
    this.spent.set(who, current);
  }
}

/** Too many requests, or too many attempts to sign in from one address. */
export function tooMany(seconds: number): DomainError {
  return new DomainError('throttled', 'TOO_MANY_REQUESTS', 'Too many requests; wait as many seconds as params.seconds says.', { seconds });
}
