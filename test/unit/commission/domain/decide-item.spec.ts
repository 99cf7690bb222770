import * as fc from 'fast-check';
import { type CountedItem, decideItem, quorumOf, type Vote, VOTES } from '../../../../src/commission/domain/decide-item';

const OF_ALL = { quorum: 'majority-of-all', decision: 'majority-of-all', chairCasts: true } as const;
const OF_PRESENT = { ...OF_ALL, decision: 'majority-of-present' } as const;

const item = (members: number, present: number, votes: readonly [number, number, number], change: Partial<CountedItem> = {}): CountedItem => ({
  members, present, recused: 0, recusedPresent: 0, votes: { for: votes[0], against: votes[1], abstained: votes[2] }, presiding: 'for', ...change,
});
const outcome = (...args: Parameters<typeof decideItem>): string => {
  const { outcome: came, reasons } = decideItem(...args);
  return `${came} ${reasons.at(-1)!.code}`;
};

describe('quorum', () => {
  it.each([[1, 1, 1], [5, 3, 4], [6, 4, 4], [9, 5, 6], [10, 6, 7], [11, 6, 8], [15, 8, 10]])('of %i members: %i as a majority, %i as two thirds', (members, majority, twoThirds) => {
    expect([quorumOf(members, 'majority-of-all'), quorumOf(members, 'two-thirds-of-all')]).toEqual([majority, twoThirds]);
  });
});

describe('what came of an item', () => {
  it.each<[string, CountedItem, typeof OF_ALL | typeof OF_PRESENT, string]>([
    ['is nothing without a quorum of all, however many of those present agree', item(11, 5, [5, 0, 0]), OF_ALL, 'no-decision NO_QUORUM'],
    ['is nothing in a commission without members', item(0, 0, [0, 0, 0]), OF_ALL, 'no-decision NO_QUORUM'],
    ['is nothing where recusals leave too few who may vote', item(11, 6, [3, 0, 0], { recused: 3, recusedPresent: 3 }), OF_ALL, 'no-decision NO_QUORUM_ON_ITEM'],
    ['is nothing where all are recused', item(3, 3, [0, 0, 0], { recused: 3, recusedPresent: 3 }), OF_ALL, 'no-decision NO_QUORUM_ON_ITEM'],
    ['is adopted by more than half of all', item(11, 8, [6, 2, 0]), OF_ALL, 'adopted MAJORITY_REACHED'],
    ['is not adopted by a majority of those present where one of all is asked', item(11, 8, [5, 3, 0]), OF_ALL, 'rejected MAJORITY_NOT_REACHED'],
    ['is adopted by it where the policy says so', item(11, 8, [5, 3, 0]), OF_PRESENT, 'adopted MAJORITY_REACHED'],
    ['counts who abstains as not for', item(11, 8, [4, 0, 4]), OF_PRESENT, 'rejected MAJORITY_NOT_REACHED'],
    ['takes a recused member off both sides', item(11, 7, [6, 0, 0], { recused: 1, recusedPresent: 1 }), OF_ALL, 'adopted MAJORITY_REACHED'],
    ['follows the chair among equals', item(10, 10, [5, 5, 0]), OF_ALL, 'adopted CASTING_VOTE_FOR'],
    ['follows the chair against', item(10, 10, [5, 5, 0], { presiding: 'against' }), OF_ALL, 'rejected CASTING_VOTE_AGAINST'],
    ['has no casting vote of one who is recused', item(10, 10, [5, 5, 0], { presiding: null }), OF_ALL, 'rejected MAJORITY_NOT_REACHED'],
    ['needs a majority of all even with the chair', item(12, 10, [5, 5, 0]), OF_ALL, 'rejected MAJORITY_NOT_REACHED'],
    ['needs no more than the chair among those present', item(12, 10, [4, 4, 2]), OF_PRESENT, 'adopted CASTING_VOTE_FOR'],
  ])('%s', (_, counted, rules, expected) => {
    expect(outcome(counted, rules)).toBe(expected);
  });

  it('has no casting vote where the policy gives none', () => {
    expect(outcome(item(10, 10, [5, 5, 0]), { ...OF_ALL, chairCasts: false })).toBe('rejected MAJORITY_NOT_REACHED');
  });

  const meeting = fc.integer({ min: 1, max: 30 }).chain((members) =>
    fc.record({ roll: fc.array(fc.record({ present: fc.boolean(), recused: fc.boolean(), vote: fc.constantFrom<Vote>(...VOTES) }), { minLength: members, maxLength: members }), chair: fc.nat({ max: members - 1 }) }),
  );
  const countOf = (roll: readonly { present: boolean; recused: boolean; vote: Vote }[], chair: number): CountedItem => {
    const voting = roll.filter(({ present, recused }) => present && !recused);
    const presides = roll[chair]!;
    return {
      members: roll.length, present: roll.filter(({ present }) => present).length, recused: roll.filter(({ recused }) => recused).length, recusedPresent: roll.filter(({ present, recused }) => present && recused).length,
      votes: { for: voting.filter(({ vote }) => vote === 'for').length, against: voting.filter(({ vote }) => vote === 'against').length, abstained: voting.filter(({ vote }) => vote === 'abstained').length },
      presiding: presides.present && !presides.recused ? presides.vote : null,
    };
  };

  it('is adopted only where more are for than against, or as many with the chair', () => {
    fc.assert(fc.property(meeting, fc.constantFrom(OF_ALL, OF_PRESENT), ({ roll, chair }, rules) => {
      const counted = countOf(roll, chair);
      if (decideItem(counted, rules).outcome !== 'adopted') return;
      expect(counted.votes.for > counted.votes.against || (counted.votes.for === counted.votes.against && counted.presiding === 'for')).toBe(true);
      expect(counted.present * 2).toBeGreaterThan(counted.members);
    }));
  });

  it('does not change with what a recused or absent member would have said', () => {
    fc.assert(fc.property(meeting, fc.constantFrom<Vote>(...VOTES), ({ roll, chair }, other) => {
      const changed = roll.map((one) => (one.present && !one.recused ? one : { ...one, vote: other }));
      expect(decideItem(countOf(changed, chair), OF_ALL)).toEqual(decideItem(countOf(roll, chair), OF_ALL));
    }));
  });

  it('is never lost by one more vote for', () => {
    fc.assert(fc.property(meeting, fc.nat({ max: 29 }), fc.constantFrom(OF_ALL, OF_PRESENT), ({ roll, chair }, at, rules) => {
      const i = at % roll.length;
      const better = roll.map((one, k) => (k === i ? { ...one, vote: 'for' as const } : one));
      if (decideItem(countOf(roll, chair), rules).outcome === 'adopted') expect(decideItem(countOf(better, chair), rules).outcome).toBe('adopted');
    }));
  });
});
