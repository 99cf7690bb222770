import { Injectable } from '@nestjs/common';
import type { Outcome } from '../candidacy/domain/verdict';
import type { Reason } from '../kernel/reason';
import type { Tx } from '../platform/database/tx';

export interface StoredVerdict {
  readonly policyVersion: number;
  readonly revision: number;
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
  readonly inputHash: string;
}

/** A record of a career as it is called. */
export interface RecordName {
  readonly id: string;
  readonly title: string;
  readonly organisation: string;
}

const VERDICT = `v.policy_version as "policyVersion", v.revision, v.outcome, v.reasons, encode(v.input_hash, 'hex') as "inputHash"`;

@Injectable()
export class EligibilityExplanationRepository {
  async newestVerdict(tx: Tx, candidacyId: string, stage: string): Promise<StoredVerdict | null> {
    const [row] = await tx.query<StoredVerdict>(
      `select ${VERDICT} from verdict v where v.candidacy_id = $1 and v.stage = $2 order by v.policy_version desc, v.revision desc limit 1`,
      [candidacyId, stage],
    );
    return row ?? null;
  }

  /** The verdict that the last published decision of the stage rests on, unless that decision was taken back. */
  async publishedVerdict(tx: Tx, candidacyId: string, stage: string): Promise<StoredVerdict | null> {
    const [row] = await tx.query<StoredVerdict>(
      `select ${VERDICT}
       from history h join decision_batch b on b.id = h.batch_id and b.published_at is not null
       join verdict v on v.candidacy_id = h.candidacy_id and v.stage = h.stage and v.policy_version = b.policy_version and v.revision = h.verdict_revision
       where h.candidacy_id = $1 and h.stage = $2
         and not exists (select from decision_batch r where r.reverts_id = b.id and r.published_at is not null)
       order by h.n desc limit 1`,
      [candidacyId, stage],
    );
    return row ?? null;
  }

  async recordNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, RecordName>> {
    const rows = await tx.query<RecordName>(`select id, title, organisation from employment where id = any($1::uuid[])`, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }
}
