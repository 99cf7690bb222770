import fc from 'fast-check';
import type { ApportionmentCase } from '../../../../src/ranking/domain/apportion-seats';
import { apportionSeats } from '../../../../src/ranking/domain/apportion-seats';
import type { ApportionmentMethod } from '../../../../src/ranking/domain/seat-claims';
import { APPORTIONMENT_METHODS } from '../../../../src/ranking/domain/seat-claims';
import { everyLawful } from './every-apportionment';

type Method = ApportionmentMethod;

function dealt(question: ApportionmentCase): { seats: readonly number[]; tie: boolean } {
  const answer = apportionSeats(question);
  if ('code' in answer) throw new Error(answer.code);
  return answer;
}

function seatsOf(method: Method, weights: readonly number[], seats: number): readonly number[] {
  return dealt({ method, weights, seats }).seats;
}

const DISTRICTS_SYNTHETIC = [123, 61, 58, 41, 118, 37, 66, 49, 12];
const SUBJECTS_BY_DISTRICT = [18, 11, 8, 7, 14, 6, 10, 11, 4];
const EUROPEAN_LIST = [1305956, 903151, 650114, 532193, 319024];

/** Citizens by state, SH MV HH NI HB BB ST BE NW SN HE TH RP BY BW SL, as the federal returning officer published them. */
const GERMANY_MAY_2016 = [
  2673713, 1548590, 1524428, 7278380, 569016, 2391644, 2147125, 2974786, 15710276, 3915541, 5281620, 2078902, 3661200, 11360915, 9363841, 900253,
];
const GERMANY_JUNE_2016 = [
  2673803, 1548400, 1525090, 7278789, 568510, 2391746, 2145671, 2975745, 15707569, 3914671, 5281198, 2077901, 3661245, 11362245, 9365001, 899748,
];

/** Apportionment population and House seats by state, census of 2020. */
const UNITED_STATES_2020: readonly (readonly [state: string, population: number, seats: number])[] = [
  ['AL', 5030053, 7], ['AK', 736081, 1], ['AZ', 7158923, 9], ['AR', 3013756, 4], ['CA', 39576757, 52], ['CO', 5782171, 8], ['CT', 3608298, 5],
  ['DE', 990837, 1], ['FL', 21570527, 28], ['GA', 10725274, 14], ['HI', 1460137, 2], ['ID', 1841377, 2], ['IL', 12822739, 17], ['IN', 6790280, 9],
  ['IA', 3192406, 4], ['KS', 2940865, 4], ['KY', 4509342, 6], ['LA', 4661468, 6], ['ME', 1363582, 2], ['MD', 6185278, 8], ['MA', 7033469, 9],
  ['MI', 10084442, 13], ['MN', 5709752, 8], ['MS', 2963914, 4], ['MO', 6160281, 8], ['MT', 1085407, 2], ['NE', 1963333, 3], ['NV', 3108462, 4],
  ['NH', 1379089, 2], ['NJ', 9294493, 12], ['NM', 2120220, 3], ['NY', 20215751, 26], ['NC', 10453948, 14], ['ND', 779702, 1], ['OH', 11808848, 15],
  ['OK', 3963516, 5], ['OR', 4241500, 6], ['PA', 13011844, 17], ['RI', 1098163, 2], ['SC', 5124712, 7], ['SD', 887770, 1], ['TN', 6916897, 9],
  ['TX', 29183290, 38], ['UT', 3275252, 4], ['VT', 643503, 1], ['VA', 8654542, 11], ['WA', 7715946, 10], ['WV', 1795045, 2], ['WI', 5897473, 8],
  ['WY', 577719, 1],
];

