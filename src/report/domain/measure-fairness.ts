import { standing, type Status } from '../../candidacy/domain/pipeline';
import { regionsIn, FEDERAL_DISTRICTS } from '../../campaign/domain/federal-subjects';
import { FEWEST_SHOWN } from './hide-small-cells';
import { type GroupImpact, measureImpact } from './impact';

/** By what stages are compared. Regions are too many: with 89 of them some fall below four fifths by chance. */
export const FAIRNESS_VIEWS = ['sex', 'ageBand', 'district', 'category'] as const;
export type FairnessView = (typeof FAIRNESS_VIEWS)[number];

/** Fairness figures decide nothing; whoever reads them is told so. */
export const FAIRNESS_CODES = ['FAIRNESS_INFORMATIVE'] as const;

/** How many of a group stand where; the district is told by its region. */
export interface GroupStanding {
  readonly stage: string;
  readonly status: Status;
  readonly view: 'sex' | 'ageBand' | 'region' | 'category';
  readonly key: string;
  readonly count: number;
}

/** A group at a stage. Fractions are exact, in lowest terms, as text: "24/61". */
export interface GroupFairness extends Pick<GroupImpact, 'fourFifths' | 'z' | 'pZ' | 'pFisher'> {
  readonly key: string;
  /** Passed the stage. */
  readonly passed: number;
  /** Judged in it: passed, failed or in reserve. Whoever left by himself or is not decided yet does not count. */
  readonly judged: number;
  readonly rate: string | null;
  /** The rate over the highest one. */
  readonly ratio: string | null;
}

export interface StageFairness {
  readonly stage: string;
  readonly view: FairnessView;
  /** The group with the highest rate; null where nobody can be compared. */
  readonly reference: string | null;
  readonly groups: readonly GroupFairness[];
  /** How many groups of one or two people, or beside such a one, are not shown; they are compared with nobody. */
  readonly hidden: number;
}

/**
 * Who passed each stage, by group: counts, exact rates and ratios, the four-fifths mark and how likely such a difference is
 * by chance. Small groups are hidden; where one alone would be, the next smallest is too, or the total would give it away.
 */
export function measureFairness(stages: readonly string[], standings: readonly GroupStanding[]): StageFairness[] {
  const told = standings.map((row) => (row.view === 'region' ? { ...row, view: 'district' as const, key: districtOf(row.key) } : { ...row, view: row.view }));
  return stages.flatMap((stage, at) =>
    FAIRNESS_VIEWS.map((view): StageFairness => {
      const counts = new Map<string, { passed: number; judged: number }>();
      for (const row of told.filter((candidate) => candidate.view === view)) {
        const group = counts.get(row.key) ?? { passed: 0, judged: 0 };
        counts.set(row.key, group);
        const reached = stages.indexOf(row.stage);
        const passed = reached > at || (reached === at && standing(row.status) === 'passed');
        const refused = reached === at && (standing(row.status) === 'failed' || row.status === 'reserve');
        if (passed) group.passed += row.count;
        if (passed || refused) group.judged += row.count;
      }
      return compared(stage, view, [...counts].filter(([, { judged }]) => judged > 0));
    }).filter(({ groups, hidden }) => groups.length + hidden > 0),
  );
}

function compared(stage: string, view: FairnessView, all: readonly (readonly [string, { readonly passed: number; readonly judged: number }])[]): StageFairness {
  const sorted = all.toSorted(([a], [b]) => (a < b ? -1 : 1));
  const small = new Set(sorted.filter(([, { judged }]) => judged < FEWEST_SHOWN).map(([key]) => key));
  if (small.size === 1) {
    const [next] = sorted.filter(([key]) => !small.has(key)).sort(([, a], [, b]) => a.judged - b.judged);
    if (next) small.add(next[0]);
  }
  const shown = sorted.filter(([key]) => !small.has(key));
  const impact = measureImpact(Object.fromEntries(shown.map(([key, { passed, judged }]) => [key, [passed, judged]])));
  if ('code' in impact) throw new Error('nobody passes who was not judged');
  const best = shown.find(([key]) => key === impact.reference)?.[1];
  const groups = shown.map(([key, { passed, judged }]): GroupFairness => {
    const { fourFifths, z, pZ, pFisher } = impact.groups[key]!;
    return { key, passed, judged, rate: fraction(passed, judged), ratio: best && best.passed > 0 ? fraction(passed * best.judged, judged * best.passed) : null, fourFifths, z, pZ, pFisher };
  });
  return { stage, view, reference: impact.reference, groups, hidden: small.size };
}

/** In lowest terms. */
function fraction(n: number, d: number): string {
  const divisor = commonDivisor(n, d);
  return `${n / divisor}/${d / divisor}`;
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

const DISTRICTS: ReadonlyMap<string, string> = new Map(FEDERAL_DISTRICTS.flatMap(({ code }) => regionsIn(code).map((region) => [region, code] as const)));

function districtOf(region: string): string {
  return DISTRICTS.get(region) ?? 'none';
}
