import type { DataSource } from 'typeorm';
import type { Policy } from '../../src/campaign/domain/policy';
import { keyed } from '../../src/campaign/domain/policy';
import { type Nominee, nominate } from '../../src/demo/nominations';
import { marksOf, testResultOf } from '../../src/demo/results';
import { scalePolicy } from '../../src/demo/scale-policy';
import type { Caller } from '../../src/platform/caller';
import { SCHOOL_OF_MAYORS } from '../../src/programme/school-of-mayors';
import { callerOf, Seed, type SeededCampaign } from '../support/seed';

/** A campaign before its first stage: everybody stands in `tenure`, every fact of every stage is recorded. */
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

/** The School of mayors for n nominees: seats, caps and floors in proportion, and norms may reject so that nobody's case stays open. */
export function policyFor(n: number): Policy {
  const stages = SCHOOL_OF_MAYORS.stages.map((stage) => (stage.kind === 'diagnostics' ? { ...stage, rejectsByNormsAlone: true } : stage));
  return scalePolicy({ ...SCHOOL_OF_MAYORS, stages }, { seats: Math.round((n * 161) / 565), mostNominated: n });
}

/** Empties every table that a run writes or is fed from. */
export async function emptyTables(source: DataSource): Promise<void> {
  await source.query(`truncate campaign, person, account, nominator, audit_event, audit_seal, work_ready, work_batch, verdict, history, stage_progress cascade`);
}

/**
 * Puts n people of the demo straight into the tables. The same n gives the same people under the same identifiers;
 * only the campaign and the accounts are new each time.
 */
export async function seedWorld(source: DataSource, n: number): Promise<World> {
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
    const ordinal = (given.get(person.region) ?? 0) + 1;
    given.set(person.region, ordinal);
    return rowsOf(campaign.policy, person, `${person.region}-${String(ordinal).padStart(4, '0')}`, nominators.get(person.region)!, assessors, (table) => idOf(n, table, i));
  });
  for (let i = 0; i < n; i += AT_ONCE) {
    const part = JSON.stringify(rows.slice(i, i + AT_ONCE));
    for (const statement of INSERTS) await source.query(statement, [part, campaign.id]);
  }
  await source.query('vacuum (analyze)');
  await source.query('checkpoint');
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

/** Identifiers in the order of creation, as the service's own are; worlds of different size do not collide. */
function idOf(n: number, table: number, i: number): string {
  const hex = (value: number, length: number): string => value.toString(16).padStart(length, '0');
  return `${hex(n, 8)}-${hex(table, 4)}-7000-8000-${hex(i, 12)}`;
}

const MOST_JOBS = 16;

function rowsOf(policy: Policy, person: Nominee, number: string, nominatorId: string, assessors: readonly string[], id: (table: number) => string) {
  const { nomination, index } = person;
  const instrument = keyed(policy.instruments ?? [], 'lpd')!;
  const rubric = keyed(policy.rubrics ?? [], 'potential')!;
  const panel = [0, 1, 2].map((seat) => (index + seat) % assessors.length);
  return {
    id: id(0), applicantId: id(1), memberId: id(2), personId: id(3), nominatorId, number, region: person.region,
    ...nomination.person, category: nomination.category, citizenship: nomination.citizenship, education: nomination.education, post: nomination.post,
    employment: nomination.employment.map((job, i) => ({ id: idOf(index, MOST_JOBS + i, index), ...job })),
    documents: nomination.documents,
    test: testResultOf(SEED, person, instrument),
    sheets: panel.map((assessor) => ({ assessorId: assessors[assessor], marks: marksOf(SEED, person, assessor, rubric) })),
  };
}

/** `$1` the people, `$2` the campaign. */
const PEOPLE = `jsonb_to_recordset($1::jsonb) as p (id uuid, "applicantId" uuid, "memberId" uuid, "personId" uuid, "nominatorId" uuid, number text, region text,
  "familyName" text, "givenName" text, patronymic text, "birthDate" date, sex text, category text, citizenship text, education text,
  post jsonb, employment jsonb, documents jsonb, test jsonb, sheets jsonb)`;
