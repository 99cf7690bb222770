import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { Clock } from '../platform/clock';
import { FieldCipher, type Place } from '../platform/crypto/field-cipher';
import { NO_CAMPAIGN, type Tx } from '../platform/database/tx';
import { isAppCode, readCode, writeCode } from './domain/codes';
import { type SealedSecret, SignInRepository } from './sign-in.repository';

const ISSUER = 'Selection service';
const STEP_SECONDS = 30;
/** 160 bits, as RFC 4226 asks. */
const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
/** 80 bits: a plain hash of them cannot be turned back. */
const CODE_BYTES = 10;

const placeOf = (accountId: string, column: string): Place => ({ table: 'second_factor', column, rowId: accountId });

/** Why a second factor did not hold. */
export type FactorRefusal = 'SECOND_FACTOR_MISSING' | 'SECOND_FACTOR_WRONG' | 'SECOND_FACTOR_REPLAYED';

/** Codes of an authenticator app (TOTP, RFC 6238: six digits, SHA-1, 30 seconds, one step of tolerance), and the codes on paper that stand for them. */
@Injectable()
export class SecondFactorService {
  constructor(private readonly proofs: SignInRepository, private readonly cipher: FieldCipher, private readonly clock: Clock) {}

  /** A secret to be enrolled, as the app takes it and as it is kept. */
  create(accountId: string, login: string): { readonly secret: string; readonly uri: string; readonly sealed: SealedSecret } {
    const totp = totpOf(new Secret({ size: SECRET_BYTES }).base32, login);
    const key = this.cipher.createKey(placeOf(accountId, 'key'));
    const sealed = { key: key.wrapped, keyVersion: key.version, secret: this.cipher.seal(key, placeOf(accountId, 'secret'), totp.secret.base32) };
    return { secret: totp.secret.base32, uri: totp.toString(), sealed };
  }

  /** The time step whose code this is, now or one step away; null for another code. */
  stepOf(accountId: string, { key, keyVersion, secret }: SealedSecret, code: string): number | null {
    const opened = this.cipher.openKey(placeOf(accountId, 'key'), key, keyVersion);
    const timestamp = this.clock.now().getTime();
    const away = totpOf(this.cipher.open(opened, placeOf(accountId, 'secret'), secret)).validate({ token: code.replace(/\s/g, ''), timestamp, window: 1 });
    return away === null ? null : Math.floor(timestamp / 1_000 / STEP_SECONDS) + away;
  }

  /** Uses a code of the app or on paper, each good once. Null: it holds. */
  async use(tx: Tx, accountId: string, factor: SealedSecret, code: string | undefined): Promise<FactorRefusal | null> {
    if (code === undefined) return 'SECOND_FACTOR_MISSING';
    if (!isAppCode(code)) {
      if (!(await this.proofs.useRecoveryCode(tx, accountId, hashOfCode(code)))) return 'SECOND_FACTOR_WRONG';
      await tx.audit({ action: 'recovery-code.used', chain: NO_CAMPAIGN, subject: accountId });
      return null;
    }
    const step = this.stepOf(accountId, factor, code);
    if (step === null) return 'SECOND_FACTOR_WRONG';
    return (await this.proofs.useStep(tx, accountId, step)) ? null : 'SECOND_FACTOR_REPLAYED';
  }

  /** Codes that each stand for the second factor once: shown now, never again. */
  recoveryCodes(): { readonly codes: readonly string[]; readonly hashes: readonly Buffer[] } {
    const codes = Array.from({ length: RECOVERY_CODES }, newCode);
    return { codes, hashes: codes.map(hashOfCode) };
  }
}

/** A new code for paper: 80 random bits, `XXXX-XXXX-XXXX-XXXX`. */
export function newCode(): string {
  return writeCode(randomBytes(CODE_BYTES));
}

/** What the database knows of a code on paper, however it was typed. */
export function hashOfCode(typed: string): Buffer {
  return createHash('sha256').update(readCode(typed)).digest();
}

function totpOf(base32: string, label = 'account'): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(base32), algorithm: 'SHA1', digits: 6, period: STEP_SECONDS });
}
