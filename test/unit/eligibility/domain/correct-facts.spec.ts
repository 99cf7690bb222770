import { classifyFacts, correctFacts } from '../../../../src/eligibility/domain/correct-facts';
import type { Employment, PersonFacts } from '../../../../src/eligibility/domain/eligibility-facts';

const job = (id: string, change: Partial<Employment> = {}): Employment => ({ id, start: '2020-01-01', end: null, postCategory: null, group: 'main', ...change });
const person = (...employments: Employment[]): PersonFacts => ({ birthDate: '1980-05-17', citizenship: 'RU', education: 'higher', employments });
const facts = { subject: person(job('a'), job('b')), documents: ['consent'] };

describe('corrected facts', () => {
  it('replace, add and withdraw records, and leave the facts they are made from alone', () => {
    const before = structuredClone(facts);
    const corrected = correctFacts(facts, [
      { fact: 'employment', id: 'a', employment: job('a', { start: '2021-05' }) },
      { fact: 'employment', id: 'b', employment: null },
      { fact: 'employment', id: 'new', employment: job('new') },
    ]);
    expect(corrected.subject.employments).toEqual([job('a', { start: '2021-05' }), job('new')]);
    expect(facts).toEqual(before);
  });

  it('note documents in order, once, or no longer', () => {
    const note = (key: string, received: boolean) => correctFacts(facts, [{ fact: 'document', key, received }]).documents;
    expect(note('birth', true)).toEqual(['birth', 'consent']);
    expect(note('consent', true)).toEqual(['consent']);
    expect(note('consent', false)).toEqual([]);
  });

  it('change of a person what is named, and find the record of a member of a team', () => {
    expect(correctFacts(facts, [{ fact: 'person', known: { education: 'secondary' } }]).subject).toEqual({ ...facts.subject, education: 'secondary' });
    const team = { ...facts, subject: person(), members: [person(job('x')), person(job('y'))] };
    expect(correctFacts(team, [{ fact: 'employment', id: 'y', employment: null }])).toEqual({ ...team, members: [person(job('x')), person()] });
  });
});

describe('classified facts', () => {
  it('have what was decided in the records named; what was left out stays as proposed', () => {
    const classified = classifyFacts({ ...facts, members: [person(job('a'))] }, new Map([['a', { postCategory: 'unit-head', sphere: 'organisation' }]]));
    const changed = { ...job('a'), postCategory: 'unit-head', group: 'main', sphere: 'organisation', municipalityType: undefined };
    expect(classified.subject.employments).toEqual([changed, job('b')]);
    expect(classified.members[0]!.employments).toEqual([changed]);
  });
});
