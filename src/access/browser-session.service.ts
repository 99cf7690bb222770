import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { NO_CAMPAIGN, type Tx } from '../platform/database/tx';
import { newId } from '../platform/new-id';
import type { AskingCaller } from './asking.decorator';
import { hashOf, newSecret } from './credential';
import { CredentialService } from './credential.service';
import type { Grant } from './domain/may';
import { idleMinutes, SESSION_HOURS } from './domain/second-factor';
import { BrowserSessionRepository, type BrowserSessionRow } from './browser-session.repository';

const LONGEST_DEVICE = 200;

/** A browser that has just been signed in; the secret goes into its cookie and nowhere else. */
export interface OpenedSession extends BrowserSessionRow {
  readonly accountId: string;
  readonly name: string;
  readonly secret: string;
}

interface Owner {
  readonly id: string;
  readonly name: string;
  readonly grants: readonly Pick<Grant, 'role'>[];
}

/** Browsers that are signed in. */
@Injectable()
export class BrowserSessionService {
  constructor(private readonly database: Database, private readonly sessions: BrowserSessionRepository, private readonly credentials: CredentialService) {}

  /** Signs a browser in, within the transaction that found the proof right. `isProved`: the person has just proved himself in full. */
  async open(tx: Tx, owner: Owner, { method, device, isProved }: { readonly method: 'password' | 'oidc'; readonly device: string; readonly isProved: boolean }): Promise<OpenedSession> {
    const secret = newSecret();
    const row = await this.sessions.insert(tx, {
      id: newId(), accountId: owner.id, secretHash: hashOf(secret), method, isProved, hours: SESSION_HOURS,
      device: device.replace(/[^\x20-\x7e]/g, '').slice(0, LONGEST_DEVICE), idleMinutes: idleMinutes(owner.grants),
    });
    await tx.audit({ action: 'session.opened', chain: NO_CAMPAIGN, subject: owner.id, reason: method.toUpperCase() });
    return { ...row, accountId: owner.id, name: owner.name, secret };
  }

  /** Where the caller is signed in. */
  async list(caller: AskingCaller): Promise<readonly BrowserSessionRow[]> {
    return this.database.transact(caller, (tx) => this.sessions.live(tx, caller.accountId));
  }

  /** Ends a session of the caller; its cookie and its open streams are refused within 5 seconds. Throws 404. */
  async end(caller: AskingCaller, id: string): Promise<void> {
    await this.database.transact(caller, async (tx) => {
      if (!(await this.sessions.end(tx, caller.accountId, id))) throw new DomainError('absent', 'ABSENT', 'There is no such object.');
      await tx.audit({ action: 'session.ended', chain: NO_CAMPAIGN, subject: caller.accountId });
    });
    this.credentials.forget();
  }

  /** Ends all sessions of somebody, as an administrator. Throws 404. */
  async endAll(caller: Caller, accountId: string): Promise<number> {
    const ended = await this.database.transact(caller, async (tx) => {
      if (!(await this.sessions.accountExists(tx, accountId))) throw new DomainError('absent', 'ABSENT', 'There is no such object.');
      const count = await this.sessions.endAll(tx, accountId);
      await tx.audit({ action: 'session.ended-by-administrator', chain: NO_CAMPAIGN, subject: accountId, lines: count });
      return count;
    });
    this.credentials.forget();
    return ended;
  }
}
