import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPEAL_REASONS, HOLD_REASON } from '../../../../src/appeal/domain/review-appeal';
import { CORRECTION_FAULTS } from '../../../../src/applicant/domain/check-correction';
import { RESOLUTION_FAULTS } from '../../../../src/applicant/domain/check-resolution';
import { NAME_FAULTS } from '../../../../src/applicant/domain/read-person-name';
import { PERSON_FAULTS } from '../../../../src/applicant/domain/read-person';
import { LATE_ASSIGNMENTS, WRONG_ASSIGNMENTS } from '../../../../src/assessment/domain/check-assignments';
import { ICC_FAULTS } from '../../../../src/assessment/domain/intraclass-correlation';
import { ALPHA_FAULTS } from '../../../../src/assessment/domain/krippendorff-alpha';
import { RATER_MODEL_REFUSALS } from '../../../../src/assessment/domain/rater-model';
import { MARK_FAULTS } from '../../../../src/assessment/domain/check-marks';
import { ASSESSMENT_CODES, type BeyondSheets, decideAssessment } from '../../../../src/assessment/domain/decide-assessment';
import type { AssessmentStage, DiagnosticsStage } from '../../../../src/campaign/domain/policy';
import type { Criterion, CriterionLeaf, TenureCriterion } from '../../../../src/campaign/domain/policy-criteria';
import { VOTE_FAULTS } from '../../../../src/commission/domain/check-votes';
import { ITEM_CODES } from '../../../../src/commission/domain/decide-item';
import { DECIDE_LIST_CODES } from '../../../../src/decision/domain/decide-list';
import { KNOWN_REASONS } from '../../../../src/decision/domain/known-reasons';
import { MARK_CODES } from '../../../../src/decision/domain/read-marks';
import { RESULT_FILE_FAULTS } from '../../../../src/diagnostics/domain/read-result-row';
import { CODE_FAULTS } from '../../../../src/diagnostics/domain/testing-code';
import { ENTRY_FAULTS } from '../../../../src/diagnostics/domain/check-entries';
import { RESULT_FAULTS } from '../../../../src/diagnostics/domain/check-result';
import { decideDiagnostics } from '../../../../src/diagnostics/domain/decide-diagnostics';
import { DIAGNOSTICS_CODES, type InstrumentResult } from '../../../../src/diagnostics/domain/diagnostics-facts';
import { TENURE_FAULTS } from '../../../../src/eligibility/domain/compute-tenure';
import { decideEligibility } from '../../../../src/eligibility/domain/decide-eligibility';
import { ELIGIBILITY_CODES, type EligibilityFacts, type Employment, type Evidence, type PersonFacts } from '../../../../src/eligibility/domain/eligibility-facts';
import { LEDGER_CODES, LEDGER_NOTES, writeLedger } from '../../../../src/eligibility/domain/write-ledger';
import { ANSWER_CODES } from '../../../../src/enrolment/domain/check-answer';
import { decideEnrolment, ENROLMENT_CODES } from '../../../../src/enrolment/domain/decide-enrolment';
import type { Reason } from '../../../../src/kernel/reason';
import { BATCH_FAULTS } from '../../../../src/nomination/domain/batch-state';
import { DEADLINE_CODES } from '../../../../src/nomination/domain/check-deadline';
import { IMPORT_FAULTS } from '../../../../src/nomination/domain/import-state';
import { COMPLETENESS_FAULTS } from '../../../../src/nomination/domain/check-completeness';
import { TEMPLATE_FAULTS } from '../../../../src/notification/domain/notice-template';
import { FORM_FAULTS, ROW_PROBLEMS } from '../../../../src/nomination/domain/import-problem';
import { DATE_FAULTS } from '../../../../src/kernel/read-date';
import { IMPORT_REFUSALS } from '../../../../src/nomination/import.errors';
import { FILE_REFUSALS } from '../../../../src/platform/spreadsheet/spreadsheet.errors';
import { SCHOOL_OF_MAYORS as POLICY } from '../../../../src/programme/school-of-mayors';
import { APPORTIONMENT_FAULTS } from '../../../../src/ranking/domain/apportion-seats';
import { EXPLANATION_CODES, explainChoice } from '../../../../src/ranking/domain/explain-choice';
import { CERTIFICATE_FAULTS } from '../../../../src/ranking/domain/check-certificate';
import { RULE_CHANGE_FAULTS } from '../../../../src/ranking/domain/change-rules';
import { CERTIFICATE_STATEMENTS } from '../../../../src/ranking/domain/run-certificate';
import { judgeRun, RANKING_CODES, type RunSnapshot } from '../../../../src/ranking/domain/judge-run';
import { chooseUnderQuotas } from '../../../../src/ranking/domain/choose-under-quotas';
import { DIAGNOSIS_CODES, INELIGIBLE_CODES, isRefused, SELECTION_REFUSALS, type SelectionInput } from '../../../../src/ranking/domain/selection-contract';
import { explain } from '../../../../src/report/domain/explain';
import { FAIRNESS_CODES } from '../../../../src/report/domain/measure-fairness';
import { sayParameter } from '../../../../src/report/domain/say-parameter';
import en from '../../../../src/report/reasons.en.json';
import ru from '../../../../src/report/reasons.ru.json';
import wordsEn from '../../../../src/report/words.en.json';
import wordsRu from '../../../../src/report/words.ru.json';

