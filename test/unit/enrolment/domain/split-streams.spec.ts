import fc from 'fast-check';
import { type Listener, splitStreams, type StreamFamily, type StreamsQuestion, type StreamSplit } from '../../../../src/enrolment/domain/split-streams';
import { Random } from '../../../../src/kernel/seeded-random';

const listener = (number: string, group: string, category: string, sex: string): Listener => ({ number, values: { territory: number.slice(0, 2), group, category, sex } });
const FAMILIES: readonly StreamFamily[] = ['group', 'category', 'sex'];

/** Like the School of mayors: 161 people of eight districts and four categories, 85 % men. */
function school(seed: string): Listener[] {
  const random = new Random(seed);
  return Array.from({ length: 161 }, (_, i) => listener(
    `${10 + random.whole(0, 80)}-${String(i).padStart(4, '0')}`, ['cfo', 'szfo', 'yufo', 'skfo', 'pfo', 'ufo', 'sfo', 'dfo'][random.weighted([18, 11, 8, 7, 14, 6, 10, 11])]!,
    ['head', 'deputy-head', 'regional-body', 'organisation'][random.weighted([60, 50, 30, 21])]!, random.chance(0.15) ? 'female' : 'male',
  ));
}

const sizes = ({ lines }: StreamSplit, count: number): number[] => Array.from({ length: count }, (_, i) => lines.filter(({ stream }) => stream === i + 1).length);

/** The figure, counted from the lines. */
function imbalanceOf({ people, balancedBy, count }: StreamsQuestion, streamOf: (number: string) => number): number {
  let sum = 0;
  for (const family of balancedBy) {
    for (const value of new Set(people.map(({ values }) => values[family]))) {
      const counts = Array.from({ length: count }, (_, i) => people.filter(({ number, values }) => values[family] === value && streamOf(number) === i + 1).length);
      sum += Math.max(...counts) - Math.min(...counts);
    }
  }
  return sum;
}

/** The least figure of all splits of these sizes, every one tried. */
function bruteForce(question: StreamsQuestion): number {
  const { people, count } = question;
  const room = Array.from({ length: count }, (_, i) => Math.floor(people.length / count) + (i < people.length % count ? 1 : 0));
  const at = new Map<string, number>();
  let least = Infinity;
  const place = (i: number): void => {
    if (i === people.length) {
      least = Math.min(least, imbalanceOf(question, (number) => at.get(number)!));
      return;
    }
    for (let stream = 1; stream <= count; stream++) {
      if (room[stream - 1] === 0) continue;
      room[stream - 1]!--;
      at.set(people[i]!.number, stream);
      place(i + 1);
      room[stream - 1]!++;
    }
  };
  place(0);
  return least;
}

const crowd = (most: number): fc.Arbitrary<Listener[]> =>
  fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y', 'z'), fc.constantFrom('f', 'm')), { minLength: 1, maxLength: most })
    .map((list) => list.map(([group, category, sex], i) => listener(`36-${String(i).padStart(4, '0')}`, group, category, sex)));

describe('streams', () => {
  it.each(['2026', 'A', 'B', 'C', 'D'])('split 161 into 81 and 80, as evenly as anybody can: proven (%s)', (seed) => {
    const split = splitStreams({ count: 2, balancedBy: FAMILIES, people: school(seed), seed: 's' });
    expect(sizes(split, 2)).toEqual([81, 80]);
    expect(split).toMatchObject({ proven: true, excess: 0, imbalance: split.least });
    expect(split.imbalance).toBeLessThanOrEqual(14);
  });

  it('are the same with the same seed, whatever the order of people, and others with another', () => {
    const people = school('order');
    const question = { count: 2, balancedBy: FAMILIES, people, seed: 's' };
    expect(splitStreams({ ...question, people: people.toReversed() })).toEqual(splitStreams(question));
    expect(splitStreams({ ...question, seed: 't' }).lines).not.toEqual(splitStreams(question).lines);
  });

  it('are never worse than the best of all splits of a small list, every one of which is tried', () => {
    fc.assert(
      fc.property(crowd(8), fc.constantFrom(2, 2, 3), fc.string(), (people, count, seed) => {
        const question: StreamsQuestion = { count, balancedBy: FAMILIES, people, seed };
        const split = splitStreams(question);
        const streams = new Map(split.lines.map(({ number, stream }) => [number, stream]));
        expect(split.imbalance).toBe(imbalanceOf(question, (number) => streams.get(number)!));
        expect(split.imbalance).toBe(bruteForce(question));
        expect(split.least).toBeLessThanOrEqual(split.imbalance);
      }),
      { numRuns: 250 },
    );
  });

  it('have everybody once, sizes that differ by one at most, and the larger ones first', () => {
    fc.assert(fc.property(crowd(40), fc.integer({ min: 2, max: 5 }), (people, count) => {
      const split = splitStreams({ count, balancedBy: FAMILIES, people, seed: 's' });
      expect(split.lines.map(({ number }) => number)).toEqual(people.map(({ number }) => number));
      expect(sizes(split, count)).toEqual(Array.from({ length: count }, (_, i) => Math.floor(people.length / count) + (i < people.length % count ? 1 : 0)));
    }), { numRuns: 50 });
  });

  it.each([
    [5, 'cyf bzm aym axf aym axf cxf ayf cxm bxm cyf'], [5, 'axm cym czf bxf bzf azm ayf czf cym czf axm bym'],
    [5, 'axm bzm cym cxf czf ayf ayf'], [5, 'czf bzm bym cxm aym cxf cxf byf bzm azf'],
  ])('come to an end where fractions went round for ever: %i of %s', (count, crowded) => {
    const people = crowded.split(' ').map(([group, category, sex], i) => listener(`36-${String(i).padStart(4, '0')}`, group!, category!, sex!));
    expect(splitStreams({ count, balancedBy: FAMILIES, people, seed: 's' }).lines).toHaveLength(people.length);
  });

  it('leave settled people where they are and fill up around them', () => {
    const people = school('fixed');
    const fixed = new Map(people.slice(0, 40).map(({ number }, i) => [number, 1 + (i % 2)]));
    const split = splitStreams({ count: 2, balancedBy: FAMILIES, people, seed: 's', fixed });
    const streams = new Map(split.lines.map(({ number, stream }) => [number, stream]));
    for (const [number, stream] of fixed) expect(streams.get(number)).toBe(stream);
    expect(sizes(split, 2)).toEqual([81, 80]);
  });

  it('keep limits before evenness, and say by how many people a limit cannot be kept', () => {
    const people = Array.from({ length: 8 }, (_, i) => listener(`36-000${i}`, 'cfo', 'head', i < 4 ? 'female' : 'male'));
    const limited = (max: number): StreamSplit => splitStreams({ count: 2, balancedBy: ['category'], people, seed: 's', limits: [{ family: 'sex', value: 'female', max }] });
    expect(limited(2)).toMatchObject({ excess: 0 });
    expect(new Set(limited(2).lines.slice(0, 4).map(({ stream }) => stream)).size).toBe(2);
    expect(limited(1)).toMatchObject({ excess: 2, proven: false });
  });
});
