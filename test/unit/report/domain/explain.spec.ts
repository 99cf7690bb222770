import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RESOLUTION_FAULTS } from '../../../../src/applicant/domain/check-resolution';
import { NAME_FAULTS } from '../../../../src/applicant/domain/read-person-name';
import { PERSON_FAULTS } from '../../../../src/applicant/domain/read-person';
import { LATE_ASSIGNMENTS, WRONG_ASSIGNMENTS } from '../../../../src/assessment/domain/check-assignments';
import { ICC_FAULTS } from '../../../../src/assessment/domain/intraclass-correlation';
import { ALPHA_FAULTS } from '../../../../src/assessment/domain/krippendorff-alpha';
import { RATER_MODEL_REFUSALS } from '../../../../src/assessment/domain/rater-model';
import { MARK_FAULTS } from '../../../../src/assessment/domain/check-marks';
import { ASSESSMENT_CODES, decideAssessment } from '../../../../src/assessment/domain/decide-assessment';
import type { AssessmentStage, DiagnosticsStage } from '../../../../src/campaign/domain/policy';
import type { Criterion, CriterionLeaf, TenureCriterion } from '../../../../src/campaign/domain/policy-criteria';
import { DECIDE_LIST_CODES } from '../../../../src/decision/domain/decide-list';
import { KNOWN_REASONS } from '../../../../src/decision/domain/known-reasons';
import { ENTRY_FAULTS } from '../../../../src/diagnostics/domain/check-entries';
import { RESULT_FAULTS } from '../../../../src/diagnostics/domain/check-result';
import { decideDiagnostics } from '../../../../src/diagnostics/domain/decide-diagnostics';
import { DIAGNOSTICS_CODES, type InstrumentResult } from '../../../../src/diagnostics/domain/diagnostics-facts';
import { TENURE_FAULTS } from '../../../../src/eligibility/domain/compute-tenure';
import { decideEligibility } from '../../../../src/eligibility/domain/decide-eligibility';
import { ELIGIBILITY_CODES, type EligibilityFacts, type Employment, type PersonFacts } from '../../../../src/eligibility/domain/eligibility-facts';
import { decideEnrolment, ENROLMENT_CODES } from '../../../../src/enrolment/domain/decide-enrolment';
import type { Reason } from '../../../../src/kernel/reason';
import { BATCH_FAULTS } from '../../../../src/nomination/domain/batch-state';
import { DEADLINE_CODES } from '../../../../src/nomination/domain/check-deadline';
import { IMPORT_FAULTS } from '../../../../src/nomination/domain/import-state';
import { COMPLETENESS_FAULTS } from '../../../../src/nomination/domain/check-completeness';
import { FORM_FAULTS, ROW_PROBLEMS } from '../../../../src/nomination/domain/import-problem';
import { DATE_FAULTS } from '../../../../src/nomination/domain/read-date';
import { IMPORT_REFUSALS } from '../../../../src/nomination/import.errors';
import { FILE_REFUSALS } from '../../../../src/platform/spreadsheet/spreadsheet.errors';
import { SCHOOL_OF_MAYORS as POLICY } from '../../../../src/programme/school-of-mayors';
import { APPORTIONMENT_FAULTS } from '../../../../src/ranking/domain/apportion-seats';
import { judgeRun, RANKING_CODES, type RunSnapshot } from '../../../../src/ranking/domain/judge-run';
import { DIAGNOSIS_CODES, INELIGIBLE_CODES, isRefused, SELECTION_REFUSALS } from '../../../../src/ranking/domain/selection-contract';
import { explain } from '../../../../src/report/domain/explain';
import { sayParameter } from '../../../../src/report/domain/say-parameter';
import en from '../../../../src/report/reasons.en.json';
import ru from '../../../../src/report/reasons.ru.json';
import wordsEn from '../../../../src/report/words.en.json';
import wordsRu from '../../../../src/report/words.ru.json';