type Sentences = Readonly<Record<string, string>>;

const VERDICT_CODES = [...new Set<string>([...ELIGIBILITY_CODES, ...DIAGNOSTICS_CODES, ...ASSESSMENT_CODES, ...RANKING_CODES, ...EXPLANATION_CODES, ...ENROLMENT_CODES])];
const CODES = new Set<string>([
  ...VERDICT_CODES, ...TENURE_FAULTS, ...RESULT_FAULTS, ...CODE_FAULTS, ...RESULT_FILE_FAULTS, ...ENTRY_FAULTS, ...MARK_FAULTS, ...WRONG_ASSIGNMENTS, ...LATE_ASSIGNMENTS,
  ...Object.keys(COMPLETENESS_FAULTS), ...BATCH_FAULTS, ...DEADLINE_CODES, ...ANSWER_CODES, ...IMPORT_FAULTS, ...NAME_FAULTS, ...RESOLUTION_FAULTS, ...PERSON_FAULTS,
  ...Object.keys(ROW_PROBLEMS), ...FORM_FAULTS, ...DATE_FAULTS, ...Object.keys(IMPORT_REFUSALS), ...Object.keys(FILE_REFUSALS),
  ...DECIDE_LIST_CODES, ...MARK_CODES, ...ITEM_CODES, ...VOTE_FAULTS, ...INELIGIBLE_CODES, ...DIAGNOSIS_CODES, ...CERTIFICATE_FAULTS, ...CERTIFICATE_STATEMENTS, ...Object.keys(SELECTION_REFUSALS),
  ...Object.keys(APPORTIONMENT_FAULTS), ...ICC_FAULTS, ...ALPHA_FAULTS, ...RATER_MODEL_REFUSALS, ...RULE_CHANGE_FAULTS, ...FAIRNESS_CODES, ...KNOWN_REASONS,
  ...LEDGER_CODES, ...LEDGER_NOTES, ...CORRECTION_FAULTS, ...TEMPLATE_FAULTS, ...APPEAL_REASONS, HOLD_REASON,
]);
const places = (sentence: string | undefined): string[] => [...new Set([...(sentence ?? '').matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort();

describe('the sentences', () => {
  it.each([['Russian', ru], ['English', en]])('in %s: one for every code, none without a code', (_, sentences) => {
    expect(Object.keys(sentences).sort()).toEqual([...CODES].sort());
  });

  it('cover every code that a rule of a stage spells out', () => {
    const source = join(__dirname, '../../../../src');
    const folders = ['applicant', 'assessment', 'commission', 'decision', 'diagnostics', 'eligibility', 'enrolment', 'nomination', 'ranking'].map((name) => join(source, name, 'domain'));
    const texts = folders.flatMap((folder) => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')));
    const spelt = texts.flatMap((text) => [...text.matchAll(/'([A-Z]+(?:_[A-Z]+)+)'/g)].map((match) => match[1]!));
    expect(spelt.length).toBeGreaterThan(100);
    const decisions = ['NOT_SELECTED']; // of an explanation: its reason is what is said
    expect([...new Set(spelt)].filter((code) => !CODES.has(code) && !decisions.includes(code))).toEqual([]);
  });

  it.each([['reasons', ru, en], ['words', wordsRu, wordsEn]])('%s have the same keys and the same places in both languages', (_, russian: Sentences, english: Sentences) => {
    const shape = (sentences: Sentences): object => Object.fromEntries(Object.entries(sentences).map(([key, sentence]) => [key, places(sentence)]));
    expect(shape(english)).toEqual(shape(russian));
  });

  it.each([['Russian', ru], ['English', en]])('in %s: begin with a capital or a name, end as sentences do', (_, sentences) => {
    for (const sentence of Object.values(sentences)) expect(sentence).toMatch(/^[«“А-ЯЁA-Z{].*([.)]|\{margin\}|\{reason\}|\{place\}|\{enterAt\})$/u);
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

  it('names the document of an exception as it is written', () => {
    const reason = { code: 'EXCEPTION_GRANTED', params: { reason: 'COMMISSION_DECIDED', documentTitle: 'Протокол', documentNumber: '12.10', documentDate: '2026-02-20' } };
    expect(plain(explain(reason, 'ru'))).toBe('Из этого требования сделано исключение. Документ: «Протокол» от 20 февраля 2026 года № 12.10. Решение комиссии.');
    expect(plain(explain(reason, 'en'))).toBe('An exception from this requirement has been granted. Document: “Протокол” of 20 February 2026 No. 12.10. A decision of the commission.');
  });

  it('passes on the reason somebody gave, and a code of his own as it is', () => {
    const excluded = (reason: string): string => plain(explain({ code: 'EXCLUDED_BY_DEPARTURE', params: { reason } }, 'ru'));
    expect(excluded('COMMISSION_DECIDED')).toBe('Кандидат не участвует в отборе по решению людей. Решение комиссии.');
    expect(excluded('SOMETHING_ELSE')).toBe('Кандидат не участвует в отборе по решению людей. SOMETHING_ELSE');
    expect(explain({ code: 'SOMETHING_ELSE', params: {} }, 'en')).toBe('SOMETHING_ELSE');
  });
});

describe('a ledger', () => {
  const job = (start: string, end: string | null, about: Partial<Employment> = {}): Employment => ({ id: start, start, end, postCategory: 'unit-head', group: 'main', sphere: 'civil-service', municipalityType: 'urban-okrug', region: '36', municipality: '20701000', ...about });
  const employments = [
    job('2010-01-01', '2012-12-31'), job('2012-01-01', '2013-12-31'), job('2014-05', '2014-07'), job('2015-01-01', '2014-01-01'), job('2026-01-01', '2026-12-31'), job('2016-01-01', '2016-12-31', { group: 'highest' }),
    ...[{ postCategory: 'specialist' }, { group: 'junior' }, { group: null }, { sphere: 'organisation' }, { sphere: null }, { municipalityType: 'inner-city' }, { municipalityType: null }, { postCategory: null }, { region: '77' }, { municipality: '45000000' }]
      .map((about) => job('2018-01-01', '2018-12-31', about)),
  ];
  const periods = { postCategories: ['unit-head'], groups: ['main', 'highest'], spheres: ['civil-service'], municipalityTypes: ['urban-okrug'] };
  const person: PersonFacts = { birthDate: null, citizenship: null, education: null, employments, post: { category: null, region: '36', municipality: '20701000' } };
  const lines = (['same-region-as-post', 'same-municipality-as-post', 'any-municipality'] as const).flatMap((place) => [person, { ...person, post: undefined }].flatMap((of) =>
    writeLedger({ type: 'tenure', key: 'k', subject: 'self', periods: { ...periods, place }, coefficients: [{ periods: { groups: ['highest'] }, factor: '1.5' }], method: 'legal30', minMonths: { value: 1, inclusive: true } }, '2026-03-01', of)));

  it('was written with every code there is', () => {
    expect([...new Set(lines.map(({ code }) => code))].sort()).toEqual([...LEDGER_CODES].sort());
  });

  it.each(['ru', 'en'] as const)('says everything its sentences have places for (%s), and no key of ours', (language) => {
    for (const line of lines) {
      const said = explain(line, language);
      expect({ line, said }).toEqual({ line, said: expect.not.stringMatching(language === 'ru' ? /[a-z]{2}|[{}]|undefined|—/ : /[{}]|undefined|—|unit-head|postCategories/) });
    }
  });
});

describe('a verdict', () => {
  const reasons = [...eligibility(), ...diagnostics(), ...assessment(), ...ranking(), ...explanations(), ...enrolment()];

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
      // Groups of norms have no title in a policy, and this policy has no list.
      expect(explain(reason, 'ru', POLICY).replaceAll('«managers»', '').replaceAll('«students»', '').replaceAll('«winners»', '')).not.toMatch(/[a-z]{2}|[{}]|undefined|NaN/);
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
  const byMonth = [job('2021-03', null)];
  const team = { members: [{ ...person, role: 'lead' as const }, { ...person, role: 'member' as const, birthDate: null }] };
  const candidacy: CriterionLeaf = { type: 'candidacy', key: 'k', subject: 'self', programme: 'school-of-mayors', statuses: ['graduated', 'enrolled'] };
  const list: CriterionLeaf = { type: 'list', key: 'k', subject: 'self', list: 'winners', results: ['winner', 'finalist'] };
  const evidence = (about: Partial<Evidence>): Partial<PersonFacts> => ({ evidence: [{ criterion: 'k', recognisable: true, imported: true, found: [], ...about }] });
  const found = (value: string | null, certain = true): Partial<PersonFacts> => evidence({ found: [{ value, certain, since: '2025-06-01', source: 'Протокол 3' }] });
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
    ...decide(tenure, { employments: byMonth }),
    ...decide({ ...age, subject: 'every-member' }), ...decide({ ...age, subject: 'every-member' }, {}, team),
    ...[found('graduated'), found('rejected'), found('graduated', false), evidence({}), evidence({ recognisable: false })].flatMap((about) => decide(candidacy, about)),
    ...[found('winner'), found('winner', false), evidence({}), evidence({ recognisable: false }), evidence({ imported: false })].flatMap((about) => decide(list, about)),
    ...decide({ ...list, results: ['winner'] }, found('finalist')), ...decide({ ...list, results: undefined }, found(null)),
    ...decide(age, { birthDate: '1940-01-01' }, { exceptions: [{ criterion: 'k', reason: 'COMMISSION_DECIDED', documentTitle: 'Протокол', documentNumber: '12.10', documentDate: '2026-02-20' }] }),
    // A criterion on no record at all, and one that names no post.
    ...decide({ ...tenure, periods: {} }, { employments: [job('2024-01-01', null)] }),
  ];
}

function diagnostics(): Reason[] {
  const stage = POLICY.stages.find(({ kind }) => kind === 'diagnostics') as DiagnosticsStage;
  const result = (about: Partial<InstrumentResult> = {}): InstrumentResult =>
    ({ instrument: 'lpd', takenOn: '2026-01-10', normGroup: 'managers', raw: { leadership: '60', analysis: '48.5', cooperation: '50' }, conclusion: 'recommended', ...about });
  const low = { leadership: '1', analysis: '1', cooperation: '1' };
  const decide = (results: readonly InstrumentResult[], change: Partial<DiagnosticsStage> = {}, instruments = POLICY.instruments!): readonly Reason[] =>
    decideDiagnostics({ ...stage, ...change }, instruments, POLICY.referenceDate, results).reasons;
  const withValidity = POLICY.instruments!.map((one) => ({ ...one, scales: one.scales.map((scale) => ({ ...scale, validity: { to: '55' } })) }));
  return [
    ...decide([]), ...decide([result()]), ...decide([result({ takenOn: '2020-01-10' })]), ...decide([result({ raw: { leadership: '60' } })]),
    ...decide([result({ normGroup: 'students' })]), ...decide([result()], { minScore: undefined }), ...decide([result({ raw: low })]),
    ...decide([result({ raw: low })], { rejectsByNormsAlone: true }), ...decide([result({ conclusion: 'not-recommended' })]), ...decide([result({ conclusion: null })]),
    ...decide([result({ raw: low }), result({ supervised: true })]), ...decide([result()], {}, withValidity),
  ];
}

function assessment(): Reason[] {
  const stage = POLICY.stages.find(({ kind }) => kind === 'assessment') as AssessmentStage;
  const sheet = (mark: string): Record<string, string> => ({ strategy: mark, people: mark, result: mark });
  const decide = (marks: readonly string[], change: Partial<AssessmentStage> = {}, beyond: BeyondSheets = {}): readonly Reason[] =>
    decideAssessment({ ...stage, ...change }, POLICY.rubrics![0]!, marks.map(sheet), beyond).reasons;
  const adjustment = 'additive-model' as const;
  return [
    ...decide(['4']), ...decide(['4', '4.5']), ...decide(['1', '2']), ...decide(['4', '4'], { minScore: undefined }), ...decide(['4', '4'], { total: 'consensus' }),
    ...decide(['4', '4'], { adjustment }), ...decide(['4', '4'], { adjustment }, { adjusted: 41_000n }),
    ...(['third-assessor', 'commission'] as const).flatMap((then) => decide(['1', '5'], { disagreement: { spreadAbove: '2', then } })),
    ...decide(['1', '5', '5', '5'], { disagreement: { spreadAbove: '2', then: 'third-assessor' } }),
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

function explanations(): Reason[] {
  const person = (id: string, region: string, category: string, score: string, lottery: number): SelectionInput['candidates'][number] => ({ id, region, category, score, lottery });
  const ask = (input: SelectionInput): Reason[] => {
    const result = chooseUnderQuotas(input);
    if (isRefused(result)) throw new Error(result.refused.message);
    return [...explainChoice(input, result, { excluded: new Map([['f', 'COMMISSION_DECIDED']]), left: new Set() }).values()].map(({ reason }) => reason);
  };
  const [a, b, c] = [person('a', '36', 'head', '9', 1), person('b', '36', 'head', '8', 2), person('c', '55', 'organisation', '1', 3)];
  const full = { max: 1 };
  return [
    ...ask({ seats: 2, candidates: [a, b, c], cells: [{ region: '36', category: 'head', max: 1 }] }), ...ask({ seats: 2, candidates: [a, b, c], regions: { 36: full } }),
    ...ask({ seats: 2, candidates: [a, b, c], categories: { head: full } }), ...ask({ seats: 2, candidates: [a, b, c], groups: { g: { members: ['36'], max: 1 } } }),
    ...ask({ seats: 2, candidates: [a, b, c], categories: { organisation: { min: 1 } } }), ...ask({ seats: 1, candidates: [a, b, c], categories: { organisation: { min: 1 } } }),
    ...ask({ seats: 1, candidates: [a, { ...b, score: '9' }, { ...c, id: 'f' }, person('e', '36', 'head', '2', 5)], minScore: '2.5', excluded: ['f', 'e'] }),
    ...ask({ seats: 1, candidates: [a, b, { ...c, id: 'g' }], excluded: ['g'] }),
  ];
}

function enrolment(): Reason[] {
  return (['accepted', 'declined', 'lapsed', 'deferred', 'withdrawn', 'offered', null] as const).flatMap((seat) => decideEnrolment(seat).reasons);
}
