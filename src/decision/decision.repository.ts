import { Injectable } from '@nestjs/common';
import type { Status } from '../candidacy/domain/pipeline';
import type { Outcome } from '../candidacy/domain/verdict';
import type { Tx } from '../platform/database/tx';
import type { ShownSingly } from './domain/show-singly';

export interface ListRow {
  readonly candidacyId: string;
  readonly number: string;
  readonly status: Status;
  readonly outcome: Outcome | null;
  readonly revision: number | null;
  readonly rowHash: Buffer | null;
  /** Units of 10⁻⁴. */
  readonly score: number | null;
}

export interface PreviewRow extends Omit<ListRow, 'rowHash'> {
  readonly name: string;
  readonly reasons: unknown;
}

export type DecisionKind = 'submit' | 'confirm' | 'event' | 'revert';

export interface DecisionBatch {
  readonly id: string;
  readonly campaignId: string;
  readonly stage: string;
  readonly kind: DecisionKind;
  readonly policyVersion: number;
  readonly runId: string | null;
  readonly revertsId: string | null;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly listDigest: string;
  readonly lines: number;
  readonly publishedBy: string | null;
  readonly publishedAt: Date | null;
  /** The item of a commission's agenda that it rests on. */
  readonly agendaItemId: string | null;
}

/** Where somebody stands, and where the last published decision says he does. */
export interface Untold {
  readonly candidacyId: string;
  readonly stage: string;
  readonly status: Status;
  readonly toldStage: string;
  readonly toldStatus: Status;
}

/** The list of a stage: who stands there undecided, and which policy version and revision of verdicts is looked at. */
export interface ListQuery {
  readonly campaignId: string;
  readonly stage: string;
  readonly policyVersion: number;
  /** null: the newest. */
  readonly revision: number | null;
  readonly statuses: readonly Status[];
}

export interface ListSummary {
  /** Candidacies with a verdict, and those still waiting for one. */
  readonly count: number;
  readonly waiting: number;
  readonly digest: string;
  readonly outcomes: Readonly<Record<Outcome, number>>;
}

const BATCH = `id, campaign_id as "campaignId", stage, kind, policy_version as "policyVersion", run_id as "runId", reverts_id as "revertsId",
  decided_by as "decidedBy", decided_at as "decidedAt", encode(list_digest, 'hex') as "listDigest", lines, published_by as "publishedBy", published_at as "publishedAt", agenda_item_id as "agendaItemId"`;

/** Candidacies of a list with the verdict looked at, if there is one. */
const LISTED = `
  candidacy c left join lateral (
    select * from verdict v where v.candidacy_id = c.id and v.stage = $2 and v.policy_version = $3 and ($4::int is null or v.revision = $4)
    order by v.revision desc limit 1
  ) v on true
  where c.campaign_id = $1 and c.stage = $2 and c.status = any($5::text[])`;

const listParams = ({ campaignId, stage, policyVersion, revision, statuses }: ListQuery): unknown[] => [campaignId, stage, policyVersion, revision, statuses];

@Injectable()
export class DecisionRepository {
  /** `list`, everybody on it locked. */
  async lockList(tx: Tx, list: ListQuery): Promise<ListRow[]> {
    return this.list(tx, list, 'for update of c');
  }

  /** The list with its verdicts, in the order of public numbers. */
  async list(tx: Tx, list: ListQuery, lock: '' | 'for update of c' = ''): Promise<ListRow[]> {
    return tx.query<ListRow>(
      `select c.id as "candidacyId", c.number, c.status, v.outcome, v.revision, v.row_hash as "rowHash", v.score from ${LISTED} order by c.number collate "C" ${lock}`,
      listParams(list),
    );
  }

  /** Counts of the list by outcome and the digest of everyone with a verdict: SHA-256 over number and row hash, in order of number. */
  async summarise(tx: Tx, list: ListQuery): Promise<ListSummary> {
    const [row] = await tx.query<{ count: number; waiting: number; digest: string } & Record<Outcome, number>>(
      `select count(v.outcome)::int as count, count(*) filter (where v.outcome is null)::int as waiting,
         encode(sha256(coalesce(string_agg(convert_to(c.number, 'UTF8') || v.row_hash, ''::bytea order by c.number collate "C"), ''::bytea)), 'hex') as digest,
         count(*) filter (where v.outcome = 'pass')::int as pass, count(*) filter (where v.outcome = 'fail')::int as fail,
         count(*) filter (where v.outcome = 'reserve')::int as reserve, count(*) filter (where v.outcome = 'undetermined')::int as undetermined
       from ${LISTED}`,
      listParams(list),
    );
    const { count, waiting, digest, pass, fail, reserve, undetermined } = row!;
    return { count, waiting, digest, outcomes: { pass, fail, reserve, undetermined } };
  }

  /** One page of the list by name, after the given public number; of those named only, where given. */
  async page(tx: Tx, list: ListQuery, after: string | null, limit: number, only: readonly string[] | null = null): Promise<PreviewRow[]> {
    return tx.query<PreviewRow>(
      `select l."candidacyId", l.number, l.status, l.outcome, l.revision, l.score, l.reasons, coalesce(a.title, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name
       from (
         select c.id as "candidacyId", c.number, c.status, c.applicant_id, v.outcome, v.revision, v.score, v.reasons
         from ${LISTED} and ($6::text is null or c.number collate "C" > $6) and ($8::uuid[] is null or c.id = any($8::uuid[])) order by c.number collate "C" limit $7
       ) l
       join applicant a on a.id = l.applicant_id
       left join member m on m.applicant_id = a.id and m.role = 'self'
       left join person p on p.id = m.person_id
       order by l.number collate "C"`,
      [...listParams(list), after, limit, only],
    );
  }