type Sentences = Readonly<Record<string, string>>;

const VERDICT_CODES = [...new Set<string>([...ELIGIBILITY_CODES, ...DIAGNOSTICS_CODES, ...ASSESSMENT_CODES, ...RANKING_CODES, ...ENROLMENT_CODES])];
const CODES = new Set<string>([
  ...VERDICT_CODES, ...TENURE_FAULTS, ...RESULT_FAULTS, ...ENTRY_FAULTS, ...MARK_FAULTS, ...WRONG_ASSIGNMENTS, ...LATE_ASSIGNMENTS,
  ...Object.keys(COMPLETENESS_FAULTS), ...BATCH_FAULTS, ...DEADLINE_CODES, ...IMPORT_FAULTS, ...NAME_FAULTS, ...RESOLUTION_FAULTS, ...PERSON_FAULTS, ...DECIDE_LIST_CODES, ...INELIGIBLE_CODES, ...DIAGNOSIS_CODES,
  ...Object.keys(ROW_PROBLEMS), ...FORM_FAULTS, ...DATE_FAULTS, ...Object.keys(IMPORT_REFUSALS), ...Object.keys(FILE_REFUSALS),
  ...Object.keys(SELECTION_REFUSALS), ...Object.keys(APPORTIONMENT_FAULTS), ...ICC_FAULTS, ...ALPHA_FAULTS, ...RATER_MODEL_REFUSALS, ...KNOWN_REASONS,
]);
const places = (sentence: string | undefined): string[] => [...new Set([...(sentence ?? '').matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort();

describe('the sentences', () => {
  it.each([['Russian', ru], ['English', en]])('in %s: one for every code, none without a code', (_, sentences) => {
    expect(Object.keys(sentences).sort()).toEqual([...CODES].sort());
  });

  it('cover every code that a rule of a stage spells out', () => {
    const source = join(__dirname, '../../../../src');
    const folders = ['applicant', 'assessment', 'decision', 'diagnostics', 'eligibility', 'enrolment', 'nomination', 'ranking'].map((name) => join(source, name, 'domain'));
    const texts = folders.flatMap((folder) => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')));
    const spelt = texts.flatMap((text) => [...text.matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)].map((match) => match[1]!));
    expect(spelt.length).toBeGreaterThan(100);
    expect([...new Set(spelt)].filter((code) => !CODES.has(code))).toEqual([]);
  });

  it.each([['reasons', ru, en], ['words', wordsRu, wordsEn]])('%s have the same keys and the same places in both languages', (_, russian: Sentences, english: Sentences) => {
    const shape = (sentences: Sentences): object => Object.fromEntries(Object.entries(sentences).map(([key, sentence]) => [key, places(sentence)]));
    expect(shape(english)).toEqual(shape(russian));
  });

  it.each([['Russian', ru], ['English', en]])('in %s: begin with a capital or a name, end as sentences do', (_, sentences) => {
    for (const sentence of Object.values(sentences)) expect(sentence).toMatch(/^[«“А-ЯЁA-Z{].*([.)]|\{margin\}|\{reason\}|\{place\})$/u);
  });

  it('are set as Russian is', () => {
    for (const sentence of [...Object.values(ru), ...Object.values(wordsRu)]) {
      expect(sentence).not.toMatch(/["'“”]| - |\.{3}/);
      expect(sentence).not.toMatch(/ —/); // a dash does not begin a line
      expect(sentence).not.toMatch(/(?<![\p{L}{])(в|на|с|к|о|у|и|не|по|до|от|за|из|а) /iu); // a short word does not end one
    }
  });
});

describe('explain', () => {
  const have = (years: number, months: number, days: number): Reason => ({
    code: 'TENURE_SHORT',
    params: {
      method: 'legal30', asOf: '2026-03-01', haveYears: years, haveMonths: months, haveDays: days, needYears: 2, needMonths: 0, needInclusive: true,
      periods: ['2024-01-15..2024-11-30', '2025-02-01..2026-03-01'], records: [],
    },
  });
  const plain = (text: string): string => text.replace(/\u00a0/g, ' ');

  it('counts years, months and days as each language does', () => {
    expect(plain(explain(have(1, 11, 2), 'ru'))).toBe('Стажа недостаточно: на 1 марта 2026 года — 1 год 11 месяцев 2 дня, требуется 2 года. Учтённые периоды: 15.01.2024–30.11.2024 и 01.02.2025–01.03.2026.');
    expect(plain(explain(have(1, 11, 2), 'en'))).toBe('The length of service is too short: 1 year 11 months 2 days on 1 March 2026, 2 years required. Periods counted: 15 Jan 2024–30 Nov 2024 and 1 Feb 2025–1 Mar 2026.');
    expect(plain(explain(have(0, 0, 0), 'ru'))).toContain('— 0 дней,');
  });

  it('calls things by the names of the policy, and by their keys without one', () => {
    const reason = { code: 'DOCUMENT_NOT_RECEIVED', params: { document: 'consent' } };
    expect(plain(explain(reason, 'ru', POLICY))).toBe('Документ не получен: «Согласие на обработку персональных данных».');
    expect(plain(explain(reason, 'ru'))).toBe('Документ не получен: «consent».');
  });

  it('says which side of a limit the limit itself is on', () => {
    const reason = (inclusive: boolean): Reason => ({ code: 'SCORE_BELOW', params: { score: '2.4', min: '2.5', inclusive } });
    expect(plain(explain(reason(true), 'ru'))).toBe('Балл этапа — 2,4, порог не пройден: нужно 2,5 или больше.');
    expect(plain(explain(reason(false), 'ru'))).toBe('Балл этапа — 2,4, порог не пройден: нужно больше чем 2,5.');
  });

  it('leaves out what a ranked place has no figure for', () => {
    const reason = (params: Reason['params']): string => plain(explain({ code: 'IN_RESERVE', params }, 'ru'));
    expect(reason({ margin: 'deficit', points: '1.2000', place: 3 })).toBe('Кандидат в резерве. Место в резерве: 3. До границы не хватило баллов: 1,2.');
    expect(reason({ margin: 'deficit', points: '0.0000' })).toBe('Кандидат в резерве. Балл равен границе; место решил порядок при равенстве баллов.');
    expect(reason({ margin: 'buffer', points: null })).toBe('Кандидат в резерве.');
  });

  it('says where a finding did not decide', () => {
    const reason = (decisive: boolean): Reason => ({ code: 'DOCUMENT_NOT_RECEIVED', params: { document: 'diploma', state: 'not-checked', decisive } });
    expect(plain(explain(reason(false), 'ru', POLICY))).toBe('Документ не получен: «Копия диплома». На итог это не влияет.');
    expect(plain(explain(reason(true), 'en', POLICY))).toBe('The document has not been received: “Copy of diploma”.');
  });

  it('passes on the reason somebody gave, and a code of his own as it is', () => {
    const excluded = (reason: string): string => plain(explain({ code: 'EXCLUDED_BY_DEPARTURE', params: { reason } }, 'ru'));
    expect(excluded('COMMISSION_DECIDED')).toBe('Кандидат не участвует в отборе по решению людей. Решение комиссии.');
    expect(excluded('SOMETHING_ELSE')).toBe('Кандидат не участвует в отборе по решению людей. SOMETHING_ELSE');
    expect(explain({ code: 'SOMETHING_ELSE', params: {} }, 'en')).toBe('SOMETHING_ELSE');
  });
});

describe('a verdict', () => {
  const reasons = [...eligibility(), ...diagnostics(), ...assessment(), ...ranking(), ...enrolment()];

  it('was computed with every code there is', () => {
    expect([...new Set(reasons.map(({ code }) => code))].sort()).toEqual([...VERDICT_CODES].sort());
  });

  it.each(['ru', 'en'] as const)('says everything its sentences have places for (%s)', (language) => {
    const sentences: Sentences = language === 'ru' ? ru : en;
    for (const reason of reasons) {
      const silent = places(sentences[reason.code]).filter((name) => sayParameter(reason, name, { language, policy: POLICY, reasonOf: (code) => code }) === '—');
      expect({ reason, silent }).toEqual({ reason, silent: [] });
    }
  });

  it('speaks no key of ours to a Russian reader', () => {
    for (const reason of reasons.filter(({ code }) => code !== 'NOT_BUILT')) {
      // Groups of norms have no title in a policy.
      expect(explain(reason, 'ru', POLICY).replaceAll('«managers»', '').replaceAll('«students»', '')).not.toMatch(/[a-z]{2}|[{}]|undefined|NaN/);
    }
  });
});

function eligibility(): Reason[] {
  const person: PersonFacts = { birthDate: '1980-05-17', citizenship: 'RU', education: 'higher', employments: [], post: { category: 'municipal-office', region: '55' }, registrationRegion: '55' };
  const job = (start: string, end: string | null, postCategory: string | null = 'unit-head'): Employment => ({ id: start, start, end, postCategory });
  const decide = (criteria: Criterion, about: Partial<PersonFacts> = {}, more: Partial<EligibilityFacts> = {}): readonly Reason[] =>
    decideEligibility(criteria, POLICY.referenceDate, { category: 'head', region: '55', documents: new Set(['consent']), subject: { ...person, ...about }, ...more }).reasons;
  const tenure: TenureCriterion = { type: 'tenure', key: 'k', subject: 'self', periods: { postCategories: ['unit-head'] }, method: 'legal30', minMonths: { value: 60, inclusive: true } };
  const careers = [[], [job('2015-01-01', null)], [job('2024-01-01', null)], [job('2018-09-02', '2023-08-31')], [job('2015-01-01', null, null)], [job('2020-01-01', '2019-01-01')]];
  const age: CriterionLeaf = { type: 'age', key: 'k', subject: 'self', from: { value: 23, inclusive: true }, to: { value: 65, inclusive: false } };
  const education: CriterionLeaf = { type: 'education', key: 'k', subject: 'self', level: 'higher' };
  const citizenship: CriterionLeaf = { type: 'citizenship', key: 'k', subject: 'self', country: 'RU' };
  const post: CriterionLeaf = { type: 'post', key: 'k', subject: 'self', periods: { postCategories: ['unit-head'] } };
  const territory: CriterionLeaf = { type: 'territory', key: 'k', subject: 'self', of: 'registration', regions: ['36', '55'] };
  const category: CriterionLeaf = { type: 'category', key: 'k', categories: ['head', 'organisation'] };
  const document = (name: string): CriterionLeaf => ({ type: 'document', key: 'k', document: name });
  return [
    ...careers.flatMap((employments) => decide(tenure, { employments })),
    ...[null, '1980-05-17', '2010-01-01', '1940-01-01'].flatMap((birthDate) => decide(age, { birthDate })),
    ...([null, 'higher', 'secondary'] as const).flatMap((level) => decide(education, { education: level })),
    ...[null, 'RU', 'BY'].flatMap((country) => decide(citizenship, { citizenship: country })),
    ...[{ category: 'unit-head' }, { category: 'specialist' }, undefined].flatMap((held) => decide(post, { post: held })),
    ...[null, '36', '77'].flatMap((region) => decide(territory, { registrationRegion: region })),
    ...[null, 'head', 'regional-body'].flatMap((own) => decide(category, {}, { category: own })),
    ...decide(document('consent')), ...decide(document('diploma')),
    ...decide({ ...age, subject: 'every-member' }),
    // A criterion on no record at all, and one that names no post.
    ...decide({ ...tenure, periods: {} }, { employments: [job('2024-01-01', null)] }),
  ];
}

function diagnostics(): Reason[] {
  const stage = POLICY.stages.find(({ kind }) => kind === 'diagnostics') as DiagnosticsStage;
  const result = (about: Partial<InstrumentResult> = {}): InstrumentResult =>
    ({ instrument: 'lpd', takenOn: '2026-01-10', normGroup: 'managers', raw: { leadership: '60', analysis: '48.5', cooperation: '50' }, conclusion: 'recommended', ...about });
  const low = { leadership: '1', analysis: '1', cooperation: '1' };
  const decide = (results: readonly InstrumentResult[], change: Partial<DiagnosticsStage> = {}): readonly Reason[] =>
    decideDiagnostics({ ...stage, ...change }, POLICY.instruments ?? [], POLICY.referenceDate, results).reasons;
  return [
    ...decide([]), ...decide([result()]), ...decide([result({ takenOn: '2020-01-10' })]), ...decide([result({ raw: { leadership: '60' } })]),
    ...decide([result({ normGroup: 'students' })]), ...decide([result()], { minScore: undefined }), ...decide([result({ raw: low })]),
    ...decide([result({ raw: low })], { rejectsByNormsAlone: true }), ...decide([result({ conclusion: 'not-recommended' })]), ...decide([result({ conclusion: null })]),
  ];
}

function assessment(): Reason[] {
  const stage = POLICY.stages.find(({ kind }) => kind === 'assessment') as AssessmentStage;
  const sheet = (mark: string): Record<string, string> => ({ strategy: mark, people: mark, result: mark });
  const decide = (marks: readonly string[], change: Partial<AssessmentStage> = {}): readonly Reason[] =>
    decideAssessment({ ...stage, ...change }, POLICY.rubrics![0]!, marks.map(sheet)).reasons;
  return [
    ...decide(['4']), ...decide(['4', '4.5']), ...decide(['1', '2']), ...decide(['4', '4'], { minScore: undefined }), ...decide(['4', '4'], { total: 'consensus' }),
    ...(['third-assessor', 'commission'] as const).flatMap((then) => decide(['1', '5'], { disagreement: { spreadAbove: '2', then } })),
  ];
}

function ranking(): Reason[] {
  const person = (id: string, score: string, lottery: number): RunSnapshot['input']['candidates'][number] => ({ id, score, region: '36', category: 'head', lottery });
  const candidates = [person('36-0001', '9', 1), person('36-0002', '8.5', 2), person('36-0003', '8', 3), person('36-0004', '7', 4), { ...person('36-0005', '2', 5), eligible: false }, person('36-0006', '6', 6)];
  const run = (change: Partial<RunSnapshot>, input: Partial<RunSnapshot['input']> = {}): readonly Reason[] => {
    const judged = judgeRun({ input: { seats: 1, candidates, ...input }, classes: [], unscored: [], named: [], reserve: 1, vacancies: null, ...change });
    if (isRefused(judged)) throw new Error(judged.refused.message);
    return judged.verdicts.flatMap((verdict) => verdict.reasons);
  };
  const excluded = [{ number: '36-0006', as: 'excluded' as const, reason: 'COMMISSION_DECIDED' }];
  return [
    ...run({ named: excluded, unscored: ['36-0007'] }, { excluded: ['36-0006'], minScore: '3' }),
    ...run({}, { locked: ['36-0004'] }), ...run({}, { objective: 'lex' }), ...run({}, { seats: 9 }),
    ...run({ vacancies: { holding: ['36-0001'], declined: ['36-0001'], gone: [], rule: 'keep-offers', confirmed: [], vacancy: 'open' } }),
  ];
}

function enrolment(): Reason[] {
  return (['accepted', 'declined', 'lapsed', 'offered', null] as const).flatMap((seat) => decideEnrolment(seat).reasons);
}
