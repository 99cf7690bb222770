import { FEDERAL_SUBJECTS } from './federal-subjects';
import { MUNICIPALITY_TYPES } from './municipality-types';
import type { Text } from './policy-terms';

/** What is known of the installation, and what policies refer to. A misspelt code would silently count nothing. */
export interface PolicyReference {
  /** Codes of the subjects of the federation, two digits. */
  readonly regions: ReadonlySet<string>;
  /** Keys of the programmes whose campaigns a policy may draw from. */
  readonly programmes: ReadonlySet<string>;
  readonly retentionClasses: ReadonlySet<string>;
  readonly codes: Readonly<Record<PeriodCodes, ReadonlySet<string>>>;
  /** Assessors by stage key, once they are named; without them the check of conflicts says nothing. */
  readonly assessors?: Readonly<Record<string, readonly AssessorPlace[]>>;
}

/** The fields of `Periods` that hold codes of reference data. */
export type PeriodCodes = 'postCategories' | 'groups' | 'spheres' | 'municipalityTypes';

/** `region` is null for an assessor who belongs to none. */
export interface AssessorPlace {
  readonly region: string | null;
}

/** What a code of the reference data means, for people. */
type Titles = Readonly<Record<string, Text>>;

/** Categories of posts that careers are made of; which of them count as managerial, a policy says. */
export const POST_CATEGORIES = {
  'municipal-office': { ru: 'Муниципальная должность', en: 'Municipal office' },
  'deputy-head': { ru: 'Заместитель главы администрации', en: 'Deputy head of an administration' },
  'service-head': { ru: 'Должность муниципальной или государственной службы категории «руководители»', en: 'Service post of the category “heads”' },
  'organisation-head': { ru: 'Руководитель организации', en: 'Head of an organisation' },
  'organisation-deputy-head': { ru: 'Заместитель руководителя организации', en: 'Deputy head of an organisation' },
  'unit-head': { ru: 'Руководитель структурного подразделения', en: 'Head of a unit' },
  specialist: { ru: 'Специалист, советник: не руководящая должность', en: 'Specialist, adviser: not a managerial post' },
} as const satisfies Titles;

/** Groups of service posts (79-ФЗ art. 9, 25-ФЗ art. 8). */
export const POST_GROUPS = {
  highest: { ru: 'Высшая группа', en: 'Highest group' },
  main: { ru: 'Главная группа', en: 'Main group' },
  leading: { ru: 'Ведущая группа', en: 'Leading group' },
  senior: { ru: 'Старшая группа', en: 'Senior group' },
  junior: { ru: 'Младшая группа', en: 'Junior group' },
} as const satisfies Titles;

export const SPHERES = {
  'municipal-service': { ru: 'Муниципальная служба', en: 'Municipal service' },
  'civil-service': { ru: 'Государственная гражданская служба', en: 'State civil service' },
  organisation: { ru: 'Организации', en: 'Organisations' },
} as const satisfies Titles;

/** How long records are held; `months` counts from the day their purpose is reached, null: the archive decides. */
export interface RetentionClass extends Text {
  readonly months: number | null;
  /** No act of this installation gives the term: whoever runs it sets his own here. */
  readonly uncertain: boolean;
}

export const RETENTION_CLASSES = {
  'education-record': { ru: 'Документы об обучении', en: 'Records of study', months: 600, uncertain: true },
  // As papers of a contest for a civil-service post: three years (decree of the President 112 of 1 February 2005, item 24).
  'contest-record': { ru: 'Документы отбора', en: 'Records of the selection', months: 36, uncertain: true },
  'confidential-profile': { ru: 'Профили и первичные ответы диагностики', en: 'Profiles and raw answers of diagnostics', months: 12, uncertain: true },
  'order-and-minutes': { ru: 'Приказы и протоколы', en: 'Orders and minutes', months: null, uncertain: true },
  // Roskomnadzor order 179 of 28 October 2022, item 8.
  'destruction-act': { ru: 'Акты об уничтожении персональных данных', en: 'Acts of destruction of personal data', months: 36, uncertain: false },
} as const satisfies Readonly<Record<string, RetentionClass>>;

export type RetentionClassKey = keyof typeof RETENTION_CLASSES;

const codesOf = (titles: Readonly<Record<string, unknown>>): ReadonlySet<string> => new Set(Object.keys(titles));

/** The reference data of this installation, with its programmes and, once named, the assessors of a campaign's stages. */
export function policyReference(programmes: Iterable<string>, assessors?: PolicyReference['assessors']): PolicyReference {
  return {
    regions: new Set(FEDERAL_SUBJECTS.map(({ code }) => code)),
    programmes: new Set(programmes),
    retentionClasses: codesOf(RETENTION_CLASSES),
    codes: {
      postCategories: codesOf(POST_CATEGORIES),
      groups: codesOf(POST_GROUPS),
      spheres: codesOf(SPHERES),
      municipalityTypes: codesOf(MUNICIPALITY_TYPES),
    },
    assessors,
  };
}
