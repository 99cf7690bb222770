import { Injectable } from '@nestjs/common';
import { SYSTEM } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import { AccountRepository } from './account.repository';
import type { Account } from './asking.decorator';
import { hashOf } from './token';

/** A revoked token is refused at the latest after this time. */
const REMEMBERED_MS = 5_000;
const MOST_REMEMBERED = 10_000;

interface Remembered {
  readonly until: number;
  readonly account: Promise<Account | undefined>;
}

/** Finds the live account of a token. Answers are remembered for seconds, requests at the same moment share one query. */
@Injectable()
export class SignInService {
  private readonly remembered = new Map<string, Remembered>();

  constructor(private readonly database: Database, private readonly accounts: AccountRepository, private readonly clock: Clock) {}

  async accountOf(token: string): Promise<Account | undefined> {
    const hash = hashOf(token);
    const key = hash.toString('base64');
    const now = this.clock.now().getTime();
    const known = this.remembered.get(key);
    if (known && known.until > now) return known.account;

    const account = this.database.transact(SYSTEM, (tx) => this.accounts.liveAccount(tx, hash));
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    this.remembered.set(key, { until: now + REMEMBERED_MS, account });
    const found = await account.catch((error: unknown) => {
      this.remembered.delete(key);
      throw error;
    });
    if (!found) this.remembered.delete(key); // strangers' tokens are without number
    return found;
  }
}
