import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { EducationLevel, EligibilityFacts, Employment, Post } from './domain/eligibility-facts';

/** What is known of a candidacy, with the keys of its documents in order. */
export interface CandidacyFacts extends Omit<EligibilityFacts, 'documents'> {
  readonly candidacyId: string;
  readonly documents: readonly string[];
}

interface FactsRow {
  readonly candidacyId: string;
  readonly category: string | null;
  readonly region: string;
  readonly birthDate: string | null;
  readonly citizenship: string | null;
  readonly education: EducationLevel | null;
  readonly registrationRegion: string | null;
  readonly post: Post | null;
  readonly employments: readonly Employment[];
  readonly documents: readonly string[];
}

@Injectable()
export class EligibilityRepository {
  /** The facts of these candidacies of a campaign, as they were put forward. Whoever has no member `self` is known by nothing. */
  async facts(tx: Tx, campaignId: string, ids: readonly string[]): Promise<CandidacyFacts[]> {
    const rows = await tx.prepared<FactsRow>('eligibility-facts', FACTS, [campaignId, ids]);
    return rows.map(({ candidacyId, category, region, documents, post, ...person }) => ({
      candidacyId, category, region, documents, subject: { ...person, ...(post && { post }) },
    }));
  }
}

const FACTS = `
  select c.id as "candidacyId", c.category, c.region, p.birth_date as "birthDate",
    m.citizenship, m.education, m.registration_region as "registrationRegion", post.post, career.employments, received.documents
  from candidacy c
  left join member m on m.applicant_id = c.applicant_id and m.role = 'self'
  left join person p on p.id = m.person_id
  left join lateral (
    select json_build_object('category', m.post_category, 'group', m.post_group, 'sphere', m.sphere,
      'municipalityType', m.municipality_type, 'municipality', m.municipality, 'region', m.post_region) as post
    where m.post_title is not null
  ) post on true
  cross join lateral (
    select coalesce(json_agg(json_build_object('id', e.id, 'start', e.started_on, 'end', e.ended_on, 'postCategory', e.post_category,
      'group', e.post_group, 'sphere', e.sphere, 'municipalityType', e.municipality_type, 'municipality', e.municipality, 'region', e.region
    ) order by e.started_on, e.id), '[]') as employments
    from employment e where e.member_id = m.id
  ) career
  cross join lateral (
    select coalesce(array_agg(d.key order by d.key), '{}') as documents from document d where d.candidacy_id = c.id
  ) received
  where c.campaign_id = $1 and c.id = any($2::uuid[])`;
