import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { EducationLevel, EligibilityFacts, Employment, MemberFacts, Post } from './domain/eligibility-facts';
import type { EvidenceAsked } from './domain/evidence-asked';
import { EvidenceRepository } from './evidence.repository';

/** What is known of a candidacy, with the keys of its documents in order. */
export interface CandidacyFacts extends Omit<EligibilityFacts, 'documents'> {
  readonly candidacyId: string;
  readonly documents: readonly string[];
}

interface FactsRow {
  readonly candidacyId: string;
  readonly category: string | null;
  readonly region: string;
  readonly memberId: string | null;
  readonly role: 'self' | 'lead' | 'member' | null;
  readonly birthDate: string | null;
  readonly citizenship: string | null;
  readonly education: EducationLevel | null;
  readonly registrationRegion: string | null;
  readonly post: Post | null;
  readonly employments: readonly Employment[];
  readonly documents: readonly string[];
}

/** Of a team nothing is known but its people. */
const NOBODY: EligibilityFacts['subject'] = { birthDate: null, citizenship: null, education: null, registrationRegion: null, employments: [] };

@Injectable()
export class EligibilityRepository {
  constructor(private readonly evidence: EvidenceRepository) {}

  /** The facts of these candidacies of a campaign, as they were put forward, and what the criteria ask to be looked up. */
  async facts(tx: Tx, campaignId: string, ids: readonly string[], asked: EvidenceAsked): Promise<CandidacyFacts[]> {
    const rows = await tx.prepared<FactsRow>('eligibility-facts', FACTS, [campaignId, ids]);
    const evidence = await this.evidence.of(tx, campaignId, ids, asked);
    const teams = new Map<string, CandidacyFacts & { readonly members: MemberFacts[] }>();
    const persons: CandidacyFacts[] = [];
    for (const { candidacyId, category, region, documents, memberId, role, post, ...person } of rows) {
      const known = evidence.get(memberId ?? '');
      const facts = { ...person, ...(post && { post }), ...(known && { evidence: known }) };
      if (role === null || role === 'self') {
        persons.push({ candidacyId, category, region, documents, subject: facts });
        continue;
      }
      let team = teams.get(candidacyId);
      if (!team) teams.set(candidacyId, (team = { candidacyId, category, region, documents, subject: NOBODY, members: [] }));
      team.members.push({ role, ...facts });
    }
    return [...persons, ...teams.values()];
  }
}

const FACTS = `
  select c.id as "candidacyId", c.category, c.region, m.id as "memberId", m.role, p.birth_date as "birthDate",
    m.citizenship, m.education, m.registration_region as "registrationRegion", post.post, career.employments, received.documents
  from candidacy c
  left join member m on m.applicant_id = c.applicant_id and m.left_on is null
  left join person p on p.id = m.person_id
  left join lateral (
    select json_build_object('category', m.post_category, 'group', m.post_group, 'sphere', m.sphere,
      'municipalityType', m.municipality_type, 'municipality', m.municipality, 'region', m.post_region) as post
    where m.post_title is not null
  ) post on true
  cross join lateral (
    select coalesce(json_agg(json_build_object('id', e.id,
      'start', case when e.started_month_only then to_json(to_char(e.started_on, 'YYYY-MM')) else to_json(e.started_on) end,
      'end', case when e.ended_month_only then to_json(to_char(e.ended_on, 'YYYY-MM')) else to_json(e.ended_on) end, 'postCategory', e.post_category,
      'group', e.post_group, 'sphere', e.sphere, 'municipalityType', e.municipality_type, 'municipality', e.municipality, 'region', e.region
    ) order by e.started_on, e.id), '[]') as employments
    from employment e where e.member_id = m.id
  ) career
  cross join lateral (
    select coalesce(array_agg(d.key order by d.key), '{}') as documents from document d where d.candidacy_id = c.id
  ) received
  where c.campaign_id = $1 and c.id = any($2::uuid[])
  order by m.role, m.id`;
