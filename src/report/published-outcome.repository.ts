import { Injectable } from '@nestjs/common';
import type { BindingRule } from '../candidacy/domain/explanation';
import type { Status } from '../candidacy/domain/pipeline';
import type { Reason } from '../kernel/reason';
import type { Tx } from '../platform/database/tx';

/** Where the last published decision left somebody, and the reasons that may be told of it. */
export interface PublishedOutcome {
  readonly number: string;
  readonly name: string;
  readonly nominator: string;
  readonly category: string | null;
  /** Two digits of a subject of the federation. */
  readonly region: string;
  readonly post: string | null;
  readonly organisation: string | null;
  readonly stage: string;
  readonly status: Status;
  readonly publishedAt: Date | null;
  /** The stage the decision was taken in. */
  readonly decidedIn: string | null;
  /** The code a person gave. */
  readonly reason: string | null;
  /** Of the verdict that was decided on. */
  readonly verdict: readonly Reason[];
  /** Of the run it rests on. */
  readonly choice: Reason | null;
  readonly binding: readonly BindingRule[];
}

/** Whose outcomes are asked for; null or absent: everybody's. */
export interface OutcomesOf {
  readonly nominatorId?: string;
  readonly statuses?: readonly Status[];
  /** A public number: only those behind it, and how many. */
  readonly after?: string;
  readonly count?: number;
}

/** What was published of people: the source of whatever leaves the service about how a campaign ended for them. */
@Injectable()
export class PublishedOutcomeRepository {
  /** In the order of public numbers, each where the last published decision left him, before any in the first stage. */
  async page(tx: Tx, campaignId: string, firstStage: string, { nominatorId, statuses, after = '', count }: OutcomesOf): Promise<PublishedOutcome[]> {
    return tx.query<PublishedOutcome>(
      `select c.number, coalesce(a.title, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name, n.title as nominator, c.category, c.region, m.post_title as post, m.organisation,
         coalesce(h.to_stage, $2) as stage, coalesce(h.to_status, 'open') as status, h.published_at as "publishedAt", h.stage as "decidedIn", h.reason,
         coalesce(v.reasons, '[]') as verdict, e.document -> 'reason' as choice, coalesce(e.document -> 'binding', '[]') as binding
       from candidacy c
       join applicant a on a.id = c.applicant_id
       join nominator n on n.id = c.nominator_id
       left join member m on m.applicant_id = a.id and m.role in ('self', 'lead') and m.left_on is null
       left join person p on p.id = m.person_id
       left join lateral (
         select h.*, b.published_at, b.policy_version, b.run_id from history h join decision_batch b on b.id = h.batch_id
         where h.candidacy_id = c.id and b.published_at is not null order by h.n desc limit 1
       ) h on true
       left join verdict v on v.candidacy_id = c.id and v.stage = h.stage and v.policy_version = h.policy_version and v.revision = h.verdict_revision
       left join choice_explanation e on e.candidacy_id = c.id and e.run_id = h.run_id
       where c.campaign_id = $1 and ($3::uuid is null or c.nominator_id = $3) and ($4::text[] is null or coalesce(h.to_status, 'open') = any($4)) and c.number collate "C" > $5
       order by c.number collate "C" limit $6`,
      [campaignId, firstStage, nominatorId ?? null, statuses ?? null, after, count ?? null],
    );
  }
}
