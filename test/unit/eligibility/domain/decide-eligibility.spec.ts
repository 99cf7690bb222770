import fc from 'fast-check';
import type { Criterion, CriterionLeaf, TenureCriterion } from '../../../../src/campaign/domain/policy-criteria';
import type { EligibilityDecision } from '../../../../src/eligibility/domain/decide-eligibility';
import { decideEligibility } from '../../../../src/eligibility/domain/decide-eligibility';
import type { EligibilityFacts, Employment, Evidence, MemberFacts, PersonFacts } from '../../../../src/eligibility/domain/eligibility-facts';

const REFERENCE = '2026-03-01';

const PERSON: PersonFacts = {
  birthDate: '1980-05-17', citizenship: 'RU', education: 'higher', employments: [],
  post: { category: 'municipal-office', region: '55', municipalityType: 'rural-settlement' }, registrationRegion: '55',
};

function facts(person: Partial<PersonFacts> = {}, more: Partial<EligibilityFacts> = {}): EligibilityFacts {
  return { category: 'head', region: '55', subject: { ...PERSON, ...person }, documents: new Set(), ...more };
}

function job(start: string, end: string | null, about: Partial<Employment> = {}): Employment {
  return { id: `from-${start}`, start, end, postCategory: 'unit-head', ...about };
}

/** Outcome, code and parameters of a policy of one criterion. */
function one(leaf: CriterionLeaf, of: EligibilityFacts): { outcome: string; code?: string; params?: object } {
  const { outcome, reasons: [reason] } = decideEligibility(leaf, REFERENCE, of);
  return { outcome, ...reason };
}

const TENURE: TenureCriterion = {
  type: 'tenure', key: 'managerial', subject: 'self', periods: {}, method: 'legal30', minMonths: { value: 60, inclusive: true },
};

