import { checkVotes, type EnteredVotes, type Voting } from '../../../../src/commission/domain/check-votes';
import { findTies } from '../../../../src/commission/domain/find-ties';

const voters = ['chair', 'a', 'b', 'c', 'absent'].map((id) => ({ id, present: id !== 'absent' }));
const BY_NAME: Voting = { voters, presidingId: 'chair', conflicting: new Set(), rules: { chairCasts: true } };
const BY_COUNT: Voting = { ...BY_NAME, rules: { chairCasts: true, voting: 'by-count' } };
const NONE = { recusals: [], dissents: [] };
const votes = (...said: readonly [string, 'for' | 'against' | 'abstained'][]): EnteredVotes['votes'] => said.map(([memberId, vote]) => ({ memberId, vote }));
const ALL = votes(['chair', 'for'], ['a', 'for'], ['b', 'against'], ['c', 'abstained']);
const faults = (entered: EnteredVotes, voting: Voting): string[] => checkVotes(entered, voting).faults.map(({ pointer, code }) => `${pointer} ${code}`);

describe('votes as they are entered', () => {
  it('are counted by name, with the vote of the one who presides', () => {
    expect(checkVotes({ ...NONE, votes: ALL }, BY_NAME)).toEqual({
      faults: [], counted: { members: 5, present: 4, recused: 0, recusedPresent: 0, votes: { for: 2, against: 1, abstained: 1 }, presiding: 'for' },
    });
  });

  it('leave out who is recused, present or not', () => {
    const recusals = [{ memberId: 'c', reason: 'MEMBER_TIED' }, { memberId: 'absent', reason: 'MEMBER_TIED' }];
    expect(checkVotes({ ...NONE, recusals, votes: ALL!.slice(0, 3) }, BY_NAME).counted).toMatchObject({ recused: 2, recusedPresent: 1, votes: { for: 2, against: 1, abstained: 0 } });
  });

  it.each<[string, EnteredVotes, Voting, string[]]>([
    ['a stranger', { ...NONE, votes: votes(['who', 'for']) }, BY_NAME, ['/votes/0/memberId MEMBER_UNKNOWN']],
    ['one twice', { ...NONE, votes: [...ALL!, ALL![0]!] }, BY_NAME, ['/votes/4/memberId MEMBER_NAMED_TWICE']],
    ['one who was not there', { ...NONE, votes: [...ALL!, { memberId: 'absent', vote: 'for' }] }, BY_NAME, ['/votes/4/memberId VOTER_ABSENT']],
    ['one who is recused', { ...NONE, votes: ALL, recusals: [{ memberId: 'a', reason: 'OWN_WISH' }] }, BY_NAME, ['/votes/1/memberId VOTER_RECUSED']],
    ['one who is tied and does not say so', { ...NONE, votes: ALL }, { ...BY_NAME, conflicting: new Set(['b']) }, ['/recusals MEMBER_TIED']],
    ['silence of one who is there', { ...NONE, votes: ALL!.slice(1) }, BY_NAME, ['/votes VOTES_MISSING']],
    ['figures where names are asked', { ...NONE, counts: { for: 4, against: 0, abstained: 0 } }, BY_NAME, ['/votes VOTES_BY_NAME', '/counts VOTES_BY_NAME']],
    ['names where figures are asked', { ...NONE, votes: ALL }, BY_COUNT, ['/counts VOTES_BY_COUNT', '/votes VOTES_BY_COUNT']],
    ['more votes than people', { ...NONE, counts: { for: 5, against: 0, abstained: 0 } }, BY_COUNT, ['/counts VOTES_MISSING']],
    ['equal figures without the chair', { ...NONE, counts: { for: 2, against: 2, abstained: 0 } }, BY_COUNT, ['/presidingVote PRESIDING_VOTE_NEEDED']],
    ['dissent of one who did not vote', { ...NONE, votes: ALL, dissents: [{ memberId: 'absent', text: 'Против' }] }, BY_NAME, ['/dissents/0/memberId DISSENT_OF_A_VOTER']],
  ])('refuse %s', (_, entered, voting, expected) => {
    expect(faults(entered, voting)).toEqual(expected);
  });
});

describe('ties of members', () => {
  const members = [{ id: 'a', region: '36', organisationInn: '7707083893' }, { id: 'b', region: '77', organisationInn: null }, { id: 'c', region: null, organisationInn: '7707083893' }];
  const person = { region: '36', organisationInn: '7707083893' };

  it('are of the kinds the policy names, the first first', () => {
    expect([...findTies(['declared', 'same-organisation'], members, [person])]).toEqual([['a', 'same-organisation'], ['c', 'same-organisation']]);
    expect([...findTies(['same-region', 'same-organisation'], members, [person])]).toEqual([['a', 'same-region'], ['c', 'same-organisation']]);
    expect(findTies(['declared', 'nominator'], members, [person]).size).toBe(0);
  });

  it('do not come from what is not recorded', () => {
    expect(findTies(['same-organisation', 'same-region'], [{ id: 'x', region: null, organisationInn: null }], [{ region: '36', organisationInn: null }]).size).toBe(0);
  });
});
