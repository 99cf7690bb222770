import { type BeforeApplicationShutdown, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DomainError } from '../../kernel/domain-error';
import { SYSTEM } from '../caller';
import { Clock } from '../clock';
import { Database, driverError } from '../database/database.service';

const ANSWER_HOLDS_MS = 1_000;
const NOTICE_MS = 2_000;
const UNDEFINED_TABLE = '42P01';

/** Whether this process may be given requests. Redis is not asked: no request waits for it. */
@Injectable()
export class HealthService implements OnModuleDestroy, BeforeApplicationShutdown {
  private closing = false;
  private migrated = false;
  private last: { readonly at: number; readonly probe: Promise<void> } | null = null;

  constructor(private readonly database: Database, private readonly source: DataSource, private readonly clock: Clock) {}

  /** Throws a DomainError of kind `unavailable` when not. One probe a second serves everybody: the address is public. */
  async ready(): Promise<void> {
    if (this.closing) throw new DomainError('unavailable', 'CLOSING', 'This process is closing.');
    const now = this.clock.now().getTime();
    if (!this.last || now - this.last.at >= ANSWER_HOLDS_MS) this.last = { at: now, probe: this.probe() };
    await this.last.probe;
  }

  onModuleDestroy(): void {
    this.closing = true;
  }

  /** After a signal, the balancer has time to see that this process is not ready; then requests under way end. */
  async beforeApplicationShutdown(signal?: string): Promise<void> {
    if (signal) await new Promise((resolve) => setTimeout(resolve, NOTICE_MS));
  }

  /** Asks only: TypeORM's own question would create its table where there is none. */
  private async isMigrated(): Promise<boolean> {
    try {
      const run = await this.source.query<{ name: string }[]>('select name from migrations');
      return this.source.migrations.every(({ name, constructor }) => run.some((migration) => migration.name === (name ?? constructor.name)));
    } catch (error) {
      if (driverError(error).code === UNDEFINED_TABLE) return false;
      throw error;
    }
  }

  private async probe(): Promise<void> {
    this.migrated ||= await this.isMigrated();
    if (!this.migrated) throw new DomainError('unavailable', 'MIGRATIONS_PENDING', 'The schema is older than this build.');
    await this.database.transact(SYSTEM, (tx) =>
      tx.query(
        `insert into idempotent_answer (actor, key, fingerprint, answer) values ($1, 'health', '', 'true') on conflict (actor, key) do update set answer = excluded.answer`,
        [tx.actor.id],
      ),
    );
  }
}