describe('tenure', () => {
  it('explains what a person has, what is needed, and which records count', () => {
    const career = [job('2018-01-01', '2019-12-31'), job('2021-05-01', null, { postCategory: 'adviser' })];
    const leaf: TenureCriterion = { ...TENURE, periods: { postCategories: ['unit-head'] }, minMonths: { value: 30, inclusive: true } };
    expect(decideEligibility(leaf, REFERENCE, facts({ employments: career }))).toEqual({
      outcome: 'fail',
      reasons: [{
        code: 'TENURE_SHORT',
        params: {
          criterion: 'managerial', state: 'not-met', decisive: true, method: 'legal30', asOf: REFERENCE,
          haveYears: 2, haveMonths: 0, haveDays: 0, needYears: 2, needMonths: 6, needInclusive: true,
          periods: ['2018-01-01..2019-12-31'], records: ['from-2018-01-01'],
        },
      }],
      measures: { 'tenure:managerial': 730 },
    });
  });

  it('counts on the reference date, or on the day the criterion names', () => {
    const employed = facts({ employments: [job('2021-03-02', null)] });
    expect(one(TENURE, employed)).toMatchObject({ outcome: 'pass', code: 'TENURE_MET', params: { haveYears: 5, haveDays: 0 } });
    expect(one({ ...TENURE, asOf: '2026-02-27' }, employed)).toMatchObject({ outcome: 'fail', params: { asOf: '2026-02-27' } });
  });

  it('asks a person where the legal and the calendar reading disagree on the requirement, either way round', () => {
    const boundary = facts({ employments: [job('2018-09-02', '2023-08-31')] });
    expect(one(TENURE, boundary))
      .toMatchObject({ outcome: 'undetermined', code: 'TENURE_METHODS_DISAGREE', params: { state: 'met', haveYears: 5, haveMonths: 0 } });
    expect(one({ ...TENURE, method: 'calendar' }, boundary))
      .toMatchObject({ outcome: 'undetermined', code: 'TENURE_METHODS_DISAGREE', params: { state: 'not-met', haveYears: 4, haveMonths: 11 } });
    // Both agree that a limit of 61 months is missed and one of 59 reached.
    expect(one({ ...TENURE, minMonths: { value: 61, inclusive: true } }, boundary).outcome).toBe('fail');
    expect(one({ ...TENURE, minMonths: { value: 59, inclusive: true } }, boundary).outcome).toBe('pass');
  });

  it('asks a person where the deciding method stands alone', () => {
    // 28 days in the columns; a month and a day by the calendar.
    const february = facts({ employments: [job('2023-01-31', '2023-02-28')] });
    const month: TenureCriterion = { ...TENURE, method: 'column30', minMonths: { value: 1, inclusive: true } };
    expect(one(month, february)).toMatchObject({ outcome: 'undetermined', code: 'TENURE_METHODS_DISAGREE', params: { state: 'not-met' } });
  });

  it('needs a day more where the limit is not inclusive', () => {
    const exclusive: TenureCriterion = { ...TENURE, minMonths: { value: 60, inclusive: false } };
    expect(one(exclusive, facts({ employments: [job('2021-03-02', null)] })).outcome).toBe('fail');
    expect(one(exclusive, facts({ employments: [job('2021-03-01', null)] })).outcome).toBe('pass');
  });

  it('applies the greatest coefficient whose periods the record belongs to', () => {
    const coefficients = [{ periods: { spheres: ['north'] }, factor: '1.5' }, { periods: { spheres: ['north', 'army'] }, factor: '2' }];
    const of = (sphere: string): unknown =>
      one({ ...TENURE, coefficients }, facts({ employments: [job('2017-09-18', '2023-05-10', { sphere })] })).params;
    expect(of('north')).toMatchObject({ haveYears: 11, haveMonths: 3, haveDays: 16 });
    expect(of('army')).toMatchObject({ haveYears: 11, haveMonths: 3, haveDays: 16 });
    expect(of('south')).toMatchObject({ haveYears: 5, haveMonths: 7, haveDays: 23 });
  });

  it('does not refuse for a record nobody has classified, unless the career is too short even with it', () => {
    const managers: TenureCriterion = { ...TENURE, periods: { postCategories: ['unit-head'] } };
    const career = (start: string): EligibilityFacts => facts({
      employments: [job('2024-01-01', '2024-12-31'), job(start, '2023-12-31', { postCategory: null })],
    });
    expect(one(managers, career('2020-01-01'))).toMatchObject({
      outcome: 'undetermined', code: 'TENURE_UNCLASSIFIED', params: { haveYears: 1, unclassified: ['from-2020-01-01'] },
    });
    expect(one(managers, career('2021-01-01'))).toMatchObject({ outcome: 'fail', code: 'TENURE_SHORT' });
  });

  it('does not take an empty or a wrong career for a short one', () => {
    expect(one(TENURE, facts())).toMatchObject({ outcome: 'undetermined', code: 'TENURE_NO_RECORDS' });
    const wrong = facts({ employments: [job('2020-01-01', '2019-01-01')] });
    expect(one(TENURE, wrong)).toMatchObject({ outcome: 'undetermined', code: 'TENURE_DATES_WRONG' });
  });
});

describe('age', () => {
  const upTo = (inclusive: boolean): CriterionLeaf =>
    ({ type: 'age', key: 'age', subject: 'self', from: { value: 23, inclusive: true }, to: { value: 55, inclusive } });

  it.each([
    ['1971-03-02', 54, 'pass', 'pass'],
    ['1971-03-01', 55, 'fail', 'pass'],
    ['1970-03-02', 55, 'fail', 'pass'],
    ['1970-03-01', 56, 'fail', 'fail'],
    ['2003-03-01', 23, 'pass', 'pass'],
    ['2003-03-02', 22, 'fail', 'fail'],
  ])('born %s, %i on the day: up to 55 %s, up to 55 inclusive %s', (birthDate, age, exclusive, inclusive) => {
    expect(one(upTo(false), facts({ birthDate }))).toMatchObject({ outcome: exclusive, params: { age } });
    expect(one(upTo(true), facts({ birthDate }))).toMatchObject({ outcome: inclusive, params: { age } });
  });

  it('says which side was missed, and nothing without a birth date', () => {
    expect(one(upTo(true), facts({ birthDate: '2010-01-01' })).code).toBe('AGE_BELOW');
    expect(one(upTo(true), facts({ birthDate: '1950-01-01' })).code).toBe('AGE_ABOVE');
    expect(one(upTo(true), facts({ birthDate: null }))).toMatchObject({ outcome: 'undetermined', code: 'AGE_UNKNOWN' });
    const over: CriterionLeaf = { type: 'age', key: 'age', subject: 'self', from: { value: 18, inclusive: false }, asOf: '2026-05-17' };
    expect(one(over, facts({ birthDate: '2008-05-17' })).outcome).toBe('fail');
  });
});

