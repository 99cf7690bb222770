import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { RecordedResult, ResultEntry } from './domain/check-entries';
import type { InstrumentResult } from './domain/diagnostics-facts';

/** A stage of a campaign, whose results are looked at. */
export interface StageKey {
  readonly campaignId: string;
  readonly stage: string;
}

/** The results of one candidacy, in order of instrument. */
export interface ResultsOfOne {
  readonly candidacyId: string;
  readonly number: string;
  readonly results: readonly (InstrumentResult & { readonly recordedBy: string; readonly recordedAt: string })[];
}

/** In the order in which jsonb would keep them: hashes of inputs rest on it. */
const RESULT = `'raw', r.raw, 'takenOn', r.taken_on, 'normGroup', r.norm_group, 'conclusion', r.conclusion, 'instrument', r.instrument, 'supervised', r.supervised`;

@Injectable()
export class DiagnosticsRepository {
  /** What is recorded of these candidacies in the stage. */
  async recorded(tx: Tx, { campaignId, stage }: StageKey, ids: readonly string[]): Promise<RecordedResult[]> {
    return tx.query<RecordedResult>(
      `select candidacy_id as "candidacyId", instrument, supervised, conclusion is not null as concluded
       from diagnostics_result where candidacy_id = any($3::uuid[]) and stage = $2 and campaign_id = $1 and closed_at is null`,
      [campaignId, stage, ids],
    );
  }

  /** Records results of candidacies that are locked in this transaction, each as the next version of its instrument. */
  async insert(tx: Tx, { campaignId, stage }: StageKey, entries: readonly ResultEntry[], fileId: string | null = null): Promise<void> {
    await tx.query(
      `with entry as (
         select r.*, row_number() over (partition by "candidacyId", instrument order by n) as ordinal
         from rows from (jsonb_to_recordset($1::jsonb) as ("candidacyId" uuid, instrument text, supervised boolean, "takenOn" date, "normGroup" text, raw jsonb, conclusion text))
           with ordinality as r ("candidacyId", instrument, supervised, "takenOn", "normGroup", raw, conclusion, n)
       )
       insert into diagnostics_result (candidacy_id, stage, instrument, version, supervised, campaign_id, nominator_id, taken_on, norm_group, raw, conclusion, recorded_by, file_id)
       select c.id, $3, r.instrument, r.ordinal + coalesce(o.version, 0), coalesce(r.supervised, false), c.campaign_id, c.nominator_id, r."takenOn", r."normGroup", r.raw, r.conclusion, $4, $5
       from entry r
       join candidacy c on c.id = r."candidacyId" and c.campaign_id = $2
       cross join lateral (select max(version) as version from diagnostics_result o where o.candidacy_id = c.id and o.stage = $3 and o.instrument = r.instrument) o`,
      [JSON.stringify(entries), campaignId, stage, tx.actor.id, fileId],
    );
  }

  /** Results of the stage, candidacy by candidacy in the order of public numbers. */
  async page(tx: Tx, { campaignId, stage }: StageKey, after: string | undefined, count: number): Promise<ResultsOfOne[]> {
    return tx.query<ResultsOfOne>(
      `select c.id as "candidacyId", c.number,
         jsonb_agg(jsonb_build_object(${RESULT}, 'recordedBy', r.recorded_by, 'recordedAt', r.recorded_at) order by r.instrument, r.supervised) as results
       from candidacy c join diagnostics_result r on r.candidacy_id = c.id and r.stage = $2 and r.closed_at is null
       where c.campaign_id = $1 and ($3::text is null or c.number collate "C" > $3)
       group by c.id order by c.number collate "C" limit $4`,
      [campaignId, stage, after ?? null, count],
    );
  }

  /** The facts of these candidacies of a campaign; an empty list where nothing is recorded. */
  async facts(tx: Tx, { campaignId, stage }: StageKey, ids: readonly string[]): Promise<{ candidacyId: string; results: InstrumentResult[] }[]> {
    return tx.prepared(
      'diagnostics-facts',
      `select c.id as "candidacyId", found.results
       from candidacy c
       cross join lateral (
         select coalesce(json_agg(json_build_object(${RESULT}) order by r.instrument, r.supervised), '[]') as results
         from diagnostics_result r where r.candidacy_id = c.id and r.stage = $2 and r.closed_at is null
       ) found
       where c.campaign_id = $1 and c.id = any($3::uuid[])`,
      [campaignId, stage, ids],
    );
  }
}
