import { FEDERAL_DISTRICTS, regionsIn } from '../campaign/domain/federal-subjects';
import type { Policy, TerritoryGroup } from '../campaign/domain/policy';

/** Floors by federal district; the four subjects outside all districts have their own. */
const DISTRICT_FLOORS: readonly TerritoryGroup[] = [
  ...FEDERAL_DISTRICTS.map(({ code, abbreviation, nameEn }): TerritoryGroup => ({
    key: code,
    title: { ru: abbreviation, en: nameEn },
    members: regionsIn(code),
    bounds: { min: 8, demonstration: true },
  })),
  { key: 'no-district', title: { ru: 'Вне округов', en: 'In no district' }, members: regionsIn(null), bounds: { min: 2, demonstration: true } },
];

/**
 * Школа мэров: heads of regions nominate; tenure, diagnostics, potential, quotas by region and category. 161 seats are
 * published; thresholds, ages, weights, limits and floors are found in no source and stand as demonstration values.
 */
export const SCHOOL_OF_MAYORS: Policy = {
  schemaVersion: '1',
  programme: { key: 'school-of-mayors', title: { ru: 'Школа мэров', en: 'School of mayors' }, scope: 'federal' },
  approvingAct: null,
  referenceDate: '2026-03-01',
  applicants: { kind: 'person', territoryFrom: 'nominator', sources: [{ type: 'nomination' }] },
  categories: [
    { key: 'head', title: { ru: 'Глава муниципалитета', en: 'Head of municipality' } },
    { key: 'deputy-head', title: { ru: 'Заместитель главы', en: 'Deputy head' } },
    { key: 'regional-body', title: { ru: 'Региональный орган власти', en: 'Regional authority' } },
    { key: 'organisation', title: { ru: 'Организация', en: 'Organisation' } },
  ],
  instruments: [
    {
      key: 'lpd',
      title: { ru: 'Личностно-профессиональная диагностика', en: 'Personal-professional diagnostics' },
      version: 'demo-1',
      metric: 't',
      validMonths: 24,
      scales: [
        { key: 'leadership', title: { ru: 'Лидерство', en: 'Leadership' }, rawMin: '0', rawMax: '100', reliability: '0.8' },
        { key: 'analysis', title: { ru: 'Анализ', en: 'Analysis' }, rawMin: '0', rawMax: '100', reliability: '0.8' },
        { key: 'cooperation', title: { ru: 'Взаимодействие', en: 'Cooperation' }, rawMin: '0', rawMax: '100', reliability: '0.8' },
      ],
      norms: [
        { by: 'formula', scale: 'leadership', group: 'managers', validFrom: '2025-01-01', mean: '52', sd: '12', demonstration: true },
        { by: 'formula', scale: 'analysis', group: 'managers', validFrom: '2025-01-01', mean: '48', sd: '14', demonstration: true },
        { by: 'formula', scale: 'cooperation', group: 'managers', validFrom: '2025-01-01', mean: '55', sd: '11', demonstration: true },
      ],
      demonstration: true,
    },
  ],
  rubrics: [
    {
      key: 'potential',
      title: { ru: 'Оценка управленческого потенциала', en: 'Managerial potential' },
      version: '1',
      markMin: '1',
      markMax: '5',
      markStep: '0.5',
      missingMark: 'no-score',
      criteria: [
        { key: 'strategy', title: { ru: 'Стратегическое мышление', en: 'Strategic thinking' }, weight: '0.35' },
        { key: 'people', title: { ru: 'Работа с людьми', en: 'Work with people' }, weight: '0.25' },
        { key: 'result', title: { ru: 'Ориентация на результат', en: 'Focus on results' }, weight: '0.4' },
      ],
      demonstration: true,
    },
  ],
  stages: [
    {
      key: 'nomination',
      kind: 'nomination',
      title: { ru: 'Выдвижение', en: 'Nomination' },
      period: { opensAt: '2026-02-01T00:00:00+03:00', closesAt: '2026-03-31T23:59:59+03:00' },
      gate: { confirms: 'nominator', publishes: 'at-once' },
      nominators: ['region'],
      limit: { each: 12, demonstration: true },
      letter: 'required',
    },
    {
      key: 'tenure',
      kind: 'eligibility',
      title: { ru: 'Стаж и формальные требования', en: 'Tenure and formal requirements' },
      period: { opensAt: '2026-04-01T00:00:00+03:00', closesAt: '2026-04-20T23:59:59+03:00' },
      gate: { confirms: 'officer', publishes: 'second-person' },
      criteria: {
        type: 'all',
        of: [
          { type: 'citizenship', key: 'citizen', subject: 'self', country: 'RU' },
          { type: 'education', key: 'education', subject: 'self', level: 'higher', demonstration: true },
          {
            type: 'age',
            key: 'age',
            subject: 'self',
            from: { value: 23, inclusive: true, demonstration: true },
            to: { value: 65, inclusive: true, demonstration: true },
          },
          {
            type: 'tenure',
            key: 'managerial-tenure',
            subject: 'self',
            periods: {
              postCategories: ['municipal-office', 'deputy-head', 'service-head', 'organisation-head', 'organisation-deputy-head', 'unit-head'],
            },
            method: 'legal30',
            minMonths: { value: 24, inclusive: true, demonstration: true },
          },
          {
            type: 'any',
            of: [
              {
                type: 'tenure',
                key: 'tenure-on-territory',
                subject: 'self',
                periods: { place: 'any-municipality' },
                method: 'legal30',
                minMonths: { value: 12, inclusive: true, demonstration: true },
              },
              { type: 'category', key: 'from-region-or-organisation', categories: ['regional-body', 'organisation'] },
            ],
          },
          { type: 'document', key: 'consent-given', document: 'consent' },
        ],
      },
    },
    {
      key: 'diagnostics',
      kind: 'diagnostics',
      title: { ru: 'Личностно-профессиональная диагностика (ЛПД)', en: 'Personal-professional diagnostics' },
      period: { opensAt: '2026-04-21T00:00:00+03:00', closesAt: '2026-05-20T23:59:59+03:00' },
      gate: { confirms: 'officer', publishes: 'second-person' },
      battery: ['lpd'],
      score: {
        parts: [
          { instrument: 'lpd', scale: 'leadership', weight: '0.4', demonstration: true },
          { instrument: 'lpd', scale: 'analysis', weight: '0.3', demonstration: true },
          { instrument: 'lpd', scale: 'cooperation', weight: '0.3', demonstration: true },
        ],
      },
      minScore: { value: '35', inclusive: true, demonstration: true },
      conclusions: ['recommended', 'with-reservations'],
    },
    {
      key: 'potential',
      kind: 'assessment',
      title: { ru: 'Оценка управленческого потенциала (ОУП)', en: 'Managerial potential' },
      period: { opensAt: '2026-05-21T00:00:00+03:00', closesAt: '2026-06-20T23:59:59+03:00' },
      gate: { confirms: 'officer', publishes: 'second-person' },
      rubric: 'potential',
      panel: { size: 3, least: 2, from: 'campaign-pool', design: 'linked', blind: true, conflicts: ['declared', 'same-organisation', 'same-region'], demonstration: true },
      total: 'mean',
      adjustment: 'none',
      disagreement: { spreadAbove: '2', then: 'third-assessor', demonstration: true },
      minScore: { value: '2.5', inclusive: true, demonstration: true },
    },
    {
      key: 'ranking',
      kind: 'ranking',
      title: { ru: 'Отбор по квотам', en: 'Ranking under quotas' },
      period: { opensAt: '2026-06-21T00:00:00+03:00', closesAt: '2026-06-30T23:59:59+03:00' },
      gate: { confirms: 'commission', publishes: 'second-person' },
      order: {
        by: 'score',
        parts: [
          { stage: 'diagnostics', weight: '0.4', demonstration: true },
          { stage: 'potential', weight: '0.6', standardise: { metric: 't', mean: '3.2', sd: '0.6', demonstration: true }, demonstration: true },
        ],
        objective: 'sum',
      },
      quotas: {
        seats: 161,
        territories: { unit: 'region', each: { max: 4, demonstration: true }, groups: DISTRICT_FLOORS },
        categories: [
          { category: 'head', bounds: { min: 60, demonstration: true } },
          { category: 'deputy-head', bounds: { min: 30, demonstration: true } },
          { category: 'regional-body', bounds: { min: 10, demonstration: true } },
          { category: 'organisation', bounds: { min: 10, demonstration: true } },
        ],
        floorOrder: ['groups', 'categories'],
      },
      ties: { keys: [{ by: 'stage-score', stage: 'potential' }, { by: 'tenure', criterion: 'managerial-tenure' }], atBoundary: 'commission' },
      reserve: null,
    },
    {
      key: 'enrolment',
      kind: 'enrolment',
      title: { ru: 'Зачисление', en: 'Enrolment' },
      period: { opensAt: '2026-07-01T00:00:00+03:00', closesAt: '2026-08-31T23:59:59+03:00' },
      gate: { confirms: 'officer', publishes: 'second-person' },
      orderTitle: { ru: 'Приказ о зачислении', en: 'Order of enrolment' },
      cascade: 'applicant',
      offer: { answerDays: 7, answeredBy: ['nominator', 'officer'], cutOffs: ['2026-07-20', '2026-08-10'], demonstration: true },
      vacancy: { rule: 'open', keeps: 'offers' },
      streams: { count: 2, balancedBy: ['group', 'category', 'sex'] },
    },
  ],
  commission: {
    title: { ru: 'Отборочная комиссия', en: 'Selection commission' },
    members: { min: 5, max: 15, demonstration: true },
    quorum: 'majority-of-all',
    decision: 'majority-of-all',
    chairCasts: true,
    conflicts: ['declared', 'same-organisation'],
  },
  personalFile: [
    { key: 'consent', title: { ru: 'Согласие на обработку персональных данных', en: 'Consent to processing' }, of: 'self', neededAt: 'nomination' },
    { key: 'application', title: { ru: 'Личное заявление', en: 'Application' }, of: 'self', neededAt: 'enrolment' },
    { key: 'diploma', title: { ru: 'Копия диплома', en: 'Copy of diploma' }, of: 'self', neededAt: 'tenure' },
    {
      key: 'name-change',
      title: { ru: 'Документ о перемене имени', en: 'Name-change document' },
      of: 'self',
      neededAt: 'enrolment',
      onlyIf: 'name-changed',
    },
  ],
  appeals: { lodgeDays: 30, answerDays: 30, holdsSeat: false, demonstration: true },
  retention: { enrolled: 'education-record', notEnrolled: 'contest-record', profiles: 'confidential-profile' },
};