describe('the other criteria: met, not met, not checked', () => {
  const head: Criterion = { type: 'post', key: 'k', subject: 'self', periods: { postCategories: ['municipal-office'] } };
  it.each<[CriterionLeaf, EligibilityFacts, EligibilityFacts, EligibilityFacts, string]>([
    [{ type: 'education', key: 'k', subject: 'self', level: 'unfinished-higher' },
      facts(), facts({ education: 'secondary-professional' }), facts({ education: null }), 'EDUCATION'],
    [{ type: 'citizenship', key: 'k', subject: 'self', country: 'RU' },
      facts(), facts({ citizenship: 'BY' }), facts({ citizenship: null }), 'CITIZENSHIP'],
    [{ type: 'territory', key: 'k', subject: 'self', of: 'post', regions: ['55', '72'] },
      facts(), facts({ post: { category: null, region: '54' } }), facts({ post: undefined }), 'TERRITORY'],
    [{ type: 'territory', key: 'k', subject: 'self', of: 'registration', regions: ['55'] },
      facts(), facts({ registrationRegion: '77' }), facts({ registrationRegion: undefined }), 'TERRITORY'],
    [{ type: 'category', key: 'k', categories: ['head', 'deputy'] },
      facts(), facts({}, { category: 'organisation' }), facts({}, { category: null }), 'CATEGORY'],
    [head, facts(), facts({ post: { category: 'adviser' } }), facts({ post: undefined }), 'POST'],
    [head, facts(), facts({ post: { category: 'adviser' } }), facts({ post: { category: null } }), 'POST'],
    [{ ...head, asOf: '2024-01-01' },
      facts({ employments: [job('2023-01-01', '2024-01-01', { postCategory: 'municipal-office' })] }),
      facts({ employments: [job('2023-01-01', null)] }), facts({ employments: [job('2024-01-02', null)] }), 'POST'],
  ])('%j', (leaf, met, notMet, notChecked, code) => {
    expect(one(leaf, met)).toMatchObject({ outcome: 'pass', code: `${code}_MET` });
    expect(one(leaf, notMet)).toMatchObject({ outcome: 'fail', code: expect.stringMatching(`^${code}_(BELOW|OTHER)$`) });
    expect(one(leaf, notChecked)).toMatchObject({ outcome: 'undetermined', code: `${code}_UNKNOWN` });
  });

  it('a document that is not there is not checked, never refused', () => {
    const consent: CriterionLeaf = { type: 'document', key: 'consent-given', document: 'consent' };
    expect(one(consent, facts({}, { documents: new Set(['consent']) }))).toMatchObject({ outcome: 'pass', code: 'DOCUMENT_RECEIVED' });
    expect(one(consent, facts({}, { documents: new Set(['diploma']) })))
      .toMatchObject({ outcome: 'undetermined', code: 'DOCUMENT_NOT_RECEIVED', params: { document: 'consent' } });
  });
});

