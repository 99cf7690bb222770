import type { DataSource } from 'typeorm';
import type { Policy } from '../../src/campaign/domain/policy';
import { keyed } from '../../src/campaign/domain/policy';
import { type Nominee, nominate } from '../../src/demo/nominations';
import type { PolicyDocument } from '../../src/demo/policy-document';
import { marksOf, testResultOf } from '../../src/demo/results';
import { scalePolicy } from '../../src/demo/scale-policy';
import type { Caller } from '../../src/platform/caller';
import { SCHOOL_OF_MAYORS } from '../../src/programme/school-of-mayors';
import { callerOf, Seed, type SeededCampaign } from '../support/seed';

/** A campaign before its first stage: everybody stands in `tenure`, every fact of every stage is recorded. Plain data, so it travels between processes. */
export interface World {
  readonly campaign: SeededCampaign;
  readonly candidacyIds: readonly string[];
  /** Who decides, and who publishes what the other has decided. */
  readonly officer: Caller;
  readonly second: Caller;
}

const SEED = 'bench';
const ASSESSORS = 12;
const AT_ONCE = 1000;

/** The School of mayors for n nominees: seats, caps and floors in proportion, norms may reject so that nobody's case stays open, and an officer confirms what the commission votes on. */
export function policyFor(n: number): Policy {
  const stages = SCHOOL_OF_MAYORS.stages.map((stage) => {
    if (stage.kind === 'diagnostics') return { ...stage, rejectsByNormsAlone: true };
    if (stage.kind === 'ranking') return { ...stage, gate: { ...stage.gate, confirms: 'officer' } };
    return stage.kind === 'assessment' ? { ...stage, disagreement: undefined } : stage; // a person's time is not measured
  });
  const document = { ...SCHOOL_OF_MAYORS, stages } as object as PolicyDocument; // the demo reads it as a client does
  return scalePolicy(document, { seats: Math.round((n * 161) / 565), mostNominated: n }) as object as Policy;
}

/** Empties every table that a run writes or is fed from. */
export async function emptyTables(source: DataSource): Promise<void> {
  await source.query(`truncate campaign, person, account, nominator, audit_event, audit_seal, work_ready, work_batch, verdict, history cascade`);
}

/**
 * Puts n people of the demo straight into the tables. The same numbers give the same people under the same identifiers;
 * only the campaign and the accounts are new each time.
 */
export async function seedWorld(source: DataSource, ordinal: number, n: number): Promise<World> {
  const seed = new Seed(source);
  const campaign = await seed.campaign(policyFor(n));
  const officer = callerOf(await seed.account('officer', { campaign }));
  const second = callerOf(await seed.account('officer', { campaign }));
  const assessors: string[] = [];
  for (let i = 0; i < ASSESSORS; i++) assessors.push((await seed.account('assessor', { campaign })).id);

  const people = clearCases(nominate({ candidates: n, seed: SEED }));
  const nominators = new Map<string, string>();
  for (const { region } of people) if (!nominators.has(region)) nominators.set(region, await seed.nominator(region));
  const given = new Map<string, number>();
  const rows = people.map((person, i) => {
    const last = (given.get(person.region) ?? 0) + 1;
    given.set(person.region, last);
    return rowOf(campaign.policy, person, `${person.region}-${String(last).padStart(4, '0')}`, nominators.get(person.region)!, assessors, (table) => idOf(ordinal, table, i));
  });
  for (let i = 0; i < n; i += AT_ONCE) {
    const part = JSON.stringify(rows.slice(i, i + AT_ONCE));
    for (const statement of INSERTS) await source.query(statement, [part, campaign.id]);
  }
  return { campaign, candidacyIds: rows.map(({ id }) => id), officer, second };
}

/**
 * Careers that a person would have to judge are replaced by the one before: how fast an officer reads files is not
 * measured. Nobody stands on the demo's plateau, whose tie a commission would have to settle.
 */
function clearCases(people: readonly Nominee[]): Nominee[] {
  let clear: Nominee | undefined;
  return people.map((person) => {
    const unclear = person.career === 'disputed' || person.nomination.employment.some(({ postCategory }) => postCategory === undefined);
    if (!unclear) clear = person;
    return { ...person, plateau: false, nomination: (clear ?? person).nomination };
  });
}

/** Identifiers in the order of creation, as the service's own are. */
function idOf(ordinal: number, table: number, i: number): string {
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  return `${hex(ordinal, 8)}-${hex(table, 4)}-7000-8000-${hex(i, 12)}`;
}

