import { type Cells, FEWEST_SHOWN, hideSmallCells, type ShownCells } from './hide-small-cells';

/** By what the people above a cut-off are shown. */
export const CUT_OFF_VIEWS = ['region', 'category', 'sex', 'ageBand'] as const;
export type CutOffView = (typeof CUT_OFF_VIEWS)[number];

/** How many people with one score are of one group; every person is counted once in each view. Sorted by nothing. */
export interface ScoreCount {
  /** Units of 10⁻⁴. */
  readonly score: number;
  readonly view: CutOffView;
  readonly key: string;
  readonly count: number;
}

/** "`people` have this score or higher", and who they are by group. */
export interface CutOffLine {
  /** Units of 10⁻⁴. */
  readonly score: number;
  readonly people: number;
  readonly composition: Readonly<Record<CutOffView, ShownCells>>;
}

/** Everything about every distinct score, from the highest down: one pass over the counts. */
export function readCutOffs(counts: readonly ScoreCount[]): CutOffLine[] {
  const sorted = counts.toSorted((a, b) => b.score - a.score);
  const running = new Map<CutOffView, Record<string, number>>(CUT_OFF_VIEWS.map((view) => [view, {}]));
  const lines: CutOffLine[] = [];
  let people = 0;
  for (const [i, { score, view, key, count }] of sorted.entries()) {
    const groups = running.get(view)!;
    groups[key] = (groups[key] ?? 0) + count;
    if (view === CUT_OFF_VIEWS[0]) people += count;
    if (sorted[i + 1]?.score !== score) lines.push({ score, people, composition: eachView((shown) => ({ ...running.get(shown)! })) });
  }
  return lines;
}

/**
 * The same for readers who may not see single people. Scores are thinned so that from line to line at least `FEWEST_SHOWN`
 * people are added, small groups are hidden, and so is a group to which one or two were added since it was last shown:
 * two lines together tell no more than each alone.
 */
export function hideFew(lines: readonly CutOffLine[]): CutOffLine[] {
  const told: CutOffLine[] = [];
  const shown = new Map<string, number>();
  for (const { score, people, composition } of lines) {
    if (people - (told.at(-1)?.people ?? 0) < FEWEST_SHOWN) continue;
    const line = eachView((view) => {
      const cells = composition[view] as Cells;
      const added = Object.fromEntries(Object.entries(cells).map(([key, count]) => [key, count - (shown.get(`${view} ${key}`) ?? 0)]));
      const safe = hideSmallCells(added);
      const visible = Object.fromEntries(Object.entries(hideSmallCells(cells)).map(([key, count]) => [key, safe[key] === null ? null : count]));
      for (const [key, count] of Object.entries(visible)) if (count !== null) shown.set(`${view} ${key}`, count);
      return visible;
    });
    told.push({ score, people, composition: line });
  }
  return told;
}

function eachView<T>(of: (view: CutOffView) => T): Record<CutOffView, T> {
  return { region: of('region'), category: of('category'), sex: of('sex'), ageBand: of('ageBand') };
}