describe('what was looked up elsewhere', () => {
  const GRADUATE: CriterionLeaf = { type: 'candidacy', key: 'k', subject: 'self', programme: 'school-of-mayors', statuses: ['graduated'] };
  const WINNER: CriterionLeaf = { type: 'list', key: 'k', subject: 'self', list: 'winners', results: ['winner', 'finalist'] };
  const known = (about: Partial<Evidence>): EligibilityFacts => facts({ evidence: [{ criterion: 'k', recognisable: true, imported: true, found: [], ...about }] });
  const found = (...values: readonly [value: string | null, certain: boolean][]): EligibilityFacts =>
    known({ found: values.map(([value, certain]) => ({ value, certain, since: '2025-06-01', source: 'Протокол 3' })) });

  it.each<[string, EligibilityFacts, string, string]>([
    ['a graduate', found(['graduated', true]), 'pass', 'CANDIDACY_MET'],
    ['one of several parts taken is enough', found(['rejected', true], ['graduated', true]), 'pass', 'CANDIDACY_MET'],
    ['another status', found(['rejected', true]), 'fail', 'CANDIDACY_OTHER'],
    ['a namesake is neither taken nor passed over', found(['graduated', false]), 'undetermined', 'CANDIDACY_ALIKE'],
    ['a namesake of another status does not matter', found(['rejected', false]), 'fail', 'CANDIDACY_NONE'],
    ['nobody', known({}), 'fail', 'CANDIDACY_NONE'],
    ['nobody who could be recognised', known({ recognisable: false }), 'undetermined', 'CANDIDACY_UNKNOWN'],
    ['nothing looked up', facts(), 'undetermined', 'CANDIDACY_UNKNOWN'],
  ])('graduate of another programme: %s', (_, about, outcome, code) => {
    expect(one(GRADUATE, about)).toMatchObject({ outcome, code });
  });

  it.each<[string, EligibilityFacts, string, string]>([
    ['a winner', found(['winner', true]), 'pass', 'LISTED_MET'],
    ['another result', found(['participant', true]), 'fail', 'LISTED_OTHER'],
    ['one of several who cannot be told apart', found(['winner', false]), 'undetermined', 'LISTED_ALIKE'],
    ['not on it', known({}), 'fail', 'LISTED_NONE'],
    ['cannot be looked for', known({ recognisable: false }), 'undetermined', 'LISTED_UNKNOWN'],
    ['no list yet', known({ imported: false }), 'undetermined', 'LIST_NOT_IMPORTED'],
  ])('winner list: %s', (_, about, outcome, code) => {
    expect(one(WINNER, about)).toMatchObject({ outcome, code });
  });

  it('says with source and date where it stands, and asks for no result where the list has none', () => {
    expect(one(WINNER, found(['finalist', true])).params).toMatchObject({ have: 'finalist', source: 'Протокол 3', since: '2025-06-01' });
    expect(one({ ...WINNER, results: undefined }, found([null, true]))).toMatchObject({ outcome: 'pass', code: 'LISTED_MET' });
  });
});

describe('a team', () => {
  const adult: CriterionLeaf = { type: 'age', key: 'adult', subject: 'every-member', from: { value: 18, inclusive: true } };
  const born = (role: 'lead' | 'member', birthDate: string | null): MemberFacts => ({ ...facts().subject, role, birthDate });
  const [lead, old, young, unknown] = [born('lead', '1980-01-01'), born('member', '1990-01-01'), born('member', '2015-01-01'), born('member', null)];
  const decide = (criterion: CriterionLeaf, ...members: MemberFacts[]): unknown => {
    const { outcome, reasons } = decideEligibility(criterion, REFERENCE, facts({ birthDate: null }, { members }));
    return [outcome, ...reasons.map(({ code, params }) => `${String(params.member)} ${code}${params.decisive ? '!' : ''}`)];
  };

  it('asks the lead, every member or any of them, the lead among them', () => {
    expect(decide({ ...adult, subject: 'lead' }, lead, young)).toEqual(['pass', '1 AGE_MET!']);
    expect(decide(adult, lead, old)).toEqual(['pass', '1 AGE_MET!', '2 AGE_MET!']);
    expect(decide(adult, lead, young, unknown)).toEqual(['fail', '1 AGE_MET', '2 AGE_BELOW!', '3 AGE_UNKNOWN']);
    expect(decide(adult, lead, unknown)).toEqual(['undetermined', '1 AGE_MET', '2 AGE_UNKNOWN!']);
    expect(decide({ ...adult, subject: 'any-member' }, young, unknown, old)).toEqual(['pass', '1 AGE_BELOW', '2 AGE_UNKNOWN', '3 AGE_MET!']);
  });

  it('of which nobody is known is not checked, never admitted for having nobody who fails', () => {
    expect(decide(adult)).toEqual(['undetermined', 'undefined MEMBERS_UNKNOWN!']);
    expect(decide({ ...adult, subject: 'lead' }, old)).toEqual(['undetermined', 'undefined MEMBERS_UNKNOWN!']);
  });

  it('gives the tenure of its lead as the measure for ties', () => {
    const members = [{ ...lead, employments: [job('2020-01-01', '2020-01-10')] }, { ...old, employments: [job('2020-01-01', '2020-01-31')] }];
    expect(decideEligibility({ ...TENURE, subject: 'every-member' }, REFERENCE, facts({}, { members })).measures).toEqual({ 'tenure:managerial': 10 });
  });
});

