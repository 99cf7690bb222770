import type { QuotaFamily } from '../../campaign/domain/policy';
import { formatUnits, parseUnits, SCALE } from '../../kernel/decimal';
import type { RunBasis } from './build-question';
import { changeRules, type RuleChanges, type ScoredRanking } from './change-rules';
import { lacking } from './compare-outcomes';
import { type Kept, playScenario, type ScenarioOutcome } from './play-scenario';
import { isRefused, type SelectionRefusalCode } from './selection-contract';

/** What is varied, the rest kept: the pass mark, the seats, one limit, or every family of quotas dropped in turn. */
export type Sweep =
  | { readonly over: 'min-score'; readonly from: string; readonly to: string; readonly step: string }
  | { readonly over: 'seats'; readonly from: number; readonly to: number; readonly step: number }
  | { readonly over: 'bound'; readonly family: QuotaFamily; readonly key: string; readonly limit: 'min' | 'max'; readonly from: number; readonly to: number; readonly step: number }
  | { readonly over: 'families' };

/** One value of the sweep and what it comes to; `refused` where the choice cannot be asked so. */
export interface SweepStep {
  readonly value: string;
  readonly refused: SelectionRefusalCode | null;
  readonly eligible: number;
  readonly filled: number;
  readonly lacking: number;
  readonly lowest: string | null;
  readonly territories: number;
  /** Who comes and goes against the run itself. */
  readonly entered: number;
  readonly left: number;
}

/** More steps than this tell nothing more and only cost time. */
export const MOST_STEPS = 200;

const FAMILIES: readonly QuotaFamily[] = ['territories', 'groups', 'categories', 'cells'];

/** A sweep as it is asked for: which of the fields are needed hangs on `over`. Numbers are decimal text. */
export interface AskedSweep {
  readonly over: Sweep['over'];
  readonly from?: string;
  readonly to?: string;
  readonly step?: string;
  readonly family?: QuotaFamily;
  readonly key?: string;
  readonly limit?: 'min' | 'max';
}

/** The sweep asked for; null where something it needs is missing, not whole, or not positive. */
export function readSweep({ over, from, to, step, family, key, limit }: AskedSweep): Sweep | null {
  if (over === 'families') return { over };
  if (from === undefined || to === undefined || step === undefined || parseUnits(step) <= 0n) return null;
  if (over === 'min-score') return { over, from, to, step };
  const [first, last, by] = [from, to, step].map(readWhole);
  if (first === undefined || last === undefined || by === undefined) return null;
  if (over === 'seats') return { over, from: first, to: last, step: by };
  return family === undefined || key === undefined || limit === undefined ? null : { over, family, key, limit, from: first, to: last, step: by };
}

/** Undefined: not a whole number from 0. */
function readWhole(text: string): number | undefined {
  const units = parseUnits(text);
  return units < 0n || units % SCALE !== 0n ? undefined : Number(units / SCALE);
}

/** The values of a sweep with the changes each stands for; empty when it has none, longer than `MOST_STEPS` never. */
export function stepsOf(sweep: Sweep): { readonly value: string; readonly changes: RuleChanges }[] {
  switch (sweep.over) {
    case 'min-score':
      return range(parseUnits(sweep.from), parseUnits(sweep.to), parseUnits(sweep.step)).map((units) => ({ value: formatUnits(units), changes: { minScore: { value: formatUnits(units), inclusive: true } } }));
    case 'seats':
      return wholes(sweep).map((seats) => ({ value: String(seats), changes: { seats } }));
    case 'bound': {
      const { family, key, limit } = sweep;
      return wholes(sweep).map((value) => ({ value: String(value), changes: { bounds: [{ family, key, [limit]: value }] } }));
    }
    case 'families':
      return FAMILIES.map((family) => ({ value: family, changes: { drop: [{ family, limits: 'both' }] } }));
  }
}

/**
 * Plays every step over the same people on top of `changes`. It yields after each choice, so that whoever runs it can let
 * others work in between. The sweep's own changes have been checked: a fault of theirs is a mistake of the caller.
 */
export function* sweepRules(rules: ScoredRanking, basis: RunBasis, kept: Kept, chosen: readonly string[], sweep: Sweep): Generator<undefined, SweepStep[]> {
  const before = new Set(chosen);
  const steps: SweepStep[] = [];
  for (const { value, changes } of stepsOf(sweep)) {
    const changed = changeRules(rules, changes);
    if ('length' in changed) throw new RangeError(`a sweep over ${sweep.over} names what is not there`);
    steps.push(stepOf(value, playScenario(changed, basis, kept), before));
    yield;
  }
  return steps;
}

function stepOf(value: string, outcome: ReturnType<typeof playScenario>, before: ReadonlySet<string>): SweepStep {
  if (isRefused(outcome)) return { value, refused: outcome.refused.code, eligible: 0, filled: 0, lacking: 0, lowest: null, territories: 0, entered: 0, left: 0 };
  const { eligible, filled, lowest, territories, selected }: ScenarioOutcome = outcome;
  const entered = selected.filter((id) => !before.has(id)).length;
  return { value, refused: null, eligible, filled, lacking: lacking(outcome), lowest, territories, entered, left: before.size - (filled - entered) };
}

function wholes({ from, to, step }: { readonly from: number; readonly to: number; readonly step: number }): number[] {
  return range(BigInt(from), BigInt(to), BigInt(step)).map(Number);
}

function range(from: bigint, to: bigint, step: bigint): bigint[] {
  const values: bigint[] = [];
  for (let value = from; step > 0n && value <= to && values.length < MOST_STEPS; value += step) values.push(value);
  return values;
}
