import { adjustSeverity } from '../../../../src/assessment/domain/adjust-severity';
import { assignAssessors } from '../../../../src/assessment/domain/assign-assessors';
import type { SubmittedSheet } from '../../../../src/assessment/domain/measure-reliability';
import type { Rubric } from '../../../../src/campaign/domain/policy';

const title = { ru: '', en: '' };
const RUBRIC: Rubric = {
  key: 'potential', title, version: '1', markMin: '0', markMax: '100', markStep: '0.25', missingMark: 'no-score',
  criteria: [{ key: 'a', title, weight: '1' }],
};

/** Repeatable numbers in [0, 1): mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const normal = (random: () => number): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

interface World {
  readonly truth: ReadonlyMap<string, number>;
  readonly sheets: readonly SubmittedSheet[];
}

/** 300 people, 40 assessors, three each as the service assigns them; truth SD 10, error SD 4, severity as told. */
function simulate(seed: number, severityOf: (random: () => number) => number): World {
  const random = randomOf(seed);
  const truth = new Map(Array.from({ length: 300 }, (_, i): [string, number] => [`c${i}`, 50 + 10 * normal(random)]));
  const severity = new Map(Array.from({ length: 40 }, (_, i): [string, number] => [`a${i}`, severityOf(random)]));
  const { sheets } = assignAssessors(
    { size: 3, design: 'linked' },
    [...truth.keys()].map((candidacyId) => ({ candidacyId, seats: 3, conflicts: new Map(), assigned: [] })),
    [...severity.keys()].map((assessorId) => ({ assessorId, most: null, load: 0 })),
  );
  return {
    truth,
    sheets: sheets.map(({ candidacyId, assessorId }) => {
      const mark = truth.get(candidacyId)! + severity.get(assessorId)! + 4 * normal(random);
      return { candidacyId, assessorId, marks: { a: (Math.round(Math.min(Math.max(mark, 0), 100) * 4) / 4).toString() } };
    }),
  };
}

/** Share of the 100 truly best whom a score puts among its first 100. */
function found(truth: ReadonlyMap<string, number>, scoreOf: (id: string) => number): number {
  const best = (of: (id: string) => number): string[] => [...truth.keys()].sort((x, y) => of(y) - of(x)).slice(0, 100);
  const chosen = new Set(best(scoreOf));
  return best((id) => truth.get(id)!).filter((id) => chosen.has(id)).length;
}

function meansOf(sheets: readonly SubmittedSheet[]): Map<string, number> {
  const sums = new Map<string, number[]>();
  for (const { candidacyId, marks } of sheets) sums.set(candidacyId, [...(sums.get(candidacyId) ?? []), Number(marks.a)]);
  return new Map([...sums].map(([id, all]) => [id, all.reduce((a, b) => a + b, 0) / all.length]));
}

describe('adjusting for severity', () => {
  it('brings the list nearer to the truth when assessors differ (SD 8): of the 100 best it finds more in every world', () => {
    const gains = Array.from({ length: 20 }, (_, seed) => {
      const { truth, sheets } = simulate(seed + 1, (random) => 8 * normal(random));
      const raw = meansOf(sheets);
      const adjusted = adjustSeverity(RUBRIC, sheets)!;
      return found(truth, (id) => Number(adjusted.get(id))) - found(truth, (id) => raw.get(id)!);
    });
    const mean = gains.reduce((a, b) => a + b, 0) / gains.length;
    expect(Math.min(...gains)).toBeGreaterThan(0);
    expect(mean).toBeGreaterThan(5);
  });

  it('changes nothing when everybody is equally severe and marks without error', () => {
    const { sheets } = simulate(1, () => -5);
    const exactSheets = sheets.map((sheet) => ({ ...sheet, marks: { a: sheets.find(({ candidacyId }) => candidacyId === sheet.candidacyId)!.marks.a! } }));
    const raw = meansOf(exactSheets);
    for (const [id, value] of adjustSeverity(RUBRIC, exactSheets)!) expect(Number(value) / 10_000).toBeCloseTo(raw.get(id)!, 4);
  });

  it('is not possible where panels are not linked', () => {
    const sheet = (candidacyId: string, assessorId: string): SubmittedSheet => ({ candidacyId, assessorId, marks: { a: '50' } });
    expect(adjustSeverity(RUBRIC, [sheet('c0', 'a0'), sheet('c1', 'a1')])).toBeNull();
  });
});