describe('month-only dates', () => {
  const need = (months: number): TenureCriterion => ({ ...TENURE, minMonths: { value: months, inclusive: true } });
  /** From June 2020 to August 2022: two years, a month and three days at least, two years and three months at most. */
  const career = facts({ employments: [job('2020-06', '2022-08')] });

  it('decide where every reading agrees, and ask for the document where not', () => {
    expect(one(need(24), career)).toMatchObject({ outcome: 'pass', code: 'TENURE_MET', params: { haveYears: 2, haveMonths: 2, haveDays: 1 } });
    expect(one(need(28), career)).toMatchObject({ outcome: 'fail', code: 'TENURE_SHORT' });
    expect(one(need(27), career)).toMatchObject({
      outcome: 'undetermined', code: 'TENURE_DEPENDS_ON_DATES',
      params: { state: 'not-checked', leastYears: 2, leastMonths: 1, leastDays: 3, mostYears: 2, mostMonths: 3, mostDays: 0, monthOnly: ['from-2020-06'] },
    });
    // By the 15th it is enough, at the least it is not.
    expect(one(need(26), career)).toMatchObject({ outcome: 'undetermined', code: 'TENURE_DEPENDS_ON_DATES' });
  });

  it('may belong to jobs that follow each other: the gap by the 15th is no reason to refuse', () => {
    const following = facts({ employments: [job('2020-01-01', '2021-04'), job('2021-05', '2022-12-31')] });
    expect(one(need(36), following)).toMatchObject({ outcome: 'undetermined', code: 'TENURE_DEPENDS_ON_DATES', params: { mostYears: 3, mostMonths: 0, mostDays: 0 } });
    const sameMonth = facts({ employments: [job('2020-01-01', '2021-05'), job('2021-05', '2022-12-31')] });
    expect(one(need(36), sameMonth)).toMatchObject({ outcome: 'undetermined', params: { haveYears: 3, haveMonths: 0, haveDays: 0 } });
  });

  it('matter only in records that count', () => {
    const elsewhere = facts({ employments: [job('2018-03-02', null), job('2010-01', '2015-01', { postCategory: 'specialist' })] });
    expect(one({ ...need(60), periods: { postCategories: ['unit-head'] } }, elsewhere)).toMatchObject({ outcome: 'pass', code: 'TENURE_MET' });
  });

  it('are read generously before somebody is asked to classify a record', () => {
    const open = facts({ employments: [job('2020-06', '2022-08', { postCategory: null })] });
    expect(one({ ...need(27), periods: { postCategories: ['unit-head'] } }, open)).toMatchObject({ outcome: 'undetermined', code: 'TENURE_UNCLASSIFIED' });
    expect(one({ ...need(28), periods: { postCategories: ['unit-head'] } }, open)).toMatchObject({ outcome: 'fail', code: 'TENURE_SHORT' });
  });

  it('that contradict each other are wrong', () => {
    expect(one(need(1), facts({ employments: [job('2020-06', '2020-05')] }))).toMatchObject({ outcome: 'undetermined', code: 'TENURE_DATES_WRONG', params: { records: ['from-2020-06'] } });
  });
});

