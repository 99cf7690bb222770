import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error';
import type { Reason } from '../kernel/reason';
import { SYSTEM } from '../platform/caller';
import { PasswordHasher } from '../platform/crypto/password-hasher';
import { Database } from '../platform/database/database.service';
import { NO_CAMPAIGN, type Tx } from '../platform/database/tx';
import { CredentialService } from './credential.service';
import { checkPassword, normalPassword } from './domain/check-password';
import { needsSecondFactor } from './domain/second-factor';
import { hashOfCode, SecondFactorService } from './second-factor.service';
import { BrowserSessionRepository } from './browser-session.repository';
import { type Candidate, type SealedSecret, SignInRepository } from './sign-in.repository';
import { type Attempt, foldLogin, ThrottleService } from './throttle.service';

/** `held`: a code of the app that is enrolled; `required`, `optional`: a code of the app that takes the secret shown now. */
export type AskedFactor = 'held' | 'required' | 'optional';

export interface OpenedCode {
  readonly name: string;
  readonly secondFactor: AskedFactor;
  /** For the authenticator app; null where one is enrolled. */
  readonly secret: string | null;
  readonly uri: string | null;
}

/** What of the second factor goes with the new password. */
type FactorStep = { readonly renewed: SealedSecret; readonly step: number } | 'held' | 'none';

/**
 * A person sets a password by the code he was handed on paper, for the first time or again. Opening the code shows what the
 * authenticator app needs; nothing is used up until password and second factor are both right.
 */
@Injectable()
export class CodeService {
  constructor(
    private readonly database: Database,
    private readonly proofs: SignInRepository,
    private readonly throttle: ThrottleService,
    private readonly factors: SecondFactorService,
    private readonly hasher: PasswordHasher,
    private readonly sessions: BrowserSessionRepository,
    private readonly credentials: CredentialService,
  ) {}

  /** Throws 401 CODE_REFUSED, 429 TOO_MANY_REQUESTS. */
  async open(attempt: Attempt, code: string): Promise<OpenedCode> {
    const opened = await this.database.transact(SYSTEM, async (tx): Promise<OpenedCode | null> => {
      const account = await this.holderOf(tx, attempt, code);
      if (!account) return null;
      await this.throttle.takeBack(tx, attempt);
      const secondFactor = askedOf(account);
      if (secondFactor === 'held') return { name: account.name, secondFactor, secret: null, uri: null };
      const { secret, uri, sealed } = this.factors.create(account.id, account.login);
      return (await this.proofs.keepPending(tx, account.id, hashOfCode(code), sealed)) ? { name: account.name, secondFactor, secret, uri } : null;
    });
    return opened ?? refuse();
  }

  /**
   * Sets the password and, where one is enrolled now, the second factor; gives the recovery codes of the latter. All
   * sessions end. Throws 401 CODE_REFUSED, 422 PASSWORD_REFUSED, 422 SECOND_FACTOR_REFUSED, 429 TOO_MANY_REQUESTS.
   */
  async redeem(attempt: Attempt, code: string, password: string, appCode: string | undefined): Promise<readonly string[]> {
    const account = (await this.database.transact(SYSTEM, (tx) => this.holderOf(tx, attempt, code))) ?? refuse();
    const enrols = askedOf(account) !== 'held' && (needsSecondFactor(account.grants) || appCode !== undefined);
    const fault = checkPassword(password, { hasSecondFactor: enrols || askedOf(account) === 'held', words: [account.login, account.name] });
    if (fault) {
      await this.database.transact(SYSTEM, (tx) => this.throttle.takeBack(tx, attempt));
      throw refusedAt('/password', fault, 'PASSWORD_REFUSED', 'This password may not be set; the fault says why.');
    }

    const hash = await this.hasher.hash(normalPassword(password));
    const recovery = await this.database.transact(SYSTEM, async (tx) => {
      const factor = await this.factorStep(tx, account, enrols, appCode);
      if (!(await this.proofs.consumeCode(tx, account.id, hashOfCode(code)))) return null;
      await this.proofs.setPassword(tx, account.id, hash);
      const { codes, hashes } = this.factors.recoveryCodes();
      if (typeof factor === 'object') {
        await this.proofs.setFactor(tx, account.id, factor.renewed, factor.step, hashes);
        await tx.audit({ action: 'second-factor.enrolled', chain: NO_CAMPAIGN, subject: account.id });
      }
      await this.throttle.succeeded(tx, attempt);
      await this.sessions.endAll(tx, account.id);
      await tx.audit({ action: 'password.set', chain: NO_CAMPAIGN, subject: account.id, reason: 'CODE_REDEEMED' });
      return typeof factor === 'object' ? codes : [];
    });
    this.credentials.forget();
    return recovery ?? refuse();
  }

  /** Whose living code this is; the attempt stays counted, so that nobody who found a paper tries codes of the app at will. Null: nobody's, or the login has to wait. */
  private async holderOf(tx: Tx, attempt: Attempt, code: string): Promise<(Candidate & { code: object }) | null> {
    const { isLocked } = await this.throttle.begin(tx, attempt);
    const account = await this.proofs.candidateByLogin(tx, foldLogin(attempt.login));
    const held = account?.code ?? null;
    if (!isLocked && account && held && timingSafeEqual(held.hash, hashOfCode(code))) return { ...account, code: held };
    await this.throttle.failed(tx);
    await tx.audit({ action: 'code.refused', chain: NO_CAMPAIGN, reason: isLocked ? 'LOGIN_LOCKED' : 'CODE_WRONG', ...(account && { subject: account.id }) });
    return null;
  }

  private async factorStep(tx: Tx, account: Candidate, enrols: boolean, code: string | undefined): Promise<FactorStep> {
    if (!enrols && askedOf(account) !== 'held') return 'none';
    if (account.factor && askedOf(account) === 'held') {
      if ((await this.factors.use(tx, account.id, account.factor, code)) === null) return 'held';
    } else if (account.code?.pending && code !== undefined) {
      const step = this.factors.stepOf(account.id, account.code.pending, code);
      if (step !== null) return { renewed: account.code.pending, step };
    }
    throw refusedAt('/secondFactor', { code: 'SECOND_FACTOR_WRONG', params: {} }, 'SECOND_FACTOR_REFUSED', 'The code of the authenticator app does not fit; open the paper code again for another secret.');
  }
}

function askedOf({ factor, code, grants }: Candidate): AskedFactor {
  if (factor && !code?.renewsSecondFactor) return 'held';
  return needsSecondFactor(grants) ? 'required' : 'optional';
}

function refuse(): never {
  throw new DomainError('unauthenticated', 'CODE_REFUSED', 'Login and code do not fit, the code has expired or been used, or there were too many attempts: wait, then try again.');
}

function refusedAt(pointer: string, { code, params }: Reason, refusal: 'PASSWORD_REFUSED' | 'SECOND_FACTOR_REFUSED', detail: string): DomainError {
  return new DomainError('rule', refusal, detail, {}, [{ pointer, code, params }]);
}
