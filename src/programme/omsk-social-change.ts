import type { Policy } from '../campaign/domain/policy';

/** Омск, ЦИСС: heads of rural settlements; the commission picks 12, at most one from a municipal district. */
export const OMSK_SOCIAL_CHANGE: Policy = {
  schemaVersion: '1',
  programme: {
    key: 'omsk-social-change',
    title: { ru: 'Школа лидеров социальных изменений', en: 'School of leaders of social change' },
    scope: 'regional',
  },
  approvingAct: null,
  referenceDate: '2026-11-01',
  applicants: { kind: 'person', territoryFrom: 'post', sources: [{ type: 'nomination' }] },
  stages: [
    {
      key: 'nomination',
      kind: 'nomination',
      title: { ru: 'Участники установочного семинара', en: 'Participants of the first seminar' },
      period: { opensAt: '2026-10-15T00:00:00+03:00', closesAt: '2026-11-14T23:59:59+03:00' },
      gate: { confirms: 'nominator', publishes: 'at-once' },
      nominators: ['organiser'],
      letter: 'none',
    },
    {
      key: 'post',
      kind: 'eligibility',
      title: { ru: 'Глава сельского поселения Омской области', en: 'Head of a rural settlement of Omsk region' },
      period: { opensAt: '2026-11-15T00:00:00+03:00', closesAt: '2026-11-16T23:59:59+03:00' },
      gate: { confirms: 'officer', publishes: 'same-person' },
      criteria: {
        type: 'all',
        of: [
          {
            type: 'post',
            key: 'rural-head',
            subject: 'self',
            periods: { postCategories: ['municipal-office'], municipalityTypes: ['rural-settlement'] },
          },
          { type: 'territory', key: 'in-omsk-region', subject: 'self', of: 'post', regions: ['55'] },
        ],
      },
    },
    {
      key: 'choice',
      kind: 'ranking',
      title: { ru: 'Выбор комиссии', en: "The commission's choice" },
      period: { opensAt: '2026-11-17T00:00:00+03:00', closesAt: '2026-11-18T23:59:59+03:00' },
      gate: { confirms: 'commission', publishes: 'same-person' },
      order: { by: 'commission' },
      quotas: { seats: 12, territories: { unit: 'municipal-district', each: { max: 1, demonstration: true } } },
      ties: { keys: [], atBoundary: 'commission' },
      reserve: 3,
    },
    {
      key: 'enrolment',
      kind: 'enrolment',
      title: { ru: 'Зачисление', en: 'Enrolment' },
      period: { opensAt: '2026-11-19T00:00:00+03:00', closesAt: '2026-11-21T23:59:59+03:00' },
      gate: { confirms: 'officer', publishes: 'same-person' },
      orderTitle: { ru: 'Приказ о зачислении', en: 'Order of enrolment' },
      cascade: 'applicant',
      offer: { answerDays: 2, answeredBy: ['nominator', 'officer', 'link'], cutOffs: ['2026-11-20'], demonstration: true },
      vacancy: { rule: 'same-cell-first', keeps: 'offers' },
    },
  ],
  commission: {
    title: { ru: 'Комиссия Центра инноваций социальной сферы', en: 'Commission of the centre' },
    members: { min: 3, max: 7, demonstration: true },
    quorum: 'majority-of-all',
    decision: 'majority-of-all',
    chairCasts: true,
    conflicts: ['declared', 'same-organisation'],
  },
  personalFile: [
    { key: 'consent', title: { ru: 'Согласие на обработку персональных данных', en: 'Consent to processing' }, of: 'self', neededAt: 'post' },
  ],
  appeals: { lodgeDays: 30, answerDays: 30, holdsSeat: false, demonstration: true },
  retention: { enrolled: 'education-record', notEnrolled: 'contest-record', profiles: 'confidential-profile' },
};