describe('the tree', () => {
  const met: Criterion = { type: 'category', key: 'met', categories: ['head'] };
  const not: Criterion = { type: 'category', key: 'not', categories: ['organisation'] };
  const open: Criterion = { type: 'document', key: 'open', document: 'consent' };
  const decide = (criteria: Criterion): EligibilityDecision => decideEligibility(criteria, REFERENCE, facts());
  const all = (...of: Criterion[]): Criterion => ({ type: 'all', of });
  const any = (...of: Criterion[]): Criterion => ({ type: 'any', of });
  const atLeast = (count: number, ...of: Criterion[]): Criterion => ({ type: 'at-least', count, of });

  it.each<[string, Criterion, string]>([
    ['all met', all(met, met), 'pass'],
    ['all, one open', all(met, open), 'undetermined'],
    ['all, one not met beats one open', all(open, not, met), 'fail'],
    ['any met beats open and not met', any(not, open, met), 'pass'],
    ['any, none met but one open', any(not, open), 'undetermined'],
    ['any, none', any(not, not), 'fail'],
    ['two of three met', atLeast(2, met, not, met), 'pass'],
    ['two of three, one met and one open', atLeast(2, met, open, not), 'undetermined'],
    ['two of three can no longer be reached', atLeast(2, open, not, not), 'fail'],
    ['nested', all(met, any(not, all(met, met)), atLeast(1, open, met)), 'pass'],
  ])('%s', (_, criteria, outcome) => {
    expect(decide(criteria).outcome).toBe(outcome);
  });

  it('marks the criteria that explain the outcome', () => {
    const decisive = (criteria: Criterion): string[] =>
      decide(criteria).reasons.filter(({ params }) => params.decisive).map(({ params }) => String(params.criterion));
    expect(decisive(all(met, not, open))).toEqual(['not']);
    expect(decisive(all(met, any(not, met)))).toEqual(['met', 'met']);
    expect(decisive(all(met, any(not, open)))).toEqual(['open']);
    // A criterion not met inside a part that is met explains nothing of a refusal elsewhere.
    expect(decisive(all(any(not, met), not))).toEqual(['not']);
    expect(decide(all(any(not, met), not)).reasons).toHaveLength(3);
  });

  it('a contested tenure leaves open only what depends on it', () => {
    const boundary = facts({ employments: [job('2018-09-02', '2023-08-31')] });
    const outcome = (criteria: Criterion): string => decideEligibility(criteria, REFERENCE, boundary).outcome;
    expect(outcome(all(met, TENURE))).toBe('undetermined');
    expect(outcome(any(met, TENURE))).toBe('pass');
    expect(outcome(all(not, TENURE))).toBe('fail');
  });

  it('an open fact could always have gone either way, a closed outcome could not', () => {
    const leaf = fc.constantFrom(met, not, open);
    const { tree } = fc.letrec<{ tree: Criterion }>((tie) => ({
      tree: fc.oneof({ maxDepth: 3 }, leaf, fc.record({
        of: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }), type: fc.constantFrom('all', 'any', 'at-least'), count: fc.integer({ min: 1, max: 4 }),
      }).map(({ of, type, count }): Criterion => type === 'at-least' ? { type, of, count } : type === 'all' ? { type, of } : { type, of })),
    }));
    const withOpenAs = (answer: Criterion, criterion: Criterion): Criterion => criterion === open ? answer
      : 'of' in criterion && criterion.type !== 'territory' ? { ...criterion, of: criterion.of.map((part) => withOpenAs(answer, part)) } : criterion;
    fc.assert(fc.property(tree, (criteria) => {
      const best = decide(withOpenAs(met, criteria)).outcome;
      const worst = decide(withOpenAs(not, criteria)).outcome;
      expect(decide(criteria).outcome).toBe(best === worst ? best : 'undetermined');
    }));
  });
});

describe('an exception of an officer', () => {
  const AGE: CriterionLeaf = { type: 'age', key: 'age', subject: 'self', to: { value: 65, inclusive: true } };
  const CITIZEN: CriterionLeaf = { type: 'citizenship', key: 'citizen', subject: 'self', country: 'RU' };
  const granted = { criterion: 'age', reason: 'COMMISSION_DECIDED', documentTitle: 'Протокол', documentNumber: '7', documentDate: '2026-02-20' };
  const told = (of: EligibilityFacts): unknown => {
    const { outcome, reasons } = decideEligibility({ type: 'all', of: [AGE, CITIZEN] }, REFERENCE, of);
    return [outcome, ...reasons.map(({ code, params }) => [code, params.criterion, params.state, params.decisive])];
  };

  it('meets its criterion and stands apart from what was computed, which stays said', () => {
    const old = { birthDate: '1950-01-01' };
    expect(told(facts(old))).toEqual(['fail', ['AGE_ABOVE', 'age', 'not-met', true], ['CITIZENSHIP_MET', 'citizen', 'met', false]]);
    expect(told(facts(old, { exceptions: [granted] }))).toEqual([
      'pass', ['AGE_ABOVE', 'age', 'not-met', false], ['EXCEPTION_GRANTED', 'age', 'met', true], ['CITIZENSHIP_MET', 'citizen', 'met', true],
    ]);
  });

  it('helps with no other criterion', () => {
    expect(told(facts({ birthDate: '1950-01-01', citizenship: 'BY' }, { exceptions: [granted] }))).toEqual([
      'fail', ['AGE_ABOVE', 'age', 'not-met', false], ['EXCEPTION_GRANTED', 'age', 'met', false], ['CITIZENSHIP_OTHER', 'citizen', 'not-met', true],
    ]);
  });
});
