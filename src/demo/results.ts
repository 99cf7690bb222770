import type { Nominee } from './nominations';
import type { Instrument, Rubric } from './policy-document';
import { present } from './policy-document';
import { Random } from '../kernel/seeded-random';

/** A test result as an assessor types it in: raw scores as decimal text, and the expert's conclusion. */
export interface TestResult {
  readonly normGroup: string;
  readonly raw: Readonly<Record<string, string>>;
  readonly conclusion: 'recommended' | 'with-reservations' | 'not-recommended';
}

/** How much of a raw score and of a mark comes from ability; the rest is chance. */
const ABILITY_IN_TEST = 0.75;
const CHANCE_IN_TEST = 0.66;
const PLATEAU_ABOVE_MEAN = 0.2;

/** The expert forms his own view: below −1.15 he advises against, up to −0.4 he has reservations. */
const ADVISES_AGAINST = -1.15;
const HAS_RESERVATIONS = -0.4;

const MEAN_MARK = 3.05;
const ABILITY_IN_MARK = 0.62;
const CHANCE_IN_MARK = 0.45;
const SPREAD_OF_SEVERITY = 0.25;

/** What the nominee scores in the instrument. People of the plateau score the same to the last point. */
export function testResultOf(seed: string, nominee: Nominee, instrument: Instrument): TestResult {
  const random = new Random(seed, 'test', instrument.key, nominee.index);
  const normGroup = present(instrument.norms[0], `instrument ${instrument.key} has no norm`).group;
  const raw = instrument.scales.map(({ key, rawMin, rawMax }) => {
    const norm = present(instrument.norms.find(({ scale, group }) => scale === key && group === normGroup), `scale ${key} has no norm`);
    const middle = (Number(rawMin) + Number(rawMax)) / 2;
    const mean = Number(norm.mean ?? middle);
    const deviation = Number(norm.sd ?? (Number(rawMax) - Number(rawMin)) / 6);
    const z = nominee.plateau ? PLATEAU_ABOVE_MEAN : ABILITY_IN_TEST * nominee.ability + CHANCE_IN_TEST * random.normal();
    const score = Math.round(mean + deviation * z);
    return [key, String(Math.min(Number(rawMax), Math.max(Number(rawMin), score)))] as const;
  });
  return { normGroup, raw: Object.fromEntries(raw), conclusion: nominee.plateau ? 'recommended' : conclude(nominee.ability + 0.5 * random.normal()) };
}

function conclude(view: number): TestResult['conclusion'] {
  if (view < ADVISES_AGAINST) return 'not-recommended';
  return view < HAS_RESERVATIONS ? 'with-reservations' : 'recommended';
}

/** The marks of one assessor (by his number in the pool) for one nominee: ability, chance and the assessor's severity. */
export function marksOf(seed: string, nominee: Nominee, assessor: number, rubric: Rubric): Record<string, string> {
  const random = new Random(seed, 'marks', nominee.index, assessor);
  const severity = SPREAD_OF_SEVERITY * new Random(seed, 'severity', assessor).normal();
  return Object.fromEntries(rubric.criteria.map(({ key }) => (
    [key, toMark(rubric, MEAN_MARK + ABILITY_IN_MARK * nominee.ability - severity + CHANCE_IN_MARK * random.normal())]
  )));
}

/** The nearest mark of the rubric. */
export function toMark({ markMin, markMax, markStep }: Rubric, value: number): string {
  const [min, max, step] = [Number(markMin), Number(markMax), Number(markStep)];
  const mark = Math.min(max, Math.max(min, min + Math.round((value - min) / step) * step));
  return String(Number(mark.toFixed(4)));
}

/** Why somebody leaves of his own will or is taken out, between two stages. */
export type Leaving = { readonly event: 'withdraw' | 'exclude'; readonly reason: string };

const LEAVINGS: readonly Leaving[] = [
  { event: 'withdraw', reason: 'OWN_REQUEST' },
  { event: 'withdraw', reason: 'NEW_APPOINTMENT' },
  { event: 'withdraw', reason: 'PERSONAL_CIRCUMSTANCES' },
  { event: 'exclude', reason: 'LEFT_THE_REGION' },
];
const LEAVES = 0.012;
const DECLINES = 0.05;

/** Whether and why the nominee leaves on entering the stage. */
export function leavingOf(seed: string, nominee: Nominee, stage: string): Leaving | null {
  const random = new Random(seed, 'leaving', stage, nominee.index);
  return !nominee.plateau && random.chance(LEAVES) ? random.pick(LEAVINGS) : null;
}

/** Whether the nominee turns a seat down when it is offered. */
export function declinesSeat(seed: string, nominee: Nominee): boolean {
  return new Random(seed, 'answer', nominee.index).chance(DECLINES);
}
