import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../kernel/domain-error';
import { SYSTEM } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import { RequestBudget } from '../platform/http/request-budget';
import type { Account } from './asking.decorator';
import { type Credential, credentialOf, CSRF_HEADER, hasCsrfToken, hashOf } from './credential';
import { CredentialRepository } from './credential.repository';
import { networkOf } from './domain/throttle';

/** Whatever was ended or revoked is refused by every process after this time at the latest, which leaves a margin to the promised 5 seconds. */
const REMEMBERED_MS = 3_000;
const MOST_REMEMBERED = 10_000;
const CHANGES_NOTHING = ['GET', 'HEAD', 'OPTIONS'];

interface Remembered {
  readonly until: number;
  readonly account: Promise<Account | undefined>;
}

/**
 * Which account asks, and by what it is known. Answers are remembered for seconds, requests at the same moment share one
 * query.
 */
@Injectable()
export class CredentialService {
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    private readonly database: Database,
    private readonly credentials: CredentialRepository,
    private readonly budget: RequestBudget,
    private readonly clock: Clock,
  ) {}

  /** The live account behind a request, and its credential. Throws 401 UNAUTHENTICATED, 403 CSRF_TOKEN_REFUSED, 429 TOO_MANY_REQUESTS. */
  async admit(request: FastifyRequest): Promise<{ account: Account; credential: Credential }> {
    const credential = credentialOf(request);
    const account = credential && (await this.accountOf(credential));
    this.budget.spend(account ? account.id : networkOf(request.ip));
    if (!account) throw new DomainError('unauthenticated', 'UNAUTHENTICATED', 'The request needs the token of a live account.');
    if (credential.via === 'session' && changesSomething(request) && !hasCsrfToken(request.headers[CSRF_HEADER], credential.secret)) {
      throw new DomainError('forbidden', 'CSRF_TOKEN_REFUSED', 'What a browser changes needs the CSRF token of its session in the header x-csrf-token.');
    }
    return { account, credential };
  }

  /** Looks past what is remembered, and leaves no trace of use: for answers that stay open. */
  async isLive({ via, secret }: Credential): Promise<boolean> {
    return (await this.database.transact(SYSTEM, (tx) => this.credentials.opened(tx, via, hashOf(secret)))) !== undefined;
  }

  /** This process forgets what it remembers, so that what has just been ended is refused at once. */
  forget(): void {
    this.remembered.clear();
  }

  private async accountOf({ via, secret }: Credential): Promise<Account | undefined> {
    const hash = hashOf(secret);
    const key = `${via} ${hash.toString('base64')}`;
    const now = this.clock.now().getTime();
    const known = this.remembered.get(key);
    if (known && known.until > now) return known.account;

    const account = this.look(via, hash);
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    this.remembered.set(key, { until: now + REMEMBERED_MS, account });
    const found = await account.catch((error: unknown) => {
      this.remembered.delete(key);
      throw error;
    });
    if (!found) this.remembered.delete(key); // strangers' secrets are without number
    return found;
  }

  private look(via: Credential['via'], hash: Buffer): Promise<Account | undefined> {
    return this.database.transact(SYSTEM, async (tx) => {
      const opened = await this.credentials.opened(tx, via, hash);
      if (!opened) return undefined;
      const { isStale, ...account } = opened;
      if (isStale && via !== 'token') await this.credentials.noteUse(tx, via, account.credentialId);
      return { ...account, via };
    });
  }
}

export function changesSomething({ method }: Pick<FastifyRequest, 'method'>): boolean {
  return !CHANGES_NOTHING.includes(method);
}
