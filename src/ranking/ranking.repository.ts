import { Injectable } from '@nestjs/common';
import type { Explanation } from '../candidacy/domain/explanation';
import type { Tx } from '../platform/database/tx';
import type { RunBasis } from './domain/build-question';
import type { Succession } from './domain/foresee-departures';
import type { FrozenRun, WithoutResult } from './domain/frozen-run';
import type { JudgedRun } from './domain/judge-run';
import type { RunCertificate, RunDeparture } from './domain/run-certificate';
import type { SelectionRefusal } from './domain/selection-contract';

export type RunState = 'queued' | 'chosen' | 'tie' | 'infeasible' | 'refused';

/** What a finished run stored. */
export interface RunOutcome extends Pick<JudgedRun, 'result' | 'tie' | 'displaced'> {
  /** Present instead of all else where the question could not be asked. */
  readonly refused?: SelectionRefusal;
}

/** A value as the canonical text that was hashed. */
export interface Sealed {
  readonly text: string;
  readonly digest: Buffer;
}

export interface RankingRun {
  readonly id: string;
  readonly campaignId: string;
  readonly stage: string;
  readonly revision: number;
  readonly policyVersion: number;
  readonly cause: 'ranking' | 'replacement';
  readonly state: RunState;
  /** About how many it says something; null: it is not finished. */
  readonly judged: number | null;
  readonly snapshotHash: string;
  readonly rulesHash: string;
  readonly resultHash: string | null;
  readonly certificateHash: string | null;
  readonly departures: readonly RunDeparture[];
  readonly result: RunOutcome | null;
  readonly startedBy: string;
  readonly startedAt: Date;
  readonly completedAt: Date | null;
  readonly confirmedAt: Date | null;
}

export interface NewRun extends Pick<RankingRun, 'id' | 'campaignId' | 'stage' | 'revision' | 'policyVersion' | 'cause'> {
  readonly snapshot: Sealed;
  readonly rulesHash: Buffer;
}

const RUN = `id, campaign_id as "campaignId", stage, revision, policy_version as "policyVersion", cause, state, judged, encode(snapshot_hash, 'hex') as "snapshotHash",
  encode(rules_hash, 'hex') as "rulesHash", encode(result_hash, 'hex') as "resultHash", encode(certificate_hash, 'hex') as "certificateHash",
  coalesce(snapshot -> 'named', '[]') as departures, result, started_by as "startedBy", started_at as "startedAt",
  completed_at as "completedAt", confirmed_at as "confirmedAt"`;

/** Explanations in one statement: a few megabytes. */
const EXPLAINED_AT_ONCE = 5_000;

@Injectable()
export class RankingRepository {
  /** The number of the newest run of a stage; 0: none yet. */
  async newestRevision(tx: Tx, campaignId: string, stage: string): Promise<number> {
    const [row] = await tx.query<{ revision: number }>(`select coalesce(max(revision), 0)::int as revision from ranking_run where campaign_id = $1 and stage = $2`, [campaignId, stage]);
    return row!.revision;
  }

