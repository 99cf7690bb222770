import fc from 'fast-check';
import type { Level, Rating } from '../../../../src/assessment/domain/krippendorff-alpha';
import { krippendorffAlpha, LEVELS } from '../../../../src/assessment/domain/krippendorff-alpha';

/** A line an observer, a word a unit, `.` for no rating. */
function read(text: string): Rating[][] {
  return text.trim().split('\n').map((line) => line.trim().split(/ +/).map((word) => (word === '.' ? null : /\d/.test(word) ? Number(word) : word)));
}

function alpha(ratings: readonly (readonly Rating[])[], level: Level): number | null | undefined {
  const answer = krippendorffAlpha(ratings, [level]);
  if ('code' in answer) throw new Error(answer.code);
  return answer[level];
}

describe('published data', () => {
  it.each([
    ['three coders, fifteen units', { nominal: 56 / 81, ordinal: 0.806721, interval: 0.810845, ratio: 0.808944 }, 6, `
      . . . . . 3 4 1 2 1 1 3 3 . 3
      1 . 2 1 3 3 4 3 . . . . . . .
      . . 2 1 3 4 4 . 2 1 1 3 3 . 4`],
    ['four observers, twelve units', { nominal: 0.743421, ordinal: 0.815388, interval: 0.849107, ratio: 0.797403 }, 6, `
      1 2 3 3 2 1 4 1 2 . . .
      1 2 3 3 2 2 4 1 2 5 . 3
      . 3 3 3 2 3 4 2 2 5 1 .
      1 2 3 3 2 4 4 1 2 5 1 .`],
    ['a panel of three on five projects', { nominal: 0.267442, ordinal: 0.799748, interval: 0.742331 }, 6, `
      4 3 5 2 4
      5 3 5 3 4
      4 2 5 1 3`],
    ['two observers, binary', { nominal: 0.095 }, 3, `
      0 1 0 0 0 0 0 0 1 0
      1 1 1 0 0 1 0 0 0 0`],
    ['two observers, labels', { nominal: 0.692 }, 3, `
      a a b b d c c c e d d a
      b a b b b c c c e d d d`],
  ])('%s', (_, expected, digits, data) => {
    for (const [level, value] of Object.entries(expected)) expect(alpha(read(data), level as Level)).toBeCloseTo(value, digits);
  });

  it('agrees with Fleiss’ kappa .210 of fourteen raters on ten subjects', () => {
    // Counts of the five categories, subject by subject. With N ratings in all, 1 - alpha = (1 - kappa) (N - 1) / N.
    const counts = ['0 0 0 0 14', '0 2 6 4 2', '0 0 3 5 6', '0 3 9 2 0', '2 2 8 1 1', '7 7 0 0 0', '3 2 6 3 0', '2 5 3 2 2', '6 5 2 1 0', '0 2 2 3 7'].map((row) => row.split(' ').map(Number));
    const subjects = counts.map((row) => row.flatMap((count, category) => Array<number>(count).fill(category)));
    const raters = Array.from({ length: 14 }, (_, rater) => subjects.map((marks) => marks[rater]!));
    expect(1 - ((1 - alpha(raters, 'nominal')!) * 140) / 139).toBeCloseTo(0.21, 3);
  });

  it('exact fractions to 10⁻⁹', () => {
    const panel = read('4 3 5 2 4\n5 3 5 3 4\n4 2 5 1 3');
    expect(alpha(panel, 'nominal')).toBeCloseTo(23 / 86, 9);
    expect(alpha(panel, 'interval')).toBeCloseTo(121 / 163, 9);
  });
});

