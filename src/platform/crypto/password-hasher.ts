import { hash, verify } from '@node-rs/argon2';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error';

/** argon2id, the library's own choice, with OWASP's least cost: 19 MiB, two passes, one lane. About 10 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** More at once, and signing in is how the service is brought down. */
const AT_ONCE = 2;
const MOST_WAITING = 100;

/** Hashes passwords, two at a time; who comes while a hundred wait is asked to come again. */
@Injectable()
export class PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private nobody: Promise<string> | null = null;

  /** Throws 503 UNAVAILABLE when too many wait, as `fits` does. */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password, COST));
  }

  /** Whether the password is the one. Without a hash the answer is no, and takes the same time. */
  async fits(password: string, known: string | null): Promise<boolean> {
    const fits = await this.inTurn(async () => verify(known ?? (await (this.nobody ??= hash('nobody has this password', COST))), password));
    return fits && known !== null;
  }

  private async inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    if (this.running >= AT_ONCE) {
      if (this.waiting.length >= MOST_WAITING) throw new DomainError('unavailable', 'UNAVAILABLE', 'The service cannot answer at the moment; repeat the request.');
      await new Promise<void>((resolve) => this.waiting.push(resolve)); // the turn is handed on, `running` stays
    } else this.running++;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
