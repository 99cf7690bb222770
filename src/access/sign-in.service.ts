import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error';
import { SYSTEM } from '../platform/caller';
import { PasswordHasher } from '../platform/crypto/password-hasher';
import { Database } from '../platform/database/database.service';
import { NO_CAMPAIGN, type Tx } from '../platform/database/tx';
import type { AskingCaller } from './asking.decorator';
import { CredentialService } from './credential.service';
import { checkPassword, normalPassword } from './domain/check-password';
import { needsSecondFactor } from './domain/second-factor';
import { type FactorRefusal, SecondFactorService } from './second-factor.service';
import { BrowserSessionRepository } from './browser-session.repository';
import { type OpenedSession, BrowserSessionService } from './browser-session.service';
import { type Candidate, SignInRepository } from './sign-in.repository';
import { type Attempt, foldLogin, ThrottleService } from './throttle.service';

export interface Proof {
  readonly password: string;
  /** Of the authenticator app, or a recovery code. */
  readonly code?: string;
}

type Refusal = 'LOGIN_UNKNOWN' | 'LOGIN_LOCKED' | 'PASSWORD_WRONG' | FactorRefusal;

/**
 * Signing in by password and second factor. Whoever is refused learns nothing of why: an unknown login, a wrong password,
 * a wrong code and a login that has to wait get one answer, after the same work. The audit knows.
 */
@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly proofs: SignInRepository,
    private readonly throttle: ThrottleService,
    private readonly hasher: PasswordHasher,
    private readonly factors: SecondFactorService,
    private readonly sessions: BrowserSessionService,
    private readonly rows: BrowserSessionRepository,
    private readonly credentials: CredentialService,
  ) {}

  /** Throws 401 SIGN_IN_REFUSED, 429 TOO_MANY_REQUESTS, 503 UNAVAILABLE. */
  async signIn(attempt: Attempt, proof: Proof, device: string): Promise<OpenedSession> {
    const opened = await this.prove(attempt, (tx) => this.proofs.candidateByLogin(tx, foldLogin(attempt.login)), proof, (tx, account) =>
      this.sessions.open(tx, account, { method: 'password', device, isProved: true }),
    );
    if (!opened) throw new DomainError('unauthenticated', 'SIGN_IN_REFUSED', 'Login, password or code do not fit, or there were too many attempts: wait, then try again.');
    return opened;
  }

  /** A person at a browser proves again who he is. Throws 401 PROOF_REFUSED, 409 NO_SESSION, 429. */
  async proveAgain(caller: AskingCaller, address: string, proof: Proof): Promise<void> {
    await this.proveAtBrowser(caller, address, proof, async (tx, account) => {
      await this.rows.noteProof(tx, caller.credentialId);
      await tx.audit({ action: 'session.proved', chain: NO_CAMPAIGN, subject: account.id });
    });
  }

  /** A person at a browser sets another password; his other browsers are signed out. Throws 401 PROOF_REFUSED, 409 NO_SESSION, 422 PASSWORD_REFUSED, 429. */
  async changePassword(caller: AskingCaller, address: string, proof: Proof, password: string): Promise<void> {
    const hash = await this.hasher.hash(normalPassword(password)); // before the transaction, which must not wait for it
    const fault = await this.proveAtBrowser(caller, address, proof, async (tx, { id, login, name, factor }) => {
      const refused = checkPassword(password, { hasSecondFactor: factor !== null, words: [login, name] });
      if (refused) return refused;
      await this.proofs.setPassword(tx, id, hash);
      await this.rows.endAll(tx, id, caller.credentialId);
      await tx.audit({ action: 'password.set', chain: NO_CAMPAIGN, subject: id, reason: 'CHANGED' });
      return 'set';
    });
    if (fault !== 'set') throw new DomainError('rule', 'PASSWORD_REFUSED', 'This password may not be set; the fault says why.', {}, [{ ...fault, pointer: '/newPassword' }]);
  }

  private async proveAtBrowser<Answer>(caller: AskingCaller, address: string, proof: Proof, then: (tx: Tx, account: Candidate) => Promise<Answer>): Promise<Answer> {
    if (caller.via !== 'session') throw new DomainError('conflict', 'NO_SESSION', 'Only the session of a browser proves itself again.');
    const proved = await this.prove({ login: caller.accountId, address }, (tx) => this.proofs.candidateById(tx, caller.accountId), proof, then);
    this.credentials.forget();
    if (proved === null) throw new DomainError('unauthenticated', 'PROOF_REFUSED', 'Password or code do not fit, or there were too many attempts: wait, then try again.');
    return proved;
  }

  /** Null: refused. Two transactions, because no connection and no lock may wait for a hash; the attempt is counted in the first. */
  private async prove<Answer>(
    attempt: Attempt, find: (tx: Tx) => Promise<Candidate | null>, { password, code }: Proof, then: (tx: Tx, account: Candidate) => Promise<Answer>,
  ): Promise<Answer | null> {
    const { isLocked, account } = await this.database.transact(SYSTEM, async (tx) => ({ ...(await this.throttle.begin(tx, attempt)), account: await find(tx) }));
    const fits = await this.hasher.fits(normalPassword(password), isLocked ? null : (account?.passwordHash ?? null));
    return this.database.transact(SYSTEM, async (tx) => {
      const refusal = isLocked ? 'LOGIN_LOCKED' : !account ? 'LOGIN_UNKNOWN' : !fits ? 'PASSWORD_WRONG' : await this.factorRefusal(tx, account, code);
      if (!account || refusal) {
        await this.refuse(tx, account, refusal ?? 'LOGIN_UNKNOWN');
        return null;
      }
      await this.throttle.succeeded(tx, attempt);
      return then(tx, account);
    });
  }

  private async factorRefusal(tx: Tx, { id, grants, factor }: Candidate, code: string | undefined): Promise<FactorRefusal | null> {
    if (factor) return this.factors.use(tx, id, factor, code);
    return needsSecondFactor(grants) ? 'SECOND_FACTOR_MISSING' : null;
  }

  /** Nothing of what was typed is written down; whom it names, only where he exists. */
  private async refuse(tx: Tx, account: Candidate | null, reason: Refusal): Promise<void> {
    await this.throttle.failed(tx);
    await tx.audit({ action: 'sign-in.refused', chain: NO_CAMPAIGN, reason, ...(account && { subject: account.id }) });
  }
}
