import { Injectable } from '@nestjs/common';
import type { BindingRule } from '../candidacy/domain/explanation';
import type { Status } from '../candidacy/domain/pipeline';
import type { Reason } from '../kernel/reason';
import type { Tx } from '../platform/database/tx';

/** Where the last published decision left somebody, and the reasons that may be told of it. */
export interface HandedRow {
  readonly number: string;
  readonly name: string;
  readonly post: string;
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

export interface HandedNominator {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly campaign: string;
  readonly plan: number | null;
  readonly used: number;
}

@Injectable()
export class HandoverRepository {
  async nominators(tx: Tx, campaignId: string, ids: readonly string[] | null): Promise<HandedNominator[]> {
    return tx.query<HandedNominator>(
      `select n.id, n.code, n.title, k.name as campaign, q.places as plan, q.used from nomination_quota q join nominator n on n.id = q.nominator_id join campaign k on k.id = q.campaign_id
       where q.campaign_id = $1 and ($2::uuid[] is null or n.id = any($2)) order by n.code, n.id`,
      [campaignId, ids],
    );
  }

  /** One nominator's people in the order of public numbers, each where the last published decision left him. */
  async people(tx: Tx, campaignId: string, nominatorId: string, firstStage: string): Promise<HandedRow[]> {
    return tx.query<HandedRow>(
      `select c.number, coalesce(a.title, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name, concat_ws(', ', m.post_title, m.organisation) as post,
         coalesce(h.to_stage, $3) as stage, coalesce(h.to_status, 'open') as status, h.published_at as "publishedAt", h.stage as "decidedIn", h.reason,
         coalesce(v.reasons, '[]') as verdict, e.document -> 'reason' as choice, coalesce(e.document -> 'binding', '[]') as binding
       from candidacy c
       join applicant a on a.id = c.applicant_id
       left join member m on m.applicant_id = a.id and m.role in ('self', 'lead') and m.left_on is null
       left join person p on p.id = m.person_id
       left join lateral (
         select h.*, b.published_at, b.policy_version, b.run_id from history h join decision_batch b on b.id = h.batch_id
         where h.candidacy_id = c.id and b.published_at is not null order by h.n desc limit 1
       ) h on true
       left join verdict v on v.candidacy_id = c.id and v.stage = h.stage and v.policy_version = h.policy_version and v.revision = h.verdict_revision
       left join choice_explanation e on e.candidacy_id = c.id and e.run_id = h.run_id
       where c.campaign_id = $1 and c.nominator_id = $2 order by c.number collate "C"`,
      [campaignId, nominatorId, firstStage],
    );
  }
}
