import { hash, randomFillSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import { hashInputs, type Verdict } from './domain/verdict';

/** Which computation the verdicts belong to. */
export interface Computation {
  readonly stage: string;
  readonly policyVersion: number;
  readonly revision: number;
}

/** Verdicts as the parameters of one statement. */
export interface VerdictColumns {
  readonly ids: readonly string[];
  readonly outcomes: readonly string[];
  readonly scores: readonly (string | null)[];
  /** Everybody's as one JSON array: an array of texts would be escaped here and parsed twice there. */
  readonly measures: string;
  readonly reasons: string;
  /** Input hash, salt and row hash of each verdict, 80 bytes each, as one binary parameter. */
  readonly hashes: Buffer;
}

export const HASH_BYTES = 80;
const HASH_SIZE = 32;
const SALT_SIZE = 16;

/**
 * Lays verdicts out in columns and commits to each: the row hash covers every value and a random salt, so the audit binds
 * the verdict, nobody can guess a score back from the hash, and the chain still verifies when numbers and salt are erased.
 * Each verdict is asked for once and let go of, so that the facts of a batch are never all in memory: collecting them as
 * garbage cost more than the rules.
 */
export function toColumns(verdicts: Iterable<Verdict>, { stage, policyVersion, revision }: Computation): VerdictColumns {
  const ids: string[] = [];
  const outcomes: string[] = [];
  const scores: (string | null)[] = [];
  const measures: string[] = [];
  const reasons: string[] = [];
  const inputs: string[] = [];
  for (const verdict of verdicts) {
    ids.push(verdict.candidacyId);
    outcomes.push(verdict.outcome);
    scores.push(verdict.score?.toString() ?? null);
    measures.push(JSON.stringify(verdict.measures));
    reasons.push(JSON.stringify(verdict.reasons));
    inputs.push(hashInputs(verdict.inputs));
  }
  const hashes = randomFillSync(Buffer.allocUnsafe(ids.length * HASH_BYTES)); // what stays between the hashes is the salts
  ids.forEach((id, i) => {
    const row = hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES);
    row.write(inputs[i]!, 'hex');
    const input = row.subarray(0, HASH_SIZE);
    const salt = row.subarray(HASH_SIZE, HASH_SIZE + SALT_SIZE);
    const values = [id, stage, policyVersion, revision, outcomes[i], scores[i] ?? '', measures[i], reasons[i]].join('\n');
    row.write(hash('sha256', Buffer.concat([salt, input, Buffer.from(values)])), HASH_SIZE + SALT_SIZE, 'hex');
  });
  return { ids, outcomes, scores, measures: `[${measures.join(',')}]`, reasons: `[${reasons.join(',')}]`, hashes };
}

/** Parameters `$1…$6` of a statement that writes verdicts from `VerdictColumns`, and the rows they stand for. */
export const VERDICT_ROWS = `
  rows from (unnest($1::uuid[], $2::text[], $3::bigint[]), json_array_elements($4::json), json_array_elements($5::json))
    with ordinality as u (id, outcome, score, measures, reasons, i)`;
export const VERDICT_HASHES = `
  substr($6::bytea, u.i::int * 80 - 79, 32), substr($6::bytea, u.i::int * 80 - 47, 16), substr($6::bytea, u.i::int * 80 - 31, 32)`;

export function verdictParams({ ids, outcomes, scores, measures, reasons, hashes }: VerdictColumns): unknown[] {
  return [ids, outcomes, scores, measures, reasons, hashes];
}

/** What earlier stages measured of one candidacy, for ranking and tie keys. */
export interface EarlierVerdict {
  readonly candidacyId: string;
  readonly stage: string;
  readonly policyVersion: number;
  readonly score: number | null;
  readonly measures: Record<string, number>;
}

@Injectable()
export class VerdictRepository {
  /** Writes verdicts outside a work batch: the formal check that is made while a nomination is submitted. */
  async record(tx: Tx, batchId: string, computation: Computation, verdicts: readonly Verdict[]): Promise<void> {
    const { stage, policyVersion, revision } = computation;
    await tx.query(
      `insert into verdict (candidacy_id, stage, policy_version, revision, campaign_id, nominator_id, batch_id, outcome, score, measures, reasons, input_hash, salt, row_hash)
       select c.id, $7, $8, $9, c.campaign_id, c.nominator_id, $10, u.outcome, u.score, u.measures, u.reasons, ${VERDICT_HASHES}
       from ${VERDICT_ROWS} join candidacy c on c.id = u.id`,
      [...verdictParams(toColumns(verdicts, computation)), stage, policyVersion, revision, batchId],
    );
  }

  /** The newest verdicts of these stages for everybody who is open in a stage, in the order of public numbers. */
  async ofEarlierStages(tx: Tx, campaignId: string, openIn: string, stages: readonly string[]): Promise<EarlierVerdict[]> {
    return tx.query<EarlierVerdict>(
      `select v.candidacy_id as "candidacyId", v.stage, v.policy_version as "policyVersion", v.score, v.measures
       from candidacy c
       cross join lateral unnest($3::text[]) as s (stage)
       cross join lateral (
         select * from verdict v where v.candidacy_id = c.id and v.stage = s.stage order by v.policy_version desc, v.revision desc limit 1
       ) v
       where c.campaign_id = $1 and c.stage = $2 and c.status = 'open'
       order by c.number collate "C", v.stage`,
      [campaignId, openIn, stages],
    );
  }
}
