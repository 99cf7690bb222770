import { buildQuestion, type RankedPerson } from '../../src/ranking/domain/build-question';
import { commitmentTo, lotterySeed } from '../../src/ranking/domain/draw-lottery';
import { judgeRun, type RunSnapshot, type Vacancies } from '../../src/ranking/domain/judge-run';
import { isRefused } from '../../src/ranking/domain/selection-contract';
import { composeSnapshot, type ScoredStage, type Snapshot, snapshotIdOf } from '../../src/ranking/domain/snapshot';
import { SCHOOL_OF_MAYORS } from '../../src/programme/school-of-mayors';

export const SECRET = Buffer.alloc(32, 'key of the ids');
const DIGEST = 'd'.repeat(64);
const CAMPAIGN = '0198f0a2-5c1e-7c3a-9d42-6b1f0e8a7d31';
const LOT_SECRET = 'kept until the draw';
const seedOf = (draw: string | undefined): string | null => (draw === undefined ? null : lotterySeed(LOT_SECRET, draw, CAMPAIGN));

const stage = SCHOOL_OF_MAYORS.stages.find(({ kind }) => kind === 'ranking') as ScoredStage;

/** Four seats, two a region at most, somebody from a regional body for certain, a pass mark and a reserve of three. */
export const RULES: ScoredStage = {
  ...stage,
  order: { ...stage.order, minScore: { value: '45', inclusive: true } },
  quotas: { seats: 4, territories: { unit: 'region', each: { max: 2 } }, categories: [{ category: 'regional-body', bounds: { min: 1 } }] },
  reserve: 3,
};
export const BY_LOT: ScoredStage = { ...RULES, ties: { ...RULES.ties, atBoundary: 'lottery' } };

const person = (number: string, category: string, diagnostics: string | null, potential: string, tenure: number): RankedPerson => ({
  number, category, territory: number.slice(0, 2),
  scores: { tenure: null, diagnostics: diagnostics === null ? null : Number(diagnostics) * 10_000, potential: Number(potential) * 10_000 },
  measures: { tenure: { 'tenure:managerial-tenure': tenure, 'age': 45 }, potential: { 'criterion:vision': 30_000 } },
});

/** Ten people; 36-0002 and 36-0003 are equal in everything but tenure, 55-0002 and 77-0001 in everything. */
export const PEOPLE: readonly RankedPerson[] = [
  person('36-0001', 'head', '71', '4.5', 2000),
  person('36-0002', 'head', '66', '4.1', 1900),
  person('36-0003', 'head', '66', '4.1', 1200),
  person('36-0004', 'deputy-head', '61', '4', 1500),
  person('55-0001', 'head', '70', '4.4', 3000),
  person('55-0002', 'deputy-head', '58', '3.8', 900),
  person('77-0001', 'deputy-head', '58', '3.8', 900),
  person('77-0002', 'regional-body', '50', '3.3', 1100),
  person('77-0003', 'organisation', '35', '2.1', 1000),
  person('55-0003', 'organisation', null, '4', 1000),
];

export interface Making {
  readonly rules?: ScoredStage;
  readonly people?: readonly RankedPerson[];
  /** The public value of a lottery. */
  readonly draw?: string;
  readonly locked?: readonly string[];
  readonly excluded?: readonly string[];
  readonly vacancies?: Vacancies | null;
}

/** A run as the service freezes it. */
export function frozenRun({ rules = RULES, people = PEOPLE, draw, locked = [], excluded = [], vacancies = null }: Making): RunSnapshot {
  const named = [...locked.map((number) => ({ number, as: 'locked' as const, reason: 'COMMISSION_CHOICE' })), ...excluded.map((number) => ({ number, as: 'excluded' as const, reason: 'CONFLICT_OF_INTEREST' }))];
  return { ...buildQuestion(rules, people, { locked, excluded, seed: seedOf(draw) }), named, reserve: rules.reserve, vacancies };
}

/** The snapshot of a run, and the ids that stand for public numbers in it. */
export function madeSnapshot(making: Making = {}): { snapshot: Snapshot; frozen: RunSnapshot; id: (number: string) => string } {
  const { rules = RULES, people = PEOPLE, draw, vacancies = null } = making;
  const frozen = frozenRun(making);
  const snapshot = composeSnapshot({
    about: {
      programme: SCHOOL_OF_MAYORS.programme.title,
      campaign: { id: CAMPAIGN, name: 'Набор 2026 года' },
      act: { title: { ru: 'Положение об отборе', en: 'Rules of selection' }, number: '1', date: '2026-01-15', file: DIGEST },
      categories: Object.fromEntries((SCHOOL_OF_MAYORS.categories ?? []).map(({ key, title }) => [key, title])),
      policy: { version: 1, digest: DIGEST },
      run: { id: '0198f0a2-5c1e-7c3a-9d42-6b1f0e8a7d32', revision: 1, cause: vacancies ? 'replacement' : 'ranking' },
      decision: { id: '0198f0a2-5c1e-7c3a-9d42-6b1f0e8a7d33', publishedAt: '2026-06-29T12:00:00.000Z' },
    },
    rules, basis: { people, seed: seedOf(draw) }, frozen, secret: SECRET,
    lottery: draw === undefined ? null : { commitment: commitmentTo(LOT_SECRET), secret: LOT_SECRET, publicValue: draw },
  });
  if (isRefused(snapshot)) throw new Error(snapshot.refused.code);
  return { snapshot, frozen, id: (number) => snapshotIdOf(SECRET, number) };
}

/** Who was chosen, by public number, as the frozen run itself judges. */
export function chosenIn(frozen: RunSnapshot): readonly string[] {
  const judged = judgeRun(frozen);
  if (isRefused(judged)) throw new Error(judged.refused.code);
  return judged.result.selected;
}

type Loose = { -readonly [K in keyof Snapshot]: Snapshot[K] extends string ? Snapshot[K] : Snapshot[K] extends readonly (infer Row)[] ? { -readonly [F in keyof Row]: Row[F] }[] : { -readonly [F in keyof Snapshot[K]]: Snapshot[K][F] } };

/** The snapshot as it would be read from its file, changed by hand. */
export function forged(snapshot: Snapshot, change: (file: Loose) => void): Snapshot {
  const file = JSON.parse(JSON.stringify(snapshot)) as Loose;
  change(file);
  return file;
}