describe('published apportionments', () => {
  it.each<[Method, readonly number[], number, readonly number[]]>([
    ['largestRemainder', [5117, 4400, 162, 161, 160], 100, [51, 44, 2, 2, 1]],
    ['dhondt', [5117, 4400, 162, 161, 160], 100, [52, 45, 1, 1, 1]],
    ['sainteLague', [5117, 4400, 162, 161, 160], 100, [51, 43, 2, 2, 2]],
    // One table on which five divisor methods differ and the sixth agrees with one of them.
    ['largestRemainder', [9061, 7179, 5259, 3319, 1182], 26, [9, 7, 5, 4, 1]],
    ['dhondt', [9061, 7179, 5259, 3319, 1182], 26, [10, 7, 5, 3, 1]],
    ['sainteLague', [9061, 7179, 5259, 3319, 1182], 26, [9, 8, 5, 3, 1]],
    ['huntingtonHill', [9061, 7179, 5259, 3319, 1182], 26, [9, 7, 6, 3, 1]],
    ['dean', [9061, 7179, 5259, 3319, 1182], 26, [9, 7, 5, 4, 1]],
    ['adams', [9061, 7179, 5259, 3319, 1182], 26, [9, 7, 5, 3, 2]],
    ['dhondt', EUROPEAN_LIST, 18, [7, 5, 3, 2, 1]],
    ['sainteLague', EUROPEAN_LIST, 18, [6, 4, 3, 3, 2]],
    ['largestRemainder', EUROPEAN_LIST, 18, [6, 4, 3, 3, 2]],
    ['largestRemainder', DISTRICTS_SYNTHETIC, 161, [35, 17, 16, 12, 34, 11, 19, 14, 3]],
    ['dhondt', DISTRICTS_SYNTHETIC, 161, [36, 17, 16, 12, 34, 10, 19, 14, 3]],
    ['sainteLague', DISTRICTS_SYNTHETIC, 161, [35, 17, 16, 12, 34, 11, 19, 14, 3]],
    ['largestRemainder', [55, 30, 15], 161, [89, 48, 24]],
    ['largestRemainder', SUBJECTS_BY_DISTRICT, 161, [33, 20, 14, 13, 25, 11, 18, 20, 7]],
    ['sainteLague', SUBJECTS_BY_DISTRICT, 161, [33, 20, 14, 13, 25, 11, 18, 20, 7]],
    ['sainteLague', GERMANY_MAY_2016, 598, [22, 13, 12, 59, 5, 19, 18, 24, 128, 32, 43, 17, 30, 93, 76, 7]],
    ['sainteLague', GERMANY_JUNE_2016, 598, [22, 13, 12, 59, 5, 20, 17, 24, 128, 32, 43, 17, 30, 93, 76, 7]],
  ])('%s of %j for %d seats', (method, weights, seats, expected) => {
    expect(dealt({ method, weights, seats })).toEqual({ seats: expected, tie: false });
  });

  it.each<[readonly number[], number, readonly number[]]>([
    [[14, 28, 7, 35], 12, [2, 4, 1, 5]],
    [[0, 14, 28, 0, 0], 6, [0, 2, 4, 0, 0]],
  ])('%j for %d seats, whatever the method', (weights, seats, expected) => {
    for (const method of ['largestRemainder', 'dhondt', 'sainteLague'] as const) {
      expect(dealt({ method, weights, seats })).toEqual({ seats: expected, tie: false });
    }
  });

  it('the House of Representatives of 2020, where 89 more people would have kept a seat in New York', () => {
    const populations = UNITED_STATES_2020.map(([, population]) => population);
    const official = UNITED_STATES_2020.map(([, , seats]) => seats);
    expect(dealt({ method: 'huntingtonHill', weights: populations, seats: 435 })).toEqual({ seats: official, tie: false });
    const newYorkWith = (more: number): number => {
      const weights = UNITED_STATES_2020.map(([state, population]) => (state === 'NY' ? population + more : population));
      return dealt({ method: 'huntingtonHill', weights, seats: 435 }).seats[UNITED_STATES_2020.findIndex(([state]) => state === 'NY')] ?? 0;
    };
    expect([newYorkWith(88), newYorkWith(89)]).toEqual([26, 27]);
  });

  it('the Droop quota is another price of a seat', () => {
    const question = { method: 'largestRemainder', weights: [47000, 16000, 15800, 12000, 6100, 3100], seats: 10 } as const;
    expect(dealt({ ...question, quota: 'hare' }).seats).toEqual([5, 2, 1, 1, 1, 0]);
    expect(dealt({ ...question, quota: 'droop' }).seats).toEqual([5, 2, 2, 1, 0, 0]);
    expect(dealt(question).seats).toEqual([5, 2, 1, 1, 1, 0]);
  });

  it('seats and a weight may be none at all', () => {
    expect(dealt({ method: 'adams', weights: [3, 0], seats: 0 })).toEqual({ seats: [0, 0], tie: false });
    expect(dealt({ method: 'largestRemainder', weights: [3, 0], seats: 0 })).toEqual({ seats: [0, 0], tie: false });
    expect(dealt({ method: 'adams', weights: [3, 0], seats: 7, min: [0, 2] })).toEqual({ seats: [5, 2], tie: false });
  });
});