/** The tables of one person, and from the last on one number for each job of the career. */
const TABLE = { candidacy: 0, applicant: 1, member: 2, person: 3, employment: 4 };

/** What PEOPLE reads: one row a person with everything that hangs on him. */
function rowOf(policy: Policy, person: Nominee, number: string, nominatorId: string, assessors: readonly string[], id: (table: number) => string): { readonly id: string } & Readonly<Record<string, unknown>> {
  const { nomination: { person: named, employment, ...nomination }, region, index } = person;
  const rubric = keyed(policy.rubrics ?? [], 'potential')!;
  const panel = [0, 1, 2].map((seat) => (index + seat) % assessors.length);
  return {
    id: id(TABLE.candidacy), applicantId: id(TABLE.applicant), memberId: id(TABLE.member), personId: id(TABLE.person), nominatorId, number, region,
    ...named, ...nomination,
    employment: employment.map((job, i) => ({ id: id(TABLE.employment + i), ...job })),
    test: testResultOf(SEED, person, keyed(policy.instruments ?? [], 'lpd')!),
    sheets: panel.map((assessor) => ({ assessorId: assessors[assessor], marks: marksOf(SEED, person, assessor, rubric) })),
  };
}

/** `$1` the people, `$2` the campaign. */
const PEOPLE = `jsonb_to_recordset($1::jsonb) as p (id uuid, "applicantId" uuid, "memberId" uuid, "personId" uuid, "nominatorId" uuid, number text, region text,
  "familyName" text, "givenName" text, patronymic text, "birthDate" date, sex text, category text, citizenship text, education text, "registrationRegion" text,
  post jsonb, employment jsonb, documents jsonb, test jsonb, sheets jsonb)`;

const PLACE = `title text, organisation text, "postCategory" text, "postGroup" text, sphere text, "municipalityType" text, municipality text, region text`;

const INSERTS = [
  `insert into person (id, nominator_id, family_name, given_name, patronymic, birth_date, sex, data_key, key_version)
   select "personId", "nominatorId", "familyName", "givenName", patronymic, "birthDate", sex, '', 1 from ${PEOPLE} where $2::uuid is not null`,
  `insert into applicant (id, campaign_id, nominator_id, kind) select "applicantId", $2, "nominatorId", 'person' from ${PEOPLE}`,
  `insert into member (id, applicant_id, person_id, campaign_id, nominator_id, role, citizenship, education, registration_region,
     post_title, organisation, post_category, post_group, sphere, municipality_type, municipality, post_region)
   select "memberId", "applicantId", "personId", $2, "nominatorId", 'self', citizenship, education, "registrationRegion",
     j.title, j.organisation, j."postCategory", j."postGroup", j.sphere, j."municipalityType", j.municipality, j.region
   from ${PEOPLE}, jsonb_to_record(p.post) as j (${PLACE})`,
  `insert into employment (id, member_id, campaign_id, nominator_id, started_on, ended_on, title, organisation, post_category, post_group, sphere, municipality_type, municipality, region)
   select j.id, "memberId", $2, "nominatorId", "startedOn", "endedOn",
     j.title, j.organisation, j."postCategory", j."postGroup", j.sphere, j."municipalityType", j.municipality, j.region
   from ${PEOPLE}, jsonb_to_recordset(p.employment) as j (id uuid, "startedOn" date, "endedOn" date, ${PLACE})`,
  `insert into candidacy (id, campaign_id, applicant_id, nominator_id, number, region, territory, category, stage)
   select id, $2, "applicantId", "nominatorId", number, region, region, category, 'tenure' from ${PEOPLE}`,
  `insert into document (candidacy_id, key, campaign_id, nominator_id, received_on)
   select p.id, d.key, $2, "nominatorId", "receivedOn" from ${PEOPLE}, jsonb_to_recordset(p.documents) as d (key text, "receivedOn" date)`,
  `insert into diagnostics_result (candidacy_id, stage, instrument, campaign_id, nominator_id, taken_on, norm_group, raw, conclusion, recorded_by)
   select id, 'diagnostics', 'lpd', $2, "nominatorId", '2026-04-25', t."normGroup", t.raw, t.conclusion, $2
   from ${PEOPLE}, jsonb_to_record(p.test) as t ("normGroup" text, raw jsonb, conclusion text)`,
  `insert into mark_sheet (candidacy_id, stage, assessor_id, campaign_id, nominator_id, assigned_by, marks, submitted_at)
   select id, 'potential', s."assessorId", $2, "nominatorId", $2, s.marks, now() from ${PEOPLE}, jsonb_to_recordset(p.sheets) as s ("assessorId" uuid, marks jsonb)`,
];