describe('what is undefined is null', () => {
  const nothing = { nominal: null, ordinal: null, interval: null, ratio: null };

  it.each([
    ['no two values differ', [[3, 3], [3, null], [3, 3]]],
    ['no unit has two ratings', [[1, null, 2], [null, 3, null]]],
    ['one observer', [[1, 2, 3]]],
    ['no unit', [[], []]],
    ['nobody', []],
  ])('%s', (_, ratings) => {
    expect(krippendorffAlpha(ratings)).toEqual(nothing);
  });

  it('labels can only be told apart', () => {
    expect(krippendorffAlpha([['a', 'b', 3], ['a', 'c', 3]])).toEqual({ nominal: expect.closeTo(8 / 13, 9), ordinal: null, interval: null, ratio: null });
  });

  it('there is no ratio below zero', () => {
    expect(krippendorffAlpha([[-1, 1, 0], [-1, 0, 0]])).toEqual({ nominal: expect.any(Number), ordinal: expect.any(Number), interval: expect.any(Number), ratio: null });
    expect(alpha([[0, 1, 4], [0, 1, 2]], 'ratio')).toEqual(expect.any(Number));
  });
});

describe('reading', () => {
  it('takes a decimal in text for its number', () => {
    expect(krippendorffAlpha([['1.0', '2', null], [1, '3', '1']])).toEqual(krippendorffAlpha([[1, 2, null], [1, 3, 1]]));
  });

  it('answers the levels asked for', () => {
    expect(Object.keys(krippendorffAlpha([[1, 2], [1, 3]], ['ratio', 'nominal']))).toEqual(['ratio', 'nominal']);
  });

  it('refuses rows of different length', () => {
    expect(krippendorffAlpha([[1, 2], [1, 2], [1]])).toEqual({ code: 'ROWS_UNEQUAL', pointer: '/2', params: {} });
  });

  it('refuses more different values than it can compare', () => {
    const column = Array.from({ length: 5000 }, (_, unit) => unit);
    expect(krippendorffAlpha([column, column])).toEqual({ code: 'TOO_LARGE', pointer: '', params: {} });
  });
});

const marks = fc.tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 2, max: 8 })).chain(([observers, units]) =>
  fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 5 })), { minLength: units, maxLength: units }), { minLength: observers, maxLength: observers }));

/** Equal up to the last digits, or undefined alike. */
function expectSame(one: number | null | undefined, other: number | null | undefined): void {
  if (other === null || other === undefined) expect(one).toBe(other);
  else expect(one).toBeCloseTo(other, 9);
}

describe('any ratings', () => {
  const changed = (ratings: readonly (readonly (number | null)[])[], change: (mark: number) => Rating): Rating[][] =>
    ratings.map((row) => row.map((mark) => (mark === null ? null : change(mark))));

  it('are the same whatever the order of observers and units', () => {
    fc.assert(fc.property(marks, (ratings) => {
      const turned = [...ratings].reverse().map((row) => [...row].reverse());
      for (const level of LEVELS) expectSame(alpha(turned, level), alpha(ratings, level));
    }));
  });

  it('are the same under every change the level allows', () => {
    fc.assert(fc.property(marks, (ratings) => {
      expectSame(alpha(changed(ratings, (mark) => 'cadbfe'[mark]!), 'nominal'), alpha(ratings, 'nominal'));
      expectSame(alpha(changed(ratings, (mark) => mark ** 3 - 7), 'ordinal'), alpha(ratings, 'ordinal'));
      expectSame(alpha(changed(ratings, (mark) => 1e6 - 3 * mark), 'interval'), alpha(ratings, 'interval'));
      expectSame(alpha(changed(ratings, (mark) => mark * 1e-200), 'interval'), alpha(ratings, 'interval'));
      expectSame(alpha(changed(ratings, (mark) => mark / 8), 'ratio'), alpha(ratings, 'ratio'));
    }));
  });

  it('do not mind units that one observer rated, and are at most 1', () => {
    fc.assert(fc.property(marks, (ratings) => {
      const more = ratings.map((row, observer) => [...row, observer === 0 ? 99 : null]);
      for (const level of LEVELS) {
        expectSame(alpha(more, level), alpha(ratings, level));
        expect(alpha(ratings, level) ?? 1).toBeLessThanOrEqual(1);
      }
    }));
  });

  it('agree perfectly when observers say the same', () => {
    for (const level of LEVELS) expect(alpha([[1, 2, 4], [1, 2, 4], [1, null, 4]], level)).toBe(1);
  });
});
