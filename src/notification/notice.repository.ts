import { Injectable } from '@nestjs/common';
import type { PipelineEvent, Status } from '../candidacy/domain/pipeline';
import type { Tx } from '../platform/database/tx';
import type { NoticeState } from './domain/notice-state';
import type { Recipient } from './domain/notice-template';
import type { Occasion } from './domain/occasion-of';

/** A published decision as far as notices go. */
export interface PublishedDecision {
  readonly id: string;
  readonly stage: string;
  readonly kind: string;
  readonly policyVersion: number;
  readonly decidedBy: string;
  readonly publishedAt: Date;
}

/** Lines of a decision that nobody was told yet, alike in what they say. */
export interface UntoldLines {
  readonly batchId: string;
  readonly event: PipelineEvent;
  readonly stage: string;
  readonly toStage: string;
  readonly toStatus: Status;
  readonly corrects: boolean;
  readonly count: number;
}

export interface UntoldLine extends Omit<UntoldLines, 'count'> {
  readonly candidacyId: string;
  readonly n: number;
  readonly number: string;
  readonly personId: string;
  readonly nominatorId: string;
}

export interface NewNotice {
  readonly id: string;
  readonly candidacyId: string;
  readonly n: number;
  readonly personId: string;
  readonly occasion: Occasion;
  readonly templateVersion: number;
  readonly recipient: Recipient;
}

/** A notice as everybody who may sees it. */
export interface Notice {
  readonly id: string;
  readonly number: string;
  readonly candidacyId: string;
  readonly nominatorId: string;
  readonly decisionId: string;
  readonly occasion: Occasion;
  readonly templateVersion: number;
  readonly recipient: Recipient;
  readonly state: NoticeState;
  readonly tries: number;
  readonly cause: string | null;
  readonly releasedAt: Date;
  readonly nextAt: Date | null;
  readonly leftAt: Date | null;
  readonly settledAt: Date | null;
}

/** The same with what is needed to write or read its text. */
export interface KeptNotice extends Notice {
  readonly campaignId: string;
  readonly n: number;
  readonly personId: string;
  readonly textCipher: Buffer | null;
  readonly reverted: boolean;
}

export interface NoticeFilter {
  readonly state: NoticeState | null;
  readonly nominatorIds: readonly string[] | null;
}

const NOTICE = `n.id, c.number, n.candidacy_id as "candidacyId", n.nominator_id as "nominatorId", n.batch_id as "decisionId", n.occasion, n.template_version as "templateVersion", n.recipient, n.state, n.tries, n.cause,
  n.released_at as "releasedAt", case when n.state = 'queued' then n.next_at end as "nextAt", n.left_at as "leftAt", n.settled_at as "settledAt"`;
const KEPT = `${NOTICE}, n.campaign_id as "campaignId", n.n, n.person_id as "personId", n.text_cipher as "textCipher", exists (select from decision_batch r where r.reverts_id = n.batch_id) as reverted`;

/** Published decisions that stand, with the lines of which no notice was made: a second list of people does not exist. */
const UNTOLD = `
  decision_batch b join history h on h.batch_id = b.id
  cross join lateral (
    select exists (select from notice e where e.batch_id = b.reverts_id and e.candidacy_id = h.candidacy_id and (e.left_at is not null or e.doubtful)) as corrects
  ) e
  where b.campaign_id = $1 and ($2::uuid is null or b.id = $2) and b.published_at is not null and b.kind <> 'submit'
    and not exists (select from decision_batch r where r.reverts_id = b.id)
    and not exists (select from notice n where n.candidacy_id = h.candidacy_id and n.n = h.n)`;

const LINE = `b.id as "batchId", h.event, h.stage, h.to_stage as "toStage", h.to_status as "toStatus", e.corrects`;

@Injectable()
export class NoticeRepository {
  /** Published decisions, all or one; `lock`: nobody takes it back meanwhile. */
  async decisions(tx: Tx, campaignId: string, id: string | null, lock = false): Promise<PublishedDecision[]> {
    return tx.query<PublishedDecision & object>(
      `select id, stage, kind, policy_version as "policyVersion", decided_by as "decidedBy", published_at as "publishedAt" from decision_batch
       where campaign_id = $1 and ($2::uuid is null or id = $2) and published_at is not null and kind <> 'submit' order by id ${lock ? 'for update' : ''}`,
      [campaignId, id],
    );
  }

  async isReverted(tx: Tx, decisionId: string): Promise<boolean> {
    return (await tx.query(`select from decision_batch where reverts_id = $1`, [decisionId])).length > 0;
  }

  /** What nobody was told yet, in figures. */
  async untold(tx: Tx, campaignId: string): Promise<UntoldLines[]> {
    return tx.query<UntoldLines & object>(`select ${LINE}, count(*)::int as count from ${UNTOLD} group by b.id, h.event, h.stage, h.to_stage, h.to_status, e.corrects order by b.id`, [campaignId, null]);
  }

