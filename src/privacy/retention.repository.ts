import { Injectable } from '@nestjs/common';
import type { Retention } from '../campaign/domain/policy';
import type { Tx } from '../platform/database/tx';
import type { Category } from './domain/personal-data';
import type { TermFacts } from './domain/term-of-data';

/** What is asked of a candidacy before its data go. */
export interface HeldCandidacy extends TermFacts {
  readonly candidacyId: string;
  readonly number: string;
  /** Everybody who applies in it, the lead first, as their names stand. */
  readonly people: readonly { readonly personId: string; readonly name: string }[];
  /** What is held on them. */
  readonly categories: readonly Category[];
}

export interface CampaignOfData {
  readonly name: string;
  /** Of the policy in force; null before one is. */
  readonly retention: Retention | null;
}

const NOT_DESTROYED = `not exists (select from destruction_line d where d.candidacy_id = c.id and d.carried_out)`;

/** A candidacy `c` with what its term depends on. A consent of any purpose that stands keeps the data. */
const HELD = `
  select c.id as "candidacyId", c.number, c.status,
    (select b.decided_at::date from history h join decision_batch b on b.id = h.batch_id where h.candidacy_id = c.id order by h.n desc limit 1) as "decidedOn",
    (select case when bool_and(s.withdrawn_on is not null) then max(s.withdrawn_on) end from consent s where s.candidacy_id = c.id) as "withdrawnOn",
    m.people,
    array_remove(array['identity',
      case when m.contacts then 'contacts' end,
      case when m.career then 'career' end,
      case when exists (select from document_file f where f.candidacy_id = c.id) or exists (select from eligibility_exception x where x.candidacy_id = c.id) then 'documents' end,
      case when exists (select from nominee n where n.candidacy_id = c.id) or exists (select from nomination_letter_line n where n.candidacy_id = c.id) then 'nomination' end,
      case when exists (select from diagnostics_result r where r.candidacy_id = c.id) or exists (select from expert_conclusion x where x.candidacy_id = c.id) then 'diagnostics' end,
      case when exists (select from verdict v where v.candidacy_id = c.id) then 'proposals' end], null) as categories
  from candidacy c
  cross join lateral (
    select coalesce(jsonb_agg(jsonb_build_object('personId', p.id, 'name', concat_ws(' ', p.family_name, p.given_name, p.patronymic)) order by m.role, m.id), '[]') as people,
      bool_or(p.contacts_cipher is not null) as contacts, bool_or(m.post_title is not null or exists (select from employment e where e.member_id = m.id)) as career
    from member m join person p on p.id = m.person_id where m.applicant_id = c.applicant_id
  ) m`;

@Injectable()
export class RetentionRepository {
  async campaign(tx: Tx, campaignId: string): Promise<CampaignOfData | null> {
    const [row] = await tx.query<CampaignOfData>(
      `select c.name, v.document -> 'retention' as retention from campaign c left join policy_version v on v.campaign_id = c.id and v.version = c.policy_version where c.id = $1`,
      [campaignId],
    );
    return row ?? null;
  }

  /** Candidacies whose data are held, by number, from after one on. */
  async held(tx: Tx, campaignId: string, after: string | null, count: number): Promise<HeldCandidacy[]> {
    return tx.query<HeldCandidacy>(
      `${HELD} where c.campaign_id = $1 and ${NOT_DESTROYED} and ($2::text is null or c.number collate "C" > $2) order by c.number collate "C" limit $3`,
      [campaignId, after, count],
    );
  }

  /** Those of the candidacies whose data are held, by number; nobody moves them until the end of the transaction. */
  async heldAmong(tx: Tx, campaignId: string, candidacyIds: readonly string[]): Promise<HeldCandidacy[]> {
    await tx.query(`select from candidacy where campaign_id = $1 and id = any($2::uuid[]) order by id for update`, [campaignId, candidacyIds]);
    return tx.query<HeldCandidacy>(`${HELD} where c.campaign_id = $1 and c.id = any($2::uuid[]) and ${NOT_DESTROYED} order by c.number collate "C"`, [campaignId, candidacyIds]);
  }
}