describe('ties', () => {
  it('the last seat goes to the earlier in the list, and it is said', () => {
    expect(dealt({ method: 'dhondt', weights: [6, 6, 2], seats: 10 })).toEqual({ seats: [5, 4, 1], tie: true });
    expect(dealt({ method: 'sainteLague', weights: [6, 6, 2], seats: 10 })).toEqual({ seats: [5, 4, 1], tie: true });
    expect(dealt({ method: 'sainteLague', weights: [2, 6, 6], seats: 10 })).toEqual({ seats: [2, 4, 4], tie: true });
    expect(dealt({ method: 'largestRemainder', weights: [6, 6, 2], seats: 11 })).toEqual({ seats: [5, 5, 1], tie: false });
    expect(dealt({ method: 'dhondt', weights: [1, 2], seats: 2 })).toEqual({ seats: [1, 1], tie: true });
    // 7 / 13 = 14 / 26: a thirteenth seat for seven subjects is worth a twenty-sixth for fourteen.
    expect(dealt({ method: 'dhondt', weights: SUBJECTS_BY_DISTRICT, seats: 161 })).toEqual({ seats: [33, 20, 14, 13, 25, 11, 18, 20, 7], tie: true });
    expect(dealt({ method: 'dhondt', weights: [1, 2], seats: 3 })).toEqual({ seats: [1, 2], tie: false });
  });

  it('first seats under adams, huntingtonHill and dean go by weight', () => {
    for (const method of ['adams', 'huntingtonHill', 'dean'] as const) {
      expect(dealt({ method, weights: [1, 5, 3], seats: 2 })).toEqual({ seats: [0, 1, 1], tie: false });
      expect(dealt({ method, weights: [1, 5, 1], seats: 2 })).toEqual({ seats: [1, 1, 0], tie: true });
    }
  });

  it('claims are compared by their squares, where drawn roots mistake which is stronger', () => {
    const [a, b] = [2185153408467161, 3784796725797431]; // 3a² = b² + 2, so a / √2 is above b / √6
    expect(a / Math.sqrt(2)).toBeLessThanOrEqual(b / Math.sqrt(6));
    expect(dealt({ method: 'huntingtonHill', weights: [a, b], seats: 4, min: [1, 2] })).toEqual({ seats: [2, 2], tie: false });
  });

  it('a cap or a floor that settles the last seat leaves no tie', () => {
    expect(dealt({ method: 'dhondt', weights: [6, 6], seats: 3 }).tie).toBe(true);
    expect(dealt({ method: 'dhondt', weights: [6, 6], seats: 3, max: [1, null] })).toEqual({ seats: [1, 2], tie: false });
    expect(dealt({ method: 'dhondt', weights: [6, 6], seats: 3, min: [0, 2] })).toEqual({ seats: [1, 2], tie: false });
    expect(dealt({ method: 'dhondt', weights: [6, 6], seats: 3, min: [1, 2] })).toEqual({ seats: [1, 2], tie: false });
  });
});

describe('what cannot be dealt', () => {
  const fair: ApportionmentCase = { method: 'sainteLague', weights: [60, 30, 10], seats: 10 };

  it.each<[string, Partial<ApportionmentCase>, string]>([
    ['LENGTHS_DIFFER', { min: [1, 1] }, '/min'],
    ['LENGTHS_DIFFER', { max: [1, 1, 9, 9] }, '/max'],
    ['MIN_GT_MAX', { min: [0, 3, 0], max: [null, 2, null] }, '/min/1'],
    ['NO_WEIGHT', { weights: [0, 0, 0] }, '/weights'],
    ['SUM_FLOORS_GT_SEATS', { min: [4, 4, 3] }, '/min'],
    ['SUM_CAPS_LT_SEATS', { max: [4, 4, 1] }, '/max'],
    ['SUM_CAPS_LT_SEATS', { weights: [60, 0, 10], max: [4, null, 4] }, '/max'],
    ['TOO_FEW_VOTES', { method: 'largestRemainder', quota: 'droop', weights: [1, 1, 1], seats: 7 }, '/weights'],
    ['TOO_FEW_VOTES', { method: 'largestRemainder', quota: 'droop', weights: [55, 30, 15], seats: 161 }, '/weights'],
  ])('%s: %j at %s', (code, change, pointer) => {
    expect(apportionSeats({ ...fair, ...change })).toEqual({ code, pointer, params: {} });
  });

  it('one seat less or one more, and it can', () => {
    expect(dealt({ ...fair, min: [4, 4, 2] }).seats).toEqual([4, 4, 2]);
    expect(dealt({ ...fair, max: [4, 4, 2] }).seats).toEqual([4, 4, 2]);
    expect(dealt({ ...fair, weights: [60, 0, 10], min: [0, 2, 0], max: [4, null, 4] }).seats).toEqual([4, 2, 4]);
    expect(dealt({ ...fair, method: 'largestRemainder', quota: 'droop', weights: [1, 1, 1], seats: 6 }).seats).toEqual([2, 2, 2]);
    expect(dealt({ ...fair, method: 'largestRemainder', quota: 'droop', weights: [6, 6, 2] }).seats).toEqual([4, 4, 2]);
  });

  it('a weight that is no whole number is a fault of the caller', () => {
    expect(() => apportionSeats({ ...fair, weights: [0.5, 1, 1] })).toThrow(RangeError);
  });
});

