import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { EducationLevel, EligibilityFacts, Employment, MemberFacts, PersonFacts, Post } from './domain/eligibility-facts';
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
  readonly post: string | null;
  readonly career: string | null;
  readonly documents: string | null;
}

/** Of a team nothing is known but its people. */
const NOBODY: EligibilityFacts['subject'] = { birthDate: null, citizenship: null, education: null, registrationRegion: null, employments: [] };

@Injectable()
export class EligibilityRepository {
  constructor(private readonly evidence: EvidenceRepository) {}

  /** The facts of these candidacies of a campaign, as they were put forward, and what the criteria ask to be looked up. Taken apart one by one, as they are asked for. */
  async facts(tx: Tx, campaignId: string, ids: readonly string[], asked: EvidenceAsked): Promise<Iterable<CandidacyFacts>> {
    const rows = await tx.prepared<FactsRow>('eligibility-facts', FACTS, [campaignId, ids]);
    return factsOf(rows, await this.evidence.of(tx, campaignId, ids, asked));
  }
}

/** One row a person; the people of a team follow each other, the lead first. */
function* factsOf(rows: readonly FactsRow[], evidence: ReadonlyMap<string, PersonFacts['evidence']>): Iterable<CandidacyFacts> {
  for (let i = 0; i < rows.length;) {
    const { candidacyId, category, region, role, ...row } = rows[i]!;
    const known = { candidacyId, category, region, documents: row.documents?.split(',') ?? [] };
    if (role === null || role === 'self') {
      yield { ...known, subject: personOf(rows[i++]!, evidence) };
      continue;
    }
    const members: MemberFacts[] = [];
    for (; rows[i]?.candidacyId === candidacyId; i++) members.push({ role: rows[i]!.role as MemberFacts['role'], ...personOf(rows[i]!, evidence) });
    yield { ...known, subject: NOBODY, members };
  }
}

function personOf({ memberId, birthDate, citizenship, education, registrationRegion, post, career }: FactsRow, evidence: ReadonlyMap<string, PersonFacts['evidence']>): PersonFacts {
  const employments = career?.split('\n').map(employmentOf) ?? [];
  const found = evidence.get(memberId ?? '');
  return { birthDate, citizenship, education, registrationRegion, employments, ...(post !== null && { post: postOf(post) }), ...(found && { evidence: found }) };
}

function employmentOf(line: string): Employment {
  const [id, start, end, postCategory, group, sphere, municipalityType, municipality, region] = line.split('|') as [string, string, ...string[]];
  return { id, start, end: end || null, postCategory: postCategory || null, group: group || null, sphere: sphere || null, municipalityType: municipalityType || null, municipality: municipality || null, region: region || null };
}

function postOf(line: string): Post {
  const [category, group, sphere, municipalityType, municipality, region] = line.split('|');
  return { category: category || null, group: group || null, sphere: sphere || null, municipalityType: municipalityType || null, municipality: municipality || null, region: region || null };
}

/** Posts and records come as lines of text, for they are codes and dates: as JSON they cost twice as much to write and to read. */
const FACTS = `
  select c.id as "candidacyId", c.category, c.region, m.id as "memberId", m.role, p.birth_date as "birthDate",
    m.citizenship, m.education, m.registration_region as "registrationRegion",
    case when m.post_title is not null then coalesce(m.post_category, '') || '|' || coalesce(m.post_group, '') || '|' || coalesce(m.sphere, '') || '|'
      || coalesce(m.municipality_type, '') || '|' || coalesce(m.municipality, '') || '|' || coalesce(m.post_region, '') end as post,
    career.career, received.documents
  from candidacy c
  left join member m on m.applicant_id = c.applicant_id and m.left_on is null
  left join person p on p.id = m.person_id
  cross join lateral (
    select string_agg(e.id || '|' || case when e.started_month_only then left(e.started_on::text, 7) else e.started_on::text end
      || '|' || coalesce(case when e.ended_month_only then left(e.ended_on::text, 7) else e.ended_on::text end, '')
      || '|' || coalesce(e.post_category, '') || '|' || coalesce(e.post_group, '') || '|' || coalesce(e.sphere, '')
      || '|' || coalesce(e.municipality_type, '') || '|' || coalesce(e.municipality, '') || '|' || coalesce(e.region, ''), E'\\n' order by e.started_on, e.id) as career
    from employment e where e.member_id = m.id
  ) career
  cross join lateral (select string_agg(d.key, ',' order by d.key) as documents from document d where d.candidacy_id = c.id) received
  where c.campaign_id = $1 and c.id = any($2::uuid[])
  order by c.id, m.role, m.id`;
