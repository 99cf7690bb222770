import { Injectable } from '@nestjs/common';
import { FieldCipher } from '../platform/crypto/field-cipher';
import type { Tx } from '../platform/database/tx';
import { tooMany } from '../platform/http/request-budget';
import { DELAYS_OF_ADDRESS, DELAYS_OF_LOGIN, networkOf } from './domain/throttle';
import { ThrottleRepository } from './throttle.repository';

/** Who tries to sign in, from where. */
export interface Attempt {
  /** As it was typed; most of those who guess name nobody. */
  readonly login: string;
  readonly address: string;
}

/**
 * Slows down whoever guesses, by login and by address. Counted in the database, beside what signing in reads anyway: it
 * holds for all processes, and there is no second server whose absence would open or close the door.
 */
@Injectable()
export class ThrottleService {
  constructor(private readonly throttles: ThrottleRepository, private readonly cipher: FieldCipher) {}

  /**
   * Begins an attempt. A login that has to wait is told as `isLocked`, for whoever has an account and whoever has none alike; the
   * caller goes on as if the password were wrong. Throws 429 TOO_MANY_REQUESTS for an address that has to wait.
   */
  async begin(tx: Tx, { login, address }: Attempt): Promise<{ readonly isLocked: boolean }> {
    await this.beginFrom(tx, address); // before the login: a stranger's address that waits locks nobody's account
    return { isLocked: (await this.throttles.begin(tx, this.loginKey(login), DELAYS_OF_LOGIN)) > 0 };
  }

  /** Begins an attempt that names no login. Throws 429 TOO_MANY_REQUESTS. */
  async beginFrom(tx: Tx, address: string): Promise<void> {
    const seconds = await this.throttles.begin(tx, this.addressKey(address), DELAYS_OF_ADDRESS);
    if (seconds > 0) throw tooMany(seconds);
  }

  /** The attempt from this address was no failure. */
  async takeBackFrom(tx: Tx, address: string): Promise<void> {
    await this.throttles.takeBack(tx, this.addressKey(address), DELAYS_OF_ADDRESS);
  }

  /** The person has proved himself in full: what was guessed before is forgotten. */
  async succeeded(tx: Tx, { login, address }: Attempt): Promise<void> {
    await this.takeBackFrom(tx, address);
    await this.throttles.clear(tx, this.loginKey(login));
  }

  /** The attempt was neither: it counts for nothing, those before it do. */
  async takeBack(tx: Tx, { login, address }: Attempt): Promise<void> {
    await this.takeBackFrom(tx, address);
    await this.throttles.takeBack(tx, this.loginKey(login), DELAYS_OF_LOGIN);
  }

  async failed(tx: Tx): Promise<void> {
    await this.throttles.forget(tx);
  }

  private addressKey(address: string): Buffer {
    return this.cipher.blindIndex(`sign-in address ${networkOf(address)}`);
  }

  private loginKey(login: string): Buffer {
    return this.cipher.blindIndex(`sign-in login ${foldLogin(login)}`);
  }
}

/** A login as it is kept: people type capitals and spaces around it. */
export function foldLogin(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}
