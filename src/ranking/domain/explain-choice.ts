import type { BindingRule, Circle, CutOff, Explanation } from '../../candidacy/domain/explanation';
import { formatUnits, parseUnits } from '../../kernel/decimal';
import type { Reason } from '../../kernel/reason';
import { countGroups, type CountedRule } from './count-groups';
import type { Margin, SelectionCandidate, SelectionInput, SelectionResult } from './selection-contract';

export const EXPLANATION_CODES = [
  'CHOSEN', 'TIE_LOST', 'STRUCTURAL', 'CELL_CAP', 'REGION_CAP', 'CATEGORY_CAP', 'DISTRICT_CAP', 'FLOOR_PRIORITY', 'SEATS_FULL',
  'BELOW_PASS_MARK', 'EXCLUDED_BY_DEPARTURE', 'EXCLUDED', 'SCORE_MISSING',
] as const;
export type ExplanationCode = (typeof EXPLANATION_CODES)[number];

/** What people decided beside the rules: exclusions with their reasons, and who left a seat he held or waited for. */
export interface Decided {
  readonly excluded: ReadonlyMap<string, string>;
  readonly left: ReadonlySet<string>;
}

/** Somebody of the input with everything that is asked about him more than once. */
interface Known {
  readonly id: string;
  readonly candidate: SelectionCandidate;
  readonly units: bigint;
  readonly margin: Margin;
  readonly rules: readonly CountedRule[];
  readonly chosen: boolean;
}

const CAP_CODES = { cells: 'CELL_CAP', regions: 'REGION_CAP', categories: 'CATEGORY_CAP', groups: 'DISTRICT_CAP' } as const;
/** The narrowest circle first: what is full closest to him says most. */
const CAPS_IN_ORDER = ['cells', 'regions', 'categories', 'groups'] as const;
const ONE_STEP = 1n;

/**
 * Explains every candidate of a choice from its margins: reason, limits reached, cut-offs, and the score that would have
 * been enough. `result` has to carry margins. Of several reasons the first of selection's published order holds: not
 * eligible, lost by the order among equals, no score helps, a full cap whose lowest chosen score is not below his, a
 * floor that brought in somebody with less, the seats.
 */
export function explainChoice(input: SelectionInput, result: SelectionResult, { excluded, left }: Decided): Map<string, Explanation> {
  const selected = new Set(result.selected);
  const book = countGroups(input, selected);
  const everybody = input.candidates.map((candidate): Known => ({
    id: candidate.id,
    candidate,
    units: parseUnits(candidate.score),
    margin: result.margins[candidate.id]!,
    rules: book.of(candidate),
    chosen: selected.has(candidate.id),
  }));
  const ranks = rank(everybody.filter(({ margin }) => margin.kind !== 'ineligible'));
  const lowest = lowestChosen(everybody);
  const carried = lowestOf(everybody.filter(isCarried));
  const full = result.filled === input.seats;

  const explain = (known: Known): Explanation => {
    const { candidate, margin, rules, units } = known;
    const cutoff = circles(candidate, (key) => lowest.get(key) ?? null);
    const binding = [...rules.filter(binds).map(shown), ...(full ? [{ family: 'seats' as const, key: '', count: result.filled, min: 0, max: input.seats }] : [])];
    const wouldEnterAt = margin.kind === 'deficit' ? formatUnits(units + parseUnits(margin.score) + ONE_STEP) : null;
    const told: Omit<Explanation, 'decision' | 'reason'> = {
      score: formatUnits(units), rank: ranks.get(known.id) ?? null, binding, cutoff, wouldEnterAt,
      margin: margin.kind === 'ineligible' ? null : { kind: margin.kind, score: 'score' in margin && margin.score !== undefined ? formatUnits(parseUnits(margin.score)) : null },
      lotteryMattered: margin.kind === 'deficit' ? margin.tieLost : margin.kind === 'buffer' && margin.score !== undefined && parseUnits(margin.score) === 0n,
    };
    const reasoned = (decision: Explanation['decision'], code: ExplanationCode, params: Reason['params'] = {}): Explanation => ({ decision, ...told, reason: { code, params } });
    const facts = { score: told.score, enterAt: wouldEnterAt };

    if (known.chosen) return reasoned('SELECTED', 'CHOSEN', { margin: told.margin!.kind, points: told.margin!.score });
    if (left.has(known.id)) return reasoned('DECLINED', 'EXCLUDED');
    if (excluded.has(known.id)) return reasoned('INELIGIBLE', 'EXCLUDED_BY_DEPARTURE', { reason: excluded.get(known.id)! });
    if (margin.kind === 'ineligible') return margin.code === 'EXCLUDED' ? reasoned('DECLINED', 'EXCLUDED') : reasoned('INELIGIBLE', 'BELOW_PASS_MARK', { score: told.score });
    if (margin.kind === 'deficit' && margin.tieLost) return reasoned('NOT_SELECTED', 'TIE_LOST', facts);
    if (margin.kind === 'structural') return reasoned('NOT_SELECTED', 'STRUCTURAL', facts);

    const filled = CAPS_IN_ORDER.flatMap((family) => rules.filter((rule) => rule.family === family && rule.count === rule.max));
    const capped = (rule: CountedRule): Explanation => reasoned('NOT_SELECTED', CAP_CODES[rule.family], { ...capParams(rule, candidate), ...facts });
    const above = filled.find(({ lowest: least }) => least !== null && least >= units);
    if (above) return capped(above);
    if (carried !== null && carried < units) return reasoned('NOT_SELECTED', 'FLOOR_PRIORITY', facts);
    if (full || !filled[0]) return reasoned('NOT_SELECTED', 'SEATS_FULL', { count: result.filled, max: input.seats, lowest: cutoff.overall?.lowest ?? null, chosen: result.filled, ...facts });
    return capped(filled[0]);
  };
  return new Map(everybody.map((known) => [known.id, explain(known)]));
}

