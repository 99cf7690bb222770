import { Injectable } from '@nestjs/common';
import type { Explanation } from '../candidacy/domain/explanation';
import type { Tx } from '../platform/database/tx';

/** An explanation with the run it belongs to. */
export interface ExplanationRow {
  readonly candidacyId: string;
  readonly number: string;
  readonly stage: string;
  readonly runId: string;
  readonly rulesHash: string;
  readonly policyVersion: number;
  readonly document: Explanation;
}

const ROW = `e.candidacy_id as "candidacyId", e.number, r.stage, e.run_id as "runId", encode(r.rules_hash, 'hex') as "rulesHash", r.policy_version as "policyVersion", e.document`;

/** Explanations of runs, as they were stored. */
@Injectable()
export class ExplanationRepository {
  /** True when the stage has such a run. */
  async hasRun(tx: Tx, campaignId: string, stage: string, runId: string): Promise<boolean> {
    return (await tx.query(`select from ranking_run where campaign_id = $1 and stage = $2 and id = $3`, [campaignId, stage, runId])).length > 0;
  }

  async page(tx: Tx, runId: string, filter: { after: string | null; reason: string | null }, limit: number): Promise<ExplanationRow[]> {
    return tx.query<ExplanationRow>(
      `select ${ROW} from choice_explanation e join ranking_run r on r.id = e.run_id
       where e.run_id = $1 and ($2::text is null or e.number > $2) and ($3::text is null or e.document #>> '{reason,code}' = $3) order by e.number limit $4`,
      [runId, filter.after, filter.reason, limit],
    );
  }

  async find(tx: Tx, runId: string, candidacyId: string): Promise<ExplanationRow | null> {
    const [row] = await tx.query<ExplanationRow>(`select ${ROW} from choice_explanation e join ranking_run r on r.id = e.run_id where e.run_id = $1 and e.candidacy_id = $2`, [runId, candidacyId]);
    return row ?? null;
  }

  /** Of these nominators' people, by the run that the last published decision on each of them rests on. */
  async published(tx: Tx, campaignId: string, nominatorIds: readonly string[], after: string | null, limit: number): Promise<ExplanationRow[]> {
    const rows = await tx.query<Omit<ExplanationRow, 'stage' | 'rulesHash' | 'policyVersion'>>(
      `select e.candidacy_id as "candidacyId", e.number, e.run_id as "runId", e.document from candidacy c
       cross join lateral (
         select b.run_id from history h join decision_batch b on b.id = h.batch_id
         where h.candidacy_id = c.id and b.run_id is not null and b.published_at is not null
           and not exists (select from decision_batch back where back.reverts_id = b.id and back.published_at is not null)
         order by h.n desc limit 1
       ) told
       join choice_explanation e on e.run_id = told.run_id and e.candidacy_id = c.id
       where c.campaign_id = $1 and c.nominator_id = any($2::uuid[]) and ($3::text is null or c.number collate "C" > $3) order by c.number collate "C" limit $4`,
      [campaignId, nominatorIds, after, limit],
    );
    const runs = await tx.beyondReach(() => // of a run a nominator reads what it was called by
      tx.query<Pick<ExplanationRow, 'runId' | 'stage' | 'rulesHash' | 'policyVersion'>>(
        `select id as "runId", stage, encode(rules_hash, 'hex') as "rulesHash", policy_version as "policyVersion" from ranking_run where id = any($1::uuid[])`,
        [rows.map(({ runId }) => runId)],
      ),
    );
    const runOf = new Map(runs.map((run) => [run.runId, run]));
    return rows.map((row) => ({ ...row, ...runOf.get(row.runId)! }));
  }
}
