import { Injectable } from '@nestjs/common';
import type { Outcome } from '../candidacy/domain/verdict';
import type { Tx } from '../platform/database/tx';

/** What the engine said last of a candidacy at a stage; `outcome` null: nothing yet. */
export interface LastProposal {
  readonly candidacyId: string;
  readonly number: string;
  readonly stage: string;
  readonly outcome: Outcome | null;
  readonly decided: boolean;
}

@Injectable()
export class EffectRepository {
  /**
   * The next candidacies after a public number, each with its last proposal at every stage; `ids` null: of everybody.
   * Whoever has withdrawn, was excluded or did not come is no longer concerned.
   */
  async lastProposals(tx: Tx, campaignId: string, stages: readonly string[], ids: readonly string[] | null, after: string | null, count: number): Promise<LastProposal[]> {
    return tx.query<LastProposal>(
      `select c.id as "candidacyId", c.number, s.stage, v.outcome, not (c.stage = s.stage and c.status in ('open', 'on-hold')) as decided
       from (
         select id, number, stage, status from candidacy
         where campaign_id = $1 and ($3::uuid[] is null or id = any($3)) and ($4::text is null or number > $4) and status not in ('withdrawn', 'excluded', 'no-show')
         order by number limit $5
       ) c
       cross join lateral unnest($2::text[]) with ordinality as s (stage, i)
       left join lateral (
         select v.outcome from verdict v where v.candidacy_id = c.id and v.stage = s.stage order by v.policy_version desc, v.revision desc limit 1
       ) v on true
       order by c.number, s.i`,
      [campaignId, stages, ids, after, count],
    );
  }

  /** Those who stand undecided at the stage. */
  async undecided(tx: Tx, campaignId: string, stage: string, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select id from candidacy where campaign_id = $1 and stage = $2 and status in ('open', 'on-hold') and id = any($3::uuid[])`,
      [campaignId, stage, ids],
    );
    return rows.map(({ id }) => id);
  }

  async names(tx: Tx, candidacyIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.query<{ id: string; name: string }>(
      `select c.id, coalesce(a.title, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name
       from candidacy c join applicant a on a.id = c.applicant_id
       left join member m on m.applicant_id = a.id and m.role = 'self' left join person p on p.id = m.person_id
       where c.id = any($1::uuid[])`,
      [candidacyIds],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
