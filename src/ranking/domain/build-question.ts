import { FEDERAL_SUBJECTS } from '../../campaign/domain/federal-subjects';
import type { OrderByScore, QuotaFamily, Quotas, RankingStage, TieKey } from '../../campaign/domain/policy';
import { formatUnits } from '../../kernel/decimal';
import { scorer } from './compose-score';
import { drawLottery } from './draw-lottery';
import type { Bound, CellBound, Family, GroupBound, SelectionInput } from './selection-contract';
import { tieOrder } from './settle-ties';

/** Somebody to be ranked, by public number, with what earlier stages measured. */
export interface RankedPerson {
  readonly number: string;
  readonly territory: string;
  readonly category: string | null;
  /** Score of a stage in units of 10⁻⁴; null where it gave none. */
  readonly scores: Readonly<Record<string, number | null>>;
  /** Measures of all earlier stages, by stage: tenure in days, criteria in units. */
  readonly measures: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** A frozen question: what the choice is asked, who could not be compared, and whom only a tie could separate. */
export interface Question {
  readonly input: SelectionInput;
  readonly classes: readonly (readonly string[])[];
  /** Public numbers of people without a complete score. */
  readonly unscored: readonly string[];
  /** The policy names no total: everybody whom the caps allow. */
  readonly unlimited?: true;
}

/** What a question is built from besides the rules: frozen with the run, so that the same people can be asked about under other rules. */
export interface RunBasis {
  readonly people: readonly RankedPerson[];
  /** Public seed of the lottery, where one was drawn. */
  readonly seed: string | null;
}

export interface Settled {
  readonly locked: readonly string[];
  readonly excluded: readonly string[];
  /** Public seed of the lottery, where the policy names one. */
  readonly seed: string | null;
}

/** No category in the policy: everybody is of one. */
const ONE_CATEGORY = 'all';

/** From the published rules and the frozen facts to the question of the choice. Pure: the order of people is irrelevant. */
export function buildQuestion(stage: RankingStage & { order: OrderByScore }, people: readonly RankedPerson[], { locked, excluded, seed }: Settled): Question {
  const compose = scorer(stage.order);
  const composed = people.map((person) => ({ person, score: compose((key) => person.scores[key] ?? null) }));
  const scored = composed.flatMap(({ person, score }) => (score ? [{ person, score: formatUnits(score.units), eligible: score.qualifies }] : []));
  const drawn = seed === null ? [] : drawLottery(seed, scored.map(({ person }) => person.number)).order;
  const { ranks, classes } = tieOrder(
    scored.map(({ person, score }) => ({ id: person.number, score, tieKeys: stage.ties.keys.map((key) => tieValue(key, person)) })),
    drawn,
  );
  const candidates = scored.map(({ person, score, eligible }) => ({
    id: person.number,
    score,
    region: person.territory,
    category: person.category ?? ONE_CATEGORY,
    lottery: ranks.get(person.number)!,
    eligible,
  }));
  candidates.sort((a, b) => a.lottery - b.lottery);
  const input = { seats: stage.quotas.seats ?? candidates.length, objective: stage.order.objective, candidates, ...limits(stage.quotas, candidates), locked, excluded };
  return { input, classes: seed === null ? classes : [], unscored: composed.flatMap(({ person, score }) => (score ? [] : [person.number])), ...(stage.quotas.seats === null && { unlimited: true }) };
}

function tieValue(key: TieKey, { scores, measures }: RankedPerson): bigint {
  switch (key.by) {
    case 'stage-score':
      return BigInt(scores[key.stage] ?? 0);
    case 'rubric-criterion':
      return BigInt(measures[key.stage]?.[`criterion:${key.criterion}`] ?? 0);
    case 'tenure':
      return BigInt(Object.values(measures).map((stage) => stage[`tenure:${key.criterion}`]).find((days) => days !== undefined) ?? 0);
  }
}

const FAMILY_OF: Readonly<Record<QuotaFamily, Family>> = { territories: 'regions', groups: 'groups', categories: 'categories', cells: 'cells' };

/** Floors and caps of the policy as rules of the choice; `each` means every territory there is, whether or not somebody comes from it. */
function limits({ territories, categories = [], cells = [], floorOrder }: Quotas, people: readonly { region: string }[]): Partial<SelectionInput> {
  const everywhere = [...new Set([...(territories?.unit === 'region' ? FEDERAL_SUBJECTS.map(({ code }) => code) : []), ...people.map(({ region }) => region)])].sort();
  const regions: Record<string, Bound> = {};
  if (territories?.each) for (const code of everywhere) regions[code] = bound(territories.each);
  for (const { code, bounds } of territories?.named ?? []) regions[code] = bound(bounds);
  const groups: Record<string, GroupBound> = {};
  for (const { key, members, bounds } of territories?.groups ?? []) groups[key] = { ...bound(bounds), members };
  return {
    regions,
    groups,
    categories: Object.fromEntries(categories.map(({ category, bounds }) => [category, bound(bounds)])),
    cells: cells.flatMap(({ territory, category, bounds }): CellBound[] => (territory === 'each' ? everywhere : [territory]).map((region) => ({ region, category, ...bound(bounds) }))),
    ...(floorOrder && { floorOrder: floorOrder.map((family) => FAMILY_OF[family]) }),
  };
}

/** A marker of demonstration values is no part of a rule. */
function bound({ min, max }: Bound): Bound {
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
}
