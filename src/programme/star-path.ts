import type { Policy } from '../campaign/domain/policy';

/** Звёздный путь, individual part: every winner or finalist of the platform's contests who wants a place has one. */
export const STAR_PATH: Policy = {
  schemaVersion: '1',
  programme: { key: 'star-path', title: { ru: 'Звёздный путь', en: 'Star path' }, scope: 'federal' },
  approvingAct: null,
  referenceDate: '2026-04-01',
  applicants: { kind: 'person', territoryFrom: 'registration', sources: [{ type: 'list', list: 'contest-winners' }] },
  lists: [
    {
      key: 'contest-winners',
      title: { ru: 'Победители и финалисты конкурсов платформы', en: 'Winners and finalists of the platform contests' },
      issuer: { ru: 'Оператор платформы «Россия – страна возможностей»', en: 'Operator of the platform' },
      results: ['winner', 'finalist'],
      matchedBy: ['snils', 'name-and-birth-date'],
    },
  ],
  stages: [
    {
      key: 'nomination',
      kind: 'nomination',
      title: { ru: 'Список победителей и финалистов', en: 'List of winners and finalists' },
      period: { opensAt: '2026-03-01T00:00:00+03:00', closesAt: '2026-03-31T23:59:59+03:00' },
      gate: { confirms: 'nominator', publishes: 'at-once' },
      nominators: ['organiser'],
      letter: 'none',
    },
    {
      key: 'winner',
      kind: 'eligibility',
      title: { ru: 'Проверка результата конкурса', en: 'Check of the contest result' },
      period: { opensAt: '2026-04-01T00:00:00+03:00', closesAt: '2026-04-10T23:59:59+03:00' },
      gate: { confirms: 'officer', publishes: 'same-person' },
      criteria: {
        type: 'all',
        of: [
          { type: 'list', key: 'winner-or-finalist', subject: 'self', list: 'contest-winners', results: ['winner', 'finalist'] },
          { type: 'document', key: 'consent-given', document: 'consent' },
        ],
      },
    },
    {
      key: 'enrolment',
      kind: 'enrolment',
      title: { ru: 'Зачисление', en: 'Enrolment' },
      period: { opensAt: '2026-04-11T00:00:00+03:00', closesAt: '2026-04-30T23:59:59+03:00' },
      gate: { confirms: 'officer', publishes: 'second-person' },
      orderTitle: { ru: 'Приказ о зачислении всех прошедших проверку', en: 'Order enrolling everyone who qualifies' },
      cascade: 'applicant',
      offer: { answerDays: 10, answeredBy: ['nominator', 'officer', 'link'], cutOffs: [], demonstration: true },
    },
  ],
  personalFile: [
    { key: 'consent', title: { ru: 'Согласие на обработку персональных данных', en: 'Consent to processing' }, of: 'self', neededAt: 'winner' },
  ],
  appeals: { lodgeDays: 30, answerDays: 30, holdsSeat: false, demonstration: true },
  retention: { enrolled: 'education-record', notEnrolled: 'contest-record', profiles: 'confidential-profile' },
};