const methods = fc.constantFrom(...APPORTIONMENT_METHODS);
const divisorMethods = fc.constantFrom(...APPORTIONMENT_METHODS.filter((method) => method !== 'largestRemainder'));
const RUNS = { seed: 86, numRuns: 400 };

/** Small enough to try every set of seats; small weights tie often. */
const smallCases = fc.record({
  method: methods,
  quota: fc.constantFrom('hare' as const, 'droop' as const),
  units: fc.array(fc.record({ weight: fc.nat(9), min: fc.nat(2), more: fc.option(fc.nat(4)) }), { minLength: 1, maxLength: 4 }),
  seats: fc.nat(9),
  bounded: fc.boolean(),
}).map(({ method, quota, units, seats, bounded }): ApportionmentCase => ({
  method,
  quota,
  weights: units.map(({ weight }) => weight),
  seats,
  ...(bounded ? { min: units.map(({ min }) => min), max: units.map(({ min, more }) => (more === null ? null : min + more)) } : {}),
}));

const votes = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 12 });

describe('of any apportionment', () => {
  it('the seats are lawful by definition, a tie is another set as lawful, and a refusal leaves none', () => {
    const seen = { tie: 0, clear: 0, refused: 0, bounded: 0 };
    fc.assert(fc.property(smallCases, (question) => {
      const answer = apportionSeats(question);
      if ('code' in answer) {
        seen.refused++;
        if (answer.code === 'SUM_FLOORS_GT_SEATS' || answer.code === 'SUM_CAPS_LT_SEATS') expect(everyLawful(question)).toEqual([]);
        return;
      }
      seen[answer.tie ? 'tie' : 'clear']++;
      if (question.min) seen.bounded++;
      const lawful = everyLawful(question);
      expect(lawful).toContainEqual(answer.seats);
      expect(lawful.length > 1).toBe(answer.tie);
    }), { seed: 86, numRuns: 3000 });
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(100);
  });

  it('all seats are dealt and every bound is kept', () => {
    const bounded = fc.array(
      fc.record({ weight: fc.integer({ min: 1, max: 100_000 }), min: fc.nat(20), more: fc.nat(60) }), { minLength: 1, maxLength: 12 },
    ).chain((units) => {
      const [least, most] = [units.reduce((sum, { min }) => sum + min, 0), units.reduce((sum, { min, more }) => sum + min + more, 0)];
      return fc.tuple(fc.constant(units), fc.integer({ min: least, max: most }), methods);
    });
    fc.assert(fc.property(bounded, ([units, seats, method]) => {
      const answer = dealt({
        method, seats, weights: units.map(({ weight }) => weight), min: units.map(({ min }) => min), max: units.map(({ min, more }) => min + more),
      });
      expect(answer.seats.reduce((sum, held) => sum + held, 0)).toBe(seats);
      for (const [i, { min, more }] of units.entries()) {
        expect(answer.seats[i]).toBeGreaterThanOrEqual(min);
        expect(answer.seats[i]).toBeLessThanOrEqual(min + more);
      }
    }), RUNS);
  });

  it('weights count only in proportion', () => {
    fc.assert(fc.property(methods, votes, fc.nat(200), fc.integer({ min: 2, max: 1000 }), (method, weights, seats, times) => {
      expect(dealt({ method, weights: weights.map((weight) => weight * times), seats })).toEqual(dealt({ method, weights, seats }));
    }), RUNS);
  });

  it('a larger weight never holds less', () => {
    fc.assert(fc.property(methods, votes, fc.nat(200), (method, weights, seats) => {
      const bySize = weights.toSorted((a, b) => b - a);
      const held = seatsOf(method, bySize, seats);
      expect(held).toEqual(held.toSorted((a, b) => b - a));
    }), RUNS);
  });

  it('the largest remainder stays within a seat of the exact share', () => {
    fc.assert(fc.property(votes, fc.nat(200), (weights, seats) => {
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      for (const [i, held] of seatsOf('largestRemainder', weights, seats).entries()) {
        expect(Math.abs(held * total - (weights[i] ?? 0) * seats)).toBeLessThan(total);
      }
    }), RUNS);
  });

  it('another seat takes none away under a divisor method', () => {
    fc.assert(fc.property(divisorMethods, votes, fc.nat(200), (method, weights, seats) => {
      const more = seatsOf(method, weights, seats + 1);
      for (const [i, held] of seatsOf(method, weights, seats).entries()) expect(more[i]).toBeGreaterThanOrEqual(held);
    }), RUNS);
  });

  it('another seat takes one away under the largest remainder (Alabama paradox)', () => {
    expect(seatsOf('largestRemainder', [6, 6, 2], 10)).toEqual([4, 4, 2]);
    expect(seatsOf('largestRemainder', [6, 6, 2], 11)).toEqual([5, 5, 1]);
  });
});
