import { Injectable, Logger } from '@nestjs/common';
import type { PoolClient, QueryResultRow } from 'pg';
import { DataSource, type QueryRunner } from 'typeorm';
import { DomainError } from '../../kernel/domain-error';
import type { Caller } from '../caller';
import { reachSettings } from './reach-settings';
import { keepAnswer, storedAnswer } from './idempotency';
import type { AuditedEvent, AuditLine, Tx } from './tx';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ROLE = { account: 'app_api', system: 'app_api', worker: 'app_worker' } as const;
const ATTEMPTS = 5;

type CommitListener = (event: AuditedEvent) => void;

/** A transaction that can tell what it has added to the audit; null: nothing. */
interface AuditedTx extends Tx {
  audited(): AuditedEvent | null;
}

/** The only door to the database. */
@Injectable()
export class Database {
  private readonly log = new Logger('database');
  private readonly listeners: CommitListener[] = [];

  constructor(private readonly source: DataSource) {}

  /** Has the listener told of every committed transaction that has an audit event; it must neither throw nor wait. */
  onCommit(listener: CommitListener): void {
    this.listeners.push(listener);
  }

  /**
   * Runs `work` in one transaction under the caller's database role and commits it, or leaves nothing behind.
   * Serialisation failures, deadlocks and a lost race for a seal are repeated (work must therefore have no effect outside
   * the database). With an idempotency key the answer is stored in the same transaction; a repetition gets the stored
   * answer and does nothing, another body under the same key is refused.
   */
  async transact<Answer>(caller: Caller, work: (tx: Tx) => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(caller, work);
      } catch (error) {
        if (attempt >= ATTEMPTS || !mayBeRepeated(error)) throw error;
      }
    }
  }

  /** What is committed stays so, whatever a listener makes of it. */
  private tell(event: AuditedEvent | null): void {
    if (!event) return;
    for (const listener of this.listeners) {
      try {
        listener(event);
      } catch (error) {
        this.log.error(error instanceof Error ? error.name : 'a listener failed');
      }
    }
  }

  private async once<Answer>(caller: Caller, work: (tx: Tx) => Promise<Answer>): Promise<Answer> {
    const begin = beginOf(caller);
    const runner = this.source.createQueryRunner();
    let rollback = (): Promise<unknown> => Promise.resolve();
    try {
      const client = (await runner.connect()) as PoolClient;
      rollback = () => client.query('rollback').catch(() => undefined); // the first error is the one to report
      await client.query(begin);
      const tx = openTx(runner, client, caller);
      const answer = caller.idempotency ? await answerOnce(tx, caller.idempotency, work) : await work(tx);
      if (caller.reading) await tx.audit(caller.reading);
      await client.query('commit');
      this.tell(tx.audited());
      return answer;
    } catch (error) {
      await rollback();
      throw error;
    } finally {
      await runner.release();
    }
  }
}

/**
 * Begins in one round trip. Role, actor and reach hold for this transaction only; a pooled connection goes back without
 * them. TypeORM is not told of the transaction: its manager only reads here.
 */
function beginOf({ actor, reach }: Caller): string {
  if (!UUID.test(actor.id)) throw new TypeError('the actor of a transaction needs an identifier');
  return `begin; select set_config('role', '${ROLE[actor.kind]}', true), set_config('app.actor', '${actor.id}', true), ${reachSettings(reach)}`;
}

async function answerOnce<Answer>(tx: Tx, idempotency: NonNullable<Caller['idempotency']>, work: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  const stored = await storedAnswer<Answer>(tx, idempotency);
  if (stored) return stored.answer;
  const answer = await work(tx);
  await keepAnswer(tx, idempotency.key, answer);
  return answer;
}

function openTx(runner: QueryRunner, client: PoolClient, { actor, reach, role, requestId }: Caller): AuditedTx {
  let event: { readonly tx: number; readonly lines: AuditLine[] } | null = null;
  let isBeyond = reach?.campaigns === 'all' && reach.nominators === 'all';
  const capacity = role ?? (actor.kind === 'account' ? null : actor.kind);
  const query = async <Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> =>
    (await client.query<QueryResultRow & Row>(sql, params as unknown[])).rows;
  return {
    actor,
    manager: runner.manager,
    query,
    prepared: async <Row>(name: string, text: string, values: readonly unknown[]) =>
      (await client.query<QueryResultRow & Row>({ name, text, values: values as unknown[] })).rows,
    beyondReach: async (work) => {
      if (isBeyond) return work();
      isBeyond = true;
      await client.query(`select ${reachSettings({ campaigns: 'all', nominators: 'all' })}`);
      try {
        return await work();
      } finally {
        isBeyond = false;
        await client.query(`select ${reachSettings(reach)}`).catch(() => undefined); // a failed transaction is rolled back, and its settings with it
      }
    },
    audit: async (line: AuditLine) => {
      const [written] = await query<{ tx: number }>(
        `insert into audit_event (tx, n, chain, actor, action, subject, reason, policy_version, lines, digest, role, request, before, after)
         values (coalesce($1, nextval('audit_tx')), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) returning currval('audit_tx') as tx`,
        [
          event?.tx ?? null, event?.lines.length ?? 0, line.chain, actor.id, line.action, line.subject ?? null, line.reason ?? null, line.policyVersion ?? null, line.lines ?? 1, line.digest ?? Buffer.alloc(0),
          capacity, requestId ?? null, line.before ?? null, line.after ?? null,
        ],
      );
      event ??= { tx: written!.tx, lines: [] };
      event.lines.push(line);
    },
    audited: () => event && { tx: event.tx, actor: actor.id, role: capacity, requestId: requestId ?? null, lines: event.lines },
  };
}

function mayBeRepeated(error: unknown): boolean {
  if (error instanceof DomainError) return false;
  const { code, constraint } = driverError(error);
  return code === '40001' || code === '40P01' || (code === '23505' && constraint === 'audit_seal_pkey');
}

/** PostgreSQL's code and constraint of an error, whether TypeORM wrapped it or not. */
export function driverError(error: unknown): { code?: string; constraint?: string } {
  const inner = (error as { driverError?: unknown } | null)?.driverError ?? error;
  const { code, constraint } = (inner ?? {}) as { code?: string; constraint?: string };
  return { code, constraint };
}
