import { DomainError } from '../../kernel/domain-error';
import { readAnswer, writeAnswer } from './answer-text';
import type { Tx } from './tx';

interface Request {
  readonly key: string;
  readonly fingerprint: Buffer;
}

/**
 * Claims the key for this transaction, or gives the answer a finished request left under it. A twin that runs at the same
 * time waits for the first one's commit on the primary key. Refuses another body under the same key.
 */
export async function storedAnswer<Answer>(tx: Tx, { key, fingerprint }: Request): Promise<{ answer: Answer } | null> {
  const claimed = await tx.query(
    `insert into idempotent_answer (actor, key, fingerprint) values ($1, $2, $3) on conflict do nothing returning key`,
    [tx.actor.id, key, fingerprint],
  );
  if (claimed.length) return null;
  const [stored] = await tx.query<{ fingerprint: Buffer; answer: string | null }>(
    `select fingerprint, answer::text as answer from idempotent_answer where actor = $1 and key = $2`,
    [tx.actor.id, key],
  );
  if (!stored) throw new DomainError('conflict', 'IDEMPOTENCY_RACE', 'The same request is being answered; repeat it.');
  if (!stored.fingerprint.equals(fingerprint)) {
    throw new DomainError('rule', 'IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used with another request.');
  }
  if (!stored.answer) throw new DomainError('conflict', 'IDEMPOTENCY_ANSWER_FORGOTTEN', 'The request was carried out; its answer named somebody whose data have been destroyed, or a key that is no longer in use.');
  return { answer: readAnswer<Answer>(stored.answer) };
}

/** Stores the answer beside the effect; both are committed or neither. */
export async function keepAnswer(tx: Tx, key: string, answer: unknown): Promise<void> {
  await tx.query(`update idempotent_answer set answer = $3 where actor = $1 and key = $2`, [tx.actor.id, key, writeAnswer(answer)]);
}