/** Whoever could not be compared: a score of some stage is missing. */
export function explainUnscored(reason: string | undefined): Explanation {
  return {
    decision: 'INELIGIBLE', score: null, rank: null, binding: [], cutoff: { overall: null, region: null, category: null, cell: null }, margin: null, wouldEnterAt: null, lotteryMattered: false,
    reason: reason === undefined ? { code: 'SCORE_MISSING', params: {} } : { code: 'EXCLUDED_BY_DEPARTURE', params: { reason } },
  };
}

function capParams({ count, max, lowest }: CountedRule, { region, category }: SelectionCandidate): Reason['params'] {
  return { territory: region, category, count, max, chosen: count, lowest: lowest === null ? null : formatUnits(lowest) };
}

/** A cap that is full, or a floor that asks for everybody who is there. */
function binds({ count, min, max }: CountedRule): boolean {
  return count === max || (min > 0 && count <= min);
}

function shown({ family, key, count, min, max }: CountedRule): BindingRule {
  return { family, key, count, min, max: Number.isFinite(max) ? max : null };
}

/** Chosen because a floor or a seat depends on him, or counted by a floor that nobody exceeds. */
function isCarried({ chosen, margin, rules }: Known): boolean {
  return chosen && (margin.kind === 'indispensable' || rules.some(({ min, count }) => min > 0 && count <= min));
}

function lowestOf(people: readonly Known[]): bigint | null {
  return people.reduce<bigint | null>((least, { units }) => (least === null || units < least ? units : least), null);
}

/** The circles of somebody, by the names under which they are counted. */
function circles<T>({ region, category }: SelectionCandidate, of: (key: string) => T): Record<Circle, T> {
  return { overall: of('overall'), region: of(`region ${region}`), category: of(`category ${category}`), cell: of(`cell ${region}/${category}`) };
}

function lowestChosen(everybody: readonly Known[]): Map<string, CutOff> {
  const found = new Map<string, { lowest: bigint; chosen: number }>();
  for (const { candidate, units } of everybody.filter(({ chosen }) => chosen)) {
    for (const key of Object.values(circles(candidate, (name) => name))) {
      const known = found.get(key);
      found.set(key, known ? { lowest: units < known.lowest ? units : known.lowest, chosen: known.chosen + 1 } : { lowest: units, chosen: 1 });
    }
  }
  return new Map([...found].map(([key, { lowest, chosen }]) => [key, { lowest: formatUnits(lowest), chosen }]));
}

function rank(competing: readonly Known[]): Map<string, NonNullable<Explanation['rank']>> {
  const published = competing.toSorted((a, b) => (a.units === b.units ? a.candidate.lottery - b.candidate.lottery : a.units > b.units ? -1 : 1));
  const counts = new Map<string, number>();
  const next = (key: string): number => {
    const place = (counts.get(key) ?? 0) + 1;
    counts.set(key, place);
    return place;
  };
  return new Map(published.map(({ id, candidate: { region, category } }) => [id, { overall: next('overall'), region: next(`region ${region}`), category: next(`category ${category}`) }]));
}