  async create(tx: Tx, run: NewRun): Promise<void> {
    await tx.query(
      `insert into ranking_run (id, campaign_id, stage, revision, policy_version, cause, snapshot, snapshot_hash, rules_hash, started_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [run.id, run.campaignId, run.stage, run.revision, run.policyVersion, run.cause, run.snapshot.text, run.snapshot.digest, run.rulesHash, tx.actor.id],
    );
  }

  /** Freezes what the question of a run was built from, in the run's own transaction. */
  async keepBasis(tx: Tx, campaignId: string, runId: string, { people, seed }: RunBasis): Promise<void> {
    await tx.query(`insert into ranking_basis (run_id, campaign_id, people, seed) values ($1, $2, $3, $4)`, [runId, campaignId, JSON.stringify(people), seed]);
  }

  async find(tx: Tx, campaignId: string, stage: string, id: string): Promise<RankingRun | null> {
    const [run] = await tx.query<RankingRun>(`select ${RUN} from ranking_run where campaign_id = $1 and stage = $2 and id = $3`, [campaignId, stage, id]);
    return run ?? null;
  }

  /** The newest ranking of a stage that gave an answer, were it a tie. */
  async newestAnswered(tx: Tx, campaignId: string, stage: string): Promise<{ id: string; snapshot: FrozenRun; result: RunOutcome } | null> {
    const [row] = await tx.query<{ id: string; snapshot: FrozenRun; result: RunOutcome }>(
      `select id, snapshot, result from ranking_run
       where campaign_id = $1 and stage = $2 and cause = 'ranking' and state in ('chosen', 'infeasible', 'tie') order by revision desc limit 1`,
      [campaignId, stage],
    );
    return row ?? null;
  }

  async snapshot(tx: Tx, id: string): Promise<FrozenRun> {
    const [row] = await tx.query<{ snapshot: FrozenRun }>(`select snapshot from ranking_run where id = $1`, [id]);
    return row!.snapshot;
  }

  /** Hashes of a frozen run, hex. */
  async hashes(tx: Tx, id: string): Promise<{ snapshot: string; rules: string }> {
    const [row] = await tx.query<{ snapshot: string; rules: string }>(`select encode(snapshot_hash, 'hex') as snapshot, encode(rules_hash, 'hex') as rules from ranking_run where id = $1`, [id]);
    return row!;
  }

  async certificate(tx: Tx, id: string): Promise<RunCertificate | null> {
    const [row] = await tx.query<{ certificate: RunCertificate | null }>(`select certificate from ranking_run where id = $1`, [id]);
    return row?.certificate ?? null;
  }

  /** The number of the newest confirmed run of a stage; null: none. */
  async newestConfirmedRevision(tx: Tx, campaignId: string, stage: string): Promise<number | null> {
    const [row] = await tx.query<{ revision: number | null }>(`select max(revision)::int as revision from ranking_run where campaign_id = $1 and stage = $2 and confirmed_at is not null`, [campaignId, stage]);
    return row!.revision;
  }

  /** The newest confirmed run of a stage with its snapshot: what seats were given on. */
  async newestConfirmed(tx: Tx, campaignId: string, stage: string): Promise<{ revision: number; snapshot: FrozenRun; selected: string[] } | null> {
    const [row] = await tx.query<{ revision: number; snapshot: FrozenRun; selected: string[] }>(
      `select revision, snapshot, result -> 'result' -> 'selected' as selected from ranking_run
       where campaign_id = $1 and stage = $2 and confirmed_at is not null order by revision desc limit 1`,
      [campaignId, stage],
    );
    return row ?? null;
  }

  /** `judged`: about how many the run says something; nobody where it was refused. */
  async complete(tx: Tx, id: string, state: RunState, judged: number, result: Sealed, certificate: Sealed | null, successions: readonly Succession[] | null): Promise<void> {
    await tx.query(
      `update ranking_run set state = $2, judged = $3, result = $4, result_hash = $5, certificate = $6, certificate_hash = $7, successions = $8, completed_at = now() where id = $1`,
      [id, state, judged, result.text, result.digest, certificate?.text ?? null, certificate?.digest ?? null, successions && JSON.stringify(successions)],
    );
  }

  /** A page of the table "if X leaves, Y enters", in the order of public numbers. */
  async successions(tx: Tx, id: string, after: string | null, limit: number): Promise<Succession[]> {
    const rows = await tx.query<{ line: Succession }>(
      `select line from ranking_run, json_array_elements(successions) line where id = $1 and ($2::text is null or (line ->> 'leaves') collate "C" > $2) order by (line ->> 'leaves') collate "C" limit $3`,
      [id, after, limit],
    );
    return rows.map(({ line }) => line);
  }

  /** How many a run goes on without, and why. */
  async countWithoutResult(tx: Tx, id: string): Promise<Partial<Record<WithoutResult['why'], number>>> {
    const rows = await tx.query<{ why: WithoutResult['why']; count: number }>(
      `select person ->> 'why' as why, count(*)::int as count from ranking_run, json_array_elements(snapshot -> 'withoutResult') person where id = $1 group by 1`,
      [id],
    );
    return Object.fromEntries(rows.map(({ why, count }) => [why, count]));
  }

  /** A page of those a run goes on without, in the order of public numbers. */
  async withoutResult(tx: Tx, id: string, after: string | null, limit: number): Promise<WithoutResult[]> {
    const rows = await tx.query<{ person: WithoutResult }>(
      `select person from ranking_run, json_array_elements(snapshot -> 'withoutResult') person where id = $1 and ($2::text is null or (person ->> 'number') collate "C" > $2) order by (person ->> 'number') collate "C" limit $3`,
      [id, after, limit],
    );
    return rows.map(({ person }) => person);
  }

  /** Everybody of the campaign in these stages who did not come or is on hold, in the order of public numbers. */
  async undecidedPeople(tx: Tx, campaignId: string, stages: readonly string[]): Promise<WithoutResult[]> {
    return tx.query<WithoutResult>(
      `select number, stage, case status when 'no-show' then 'absent' else 'postponed' end as why from candidacy
       where campaign_id = $1 and stage = any($2::text[]) and status in ('no-show', 'on-hold') order by number collate "C"`,
      [campaignId, stages],
    );
  }

  /** How many whose seats a replacement fills hold them again: a lapse, an answer or a withdrawal was taken back. */
  async holdAgain(tx: Tx, campaignId: string, id: string): Promise<number> {
    const [row] = await tx.query<{ back: number }>(
      `select count(*)::int as back from ranking_run r cross join lateral json_array_elements_text(r.snapshot -> 'vacancies' -> 'declined') n (number)
       join candidacy c on c.campaign_id = $1 and c.number = n.number join seat s on s.candidacy_id = c.id and s.state in ('offered', 'accepted') where r.id = $2`,
      [campaignId, id],
    );
    return row!.back;
  }

  /** Takes offers that nobody has answered back, each with its trace; returns whose. The quota is locked first, as by whatever changes a seat. */
  async takeOffersBack(tx: Tx, campaignId: string, runId: string, candidacyIds: readonly string[]): Promise<string[]> {
    await tx.query(`select from seat_quota where campaign_id = $1 order by stage for update`, [campaignId]);
    const rows = await tx.query<{ id: string }>(
      `with old as (
         select * from seat where campaign_id = $1 and candidacy_id = any($2::uuid[]) and state = 'offered' for update
       ), changed as (
         update seat set state = 'taken-back', version = version + 1, answered_by = $3, answered_at = now() where candidacy_id in (select candidacy_id from old) returning *
       ), traced as (
         insert into seat_change (candidacy_id, n, batch_id, campaign_id, nominator_id, stage, kind, to_state, before, reason, changed_by)
         select c.candidacy_id, c.version, $4, c.campaign_id, c.nominator_id, c.stage, 'taken-back', c.state, to_jsonb(o), 'OFFER_TAKEN_BACK', $3 from changed c join old o on o.candidacy_id = c.candidacy_id
       )
       select candidacy_id as id from changed`,
      [campaignId, candidacyIds, tx.actor.id, runId],
    );
    return rows.map(({ id }) => id);
  }

  /** Stores why everybody of a run was or was not chosen; a run is judged once, so are its explanations. */
  async explain(tx: Tx, runId: string, explanations: readonly { readonly candidacyId: string; readonly document: Explanation }[]): Promise<void> {
    for (let at = 0; at < explanations.length; at += EXPLAINED_AT_ONCE) {
      const some = explanations.slice(at, at + EXPLAINED_AT_ONCE);
      await tx.query(
        `insert into choice_explanation (run_id, candidacy_id, campaign_id, nominator_id, number, document)
         select $1, c.id, c.campaign_id, c.nominator_id, c.number, e.document
         from rows from (unnest($2::uuid[]), json_array_elements($3::json)) as e (id, document) join candidacy c on c.id = e.id`,
        [runId, some.map(({ candidacyId }) => candidacyId), JSON.stringify(some.map(({ document }) => document))],
      );
    }
  }

  async confirm(tx: Tx, id: string): Promise<void> {
    await tx.query(`update ranking_run set confirmed_at = now() where id = $1`, [id]);
  }

  /** Candidacies behind public numbers. */
  async idsOf(tx: Tx, campaignId: string, numbers: readonly string[]): Promise<Map<string, string>> {
    const rows = await tx.query<{ id: string; number: string }>(`select c.id, c.number from unnest($2::text[]) as n (number) join candidacy c on c.campaign_id = $1 and c.number = n.number`, [campaignId, numbers]);
    return new Map(rows.map(({ id, number }) => [number, id]));
  }
}