  async create(tx: Tx, batch: Omit<DecisionBatch, 'decidedAt' | 'publishedAt'>): Promise<void> {
    await tx.query(
      `insert into decision_batch (id, campaign_id, stage, kind, policy_version, run_id, reverts_id, decided_by, list_digest, lines, published_by, published_at, agenda_item_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, decode($9, 'hex'), $10, $11, case when $11::uuid is null then null else now() end, $12)`,
      [batch.id, batch.campaignId, batch.stage, batch.kind, batch.policyVersion, batch.runId, batch.revertsId, batch.decidedBy, batch.listDigest, batch.lines, batch.publishedBy, batch.agendaItemId],
    );
  }

  async find(tx: Tx, campaignId: string, id: string, lock = false): Promise<DecisionBatch | null> {
    const [row] = await tx.query<DecisionBatch>(`select ${BATCH} from decision_batch where campaign_id = $1 and id = $2 ${lock ? 'for update' : ''}`, [campaignId, id]);
    return row ?? null;
  }

  async batches(tx: Tx, campaignId: string, after: string | null, limit: number): Promise<DecisionBatch[]> {
    return tx.query<DecisionBatch>(`select ${BATCH} from decision_batch where campaign_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`, [campaignId, after, limit]);
  }

  async publish(tx: Tx, id: string): Promise<void> {
    await tx.query(`update decision_batch set published_by = $2, published_at = now() where id = $1`, [id, tx.actor.id]);
  }

  /** Whether the batch was taken back; a revert cannot be. */
  async isReverted(tx: Tx, id: string): Promise<boolean> {
    const [row] = await tx.query(`select from decision_batch where reverts_id = $1`, [id]);
    return row !== undefined;
  }

  /** Of these, whoever stands elsewhere than the last published decision says; locked before by whoever asks. */
  async untold(tx: Tx, candidacyIds: readonly string[]): Promise<Untold[]> {
    return tx.query<Untold & object>(
      `select c.id as "candidacyId", c.stage, c.status, told.stage as "toldStage", told.status as "toldStatus"
       from candidacy c, lateral (
         select h.to_stage as stage, h.to_status as status from history h join decision_batch b on b.id = h.batch_id
         where h.candidacy_id = c.id and b.published_at is not null order by h.n desc limit 1
       ) told
       where c.id = any($1::uuid[]) and (c.stage, c.status) <> (told.stage, told.status) order by c.id`,
      [candidacyIds],
    );
  }

  /** The lines of a batch; `moved`: decided again since; `seated`: a seat has been offered on the strength of it. */
  async lines(tx: Tx, batchId: string): Promise<{ candidacyId: string; number: string; event: string; stage: string; fromStatus: Status; toStage: string; toStatus: Status; moved: boolean; seated: boolean }[]> {
    return tx.query(
      `select h.candidacy_id as "candidacyId", c.number, h.event, h.stage, h.from_status as "fromStatus", h.to_stage as "toStage", h.to_status as "toStatus",
         c.version <> h.n as moved, exists (select from seat s where s.candidacy_id = c.id and s.stage = h.to_stage) as seated
       from history h join candidacy c on c.id = h.candidacy_id where h.batch_id = $1 order by c.id for update of c`,
      [batchId],
    );
  }

  /** Those of the campaign in whom, or in whose nominator, whoever acts here is interested, in the order of public numbers. */
  async interestingToActor(tx: Tx, campaignId: string): Promise<{ id: string; number: string }[]> {
    return tx.query(
      `select distinct c.id, c.number from assessor_interest i join candidacy c on c.campaign_id = i.campaign_id and (c.id = i.candidacy_id or c.nominator_id = i.nominator_id)
       where i.campaign_id = $1 and i.assessor_id = $2 and i.withdrawn_at is null order by c.number`,
      [campaignId, tx.actor.id],
    );
  }

  /** Whom a batch moved. */
  async moved(tx: Tx, batchId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(`select candidacy_id as id from history where batch_id = $1`, [batchId]);
    return rows.map(({ id }) => id);
  }

  /** Keeps whom the person who confirmed was shown one by one. */
  async keepShown(tx: Tx, batchId: string, shown: readonly ShownSingly[]): Promise<void> {
    await tx.query(
      `insert into decision_shown (batch_id, candidacy_id, campaign_id, nominator_id, why)
       select $1, c.id, c.campaign_id, c.nominator_id, s.why from unnest($2::uuid[], $3::text[]) as s (id, why) join candidacy c on c.id = s.id`,
      [batchId, shown.map(({ candidacyId }) => candidacyId), shown.map(({ why }) => why)],
    );
  }

  /** Those of the candidacies whose offer of a seat the organiser withdrew: they hold none and can be excluded. */
  async withWithdrawnSeat(tx: Tx, candidacyIds: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(`select candidacy_id as id from seat where candidacy_id = any($1::uuid[]) and state = 'withdrawn'`, [candidacyIds]);
    return rows.map(({ id }) => id);
  }
}