  /** The same line by line for one decision, in the order of public numbers. */
  async untoldLines(tx: Tx, campaignId: string, decisionId: string): Promise<UntoldLine[]> {
    return tx.query<UntoldLine & object>(
      `select l.*, c.number, c.nominator_id as "nominatorId", m.person_id as "personId"
       from (select ${LINE}, h.candidacy_id as "candidacyId", h.n from ${UNTOLD}) l
       join candidacy c on c.id = l."candidacyId"
       cross join lateral (select m.person_id from member m where m.applicant_id = c.applicant_id order by m.role = 'member', m.id limit 1) m
       order by c.number`,
      [campaignId, decisionId],
    );
  }

  async insert(tx: Tx, decisionId: string, notices: readonly NewNotice[]): Promise<void> {
    await tx.query(
      `insert into notice (id, campaign_id, nominator_id, candidacy_id, n, batch_id, person_id, occasion, template_version, recipient, released_by)
       select w.id, h.campaign_id, h.nominator_id, h.candidacy_id, h.n, h.batch_id, w."personId", w.occasion, w."templateVersion", w.recipient, $3
       from jsonb_to_recordset($1::jsonb) as w (id uuid, "candidacyId" uuid, n int, "personId" uuid, occasion text, "templateVersion" int, recipient text)
       join history h on h.candidacy_id = w."candidacyId" and h.n = w.n and h.batch_id = $2`,
      [JSON.stringify(notices), decisionId, tx.actor.id],
    );
  }

  async states(tx: Tx, campaignId: string): Promise<{ state: NoticeState; count: number }[]> {
    return tx.query(`select state, count(*)::int as count from notice where campaign_id = $1 group by state`, [campaignId]);
  }

  async page(tx: Tx, campaignId: string, { state, nominatorIds }: NoticeFilter, after: string | null, count: number): Promise<Notice[]> {
    return tx.query<Notice & object>(
      `select ${NOTICE} from notice n join candidacy c on c.id = n.candidacy_id
       where n.campaign_id = $1 and ($2::text is null or n.state = $2) and ($3::uuid[] is null or n.nominator_id = any($3)) and ($4::uuid is null or n.id > $4) order by n.id limit $5`,
      [campaignId, state, nominatorIds, after, count],
    );
  }

  async find(tx: Tx, campaignId: string, id: string, nominatorIds: readonly string[] | null): Promise<KeptNotice | null> {
    const [row] = await tx.query<KeptNotice & object>(
      `select ${KEPT} from notice n join candidacy c on c.id = n.candidacy_id where n.campaign_id = $1 and n.id = $2 and ($3::uuid[] is null or n.nominator_id = any($3))`,
      [campaignId, id, nominatorIds],
    );
    return row ?? null;
  }

  /** Locked, each after the decision it tells, as a revert locks them. */
  async lock(tx: Tx, campaignId: string, ids: readonly string[]): Promise<KeptNotice[]> {
    await tx.query(`select from decision_batch where id in (select batch_id from notice where campaign_id = $1 and id = any($2::uuid[])) order by id for share`, [campaignId, ids]);
    return tx.query<KeptNotice & object>(
      `select ${KEPT} from notice n join candidacy c on c.id = n.candidacy_id where n.campaign_id = $1 and n.id = any($2::uuid[]) order by n.id for update of n`,
      [campaignId, ids],
    );
  }

  /** Of one nominator in these states, in the order of public numbers and decisions. */
  async ofNominator(tx: Tx, campaignId: string, nominatorId: string, states: readonly NoticeState[]): Promise<KeptNotice[]> {
    return tx.query<KeptNotice & object>(
      `select ${KEPT} from notice n join candidacy c on c.id = n.candidacy_id where n.campaign_id = $1 and n.nominator_id = $2 and n.state = any($3::text[]) order by c.number, n.n`,
      [campaignId, nominatorId, states],
    );
  }

  /** Puts notices where a person has sent them. A copy of what was unsure may be out, and that is kept in mind. */
  async move(tx: Tx, moves: readonly { readonly id: string; readonly state: NoticeState }[]): Promise<void> {
    await tx.query(
      `update notice n set state = w.state, lease_until = null, next_at = now(), cause = case when w.state = 'queued' then null else n.cause end,
         tries = case when w.state = 'queued' then 0 else n.tries end, doubtful = n.doubtful or n.state = 'unsure',
         left_at = case when w.state = 'queued' then null else n.left_at end, settled_at = case when w.state = 'queued' then null else now() end
       from jsonb_to_recordset($1::jsonb) as w (id uuid, state text) where n.id = w.id`,
      [JSON.stringify(moves)],
    );
  }

  /** On paper: what stands there is kept as it is. Texts in hexadecimal. */
  async handOver(tx: Tx, notices: readonly { readonly id: string; readonly text: string }[]): Promise<void> {
    await tx.query(
      `update notice n set state = 'handed-over', text_cipher = decode(w.text, 'hex'), left_at = now(), settled_at = now(), cause = null
       from jsonb_to_recordset($1::jsonb) as w (id uuid, text text) where n.id = w.id`,
      [JSON.stringify(notices)],
    );
  }
}
