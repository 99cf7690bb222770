import { boundaryScore, sheetsFor, sheetTotal } from '../../../src/demo/forecast';
import type { Expected } from '../../../src/demo/forecast';
import { present } from '../../../src/demo/policy-document';
import { SCHOOL_OF_MAYORS } from '../../../src/programme/school-of-mayors';

const rubric = present(SCHOOL_OF_MAYORS.rubrics?.[0], 'the preset has a rubric');
const person = (region: string, category: string, score: number): Expected => ({ region, category, score });

describe('where the last seat will fall', () => {
  const people = [person('01', 'head', 9), person('01', 'head', 8), person('01', 'head', 7), person('02', 'head', 6), person('03', 'organisation', 1)];

  it('is the score of the last person chosen from the top', () => {
    expect(boundaryScore(people, { seats: 3 }, 3)).toBe(7);
  });

  it('goes further down where a region is full', () => {
    expect(boundaryScore(people, { seats: 3, territories: { each: { max: 2 } } }, 3)).toBe(6);
  });

  it('goes up where a floor takes a seat', () => {
    expect(boundaryScore(people, { seats: 3, categories: [{ category: 'organisation', bounds: { min: 1 } }] }, 3)).toBe(8);
  });

  it('is nowhere when everybody gets a seat', () => {
    expect(boundaryScore(people, { seats: 9 }, 9)).toBeNull();
  });
});

describe('the sheets of the plateau', () => {
  const mean = (sheets: readonly Record<string, string>[]): number => sheets.reduce((sum, marks) => sum + sheetTotal(rubric, marks), 0) / sheets.length;

  it.each([1.9, 2.5, 3.1234, 3.7, 4.4])('come within a hundredth of %d in steps of half a mark', (target) => {
    const sheets = sheetsFor(rubric, 3, target, (potential) => potential);
    expect(sheets).toHaveLength(3);
    expect(Math.abs(mean(sheets) - target)).toBeLessThan(0.01);
    for (const mark of sheets.flatMap((sheet) => Object.values(sheet))) {
      expect((Number(mark) * 2) % 1).toBe(0);
      expect(Number(mark)).toBeGreaterThanOrEqual(1);
      expect(Number(mark)).toBeLessThanOrEqual(5);
    }
  });

  it('stay on the scale when the target lies beyond it', () => {
    expect(mean(sheetsFor(rubric, 3, 9, (potential) => potential))).toBeCloseTo(5, 6);
  });
});
