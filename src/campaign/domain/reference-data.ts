import { FEDERAL_SUBJECTS } from './federal-subjects';

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

/** Categories of posts that careers are made of; which of them count as managerial, a policy says. */
export const POST_CATEGORIES = {
  'municipal-office': 'Муниципальная должность',
  'deputy-head': 'Заместитель главы администрации',
  'service-head': 'Должность муниципальной или государственной службы категории «руководители»',
  'organisation-head': 'Руководитель организации',
  'organisation-deputy-head': 'Заместитель руководителя организации',
  'unit-head': 'Руководитель структурного подразделения',
  specialist: 'Специалист, советник: не руководящая должность',
} as const satisfies Record<string, string>;

/** Groups of service posts (79-ФЗ art. 9, 25-ФЗ art. 8). */
export const POST_GROUPS = {
  highest: 'Высшая группа',
  main: 'Главная группа',
  leading: 'Ведущая группа',
  senior: 'Старшая группа',
  junior: 'Младшая группа',
} as const satisfies Record<string, string>;

export const SPHERES = {
  'municipal-service': 'Муниципальная служба',
  'civil-service': 'Государственная гражданская служба',
  organisation: 'Организации',
} as const satisfies Record<string, string>;

/** Types change over time (33-ФЗ of 20.03.2025); a career keeps the type of its day. */
export const MUNICIPALITY_TYPES = {
  'rural-settlement': 'Сельское поселение',
  'urban-settlement': 'Городское поселение',
  'municipal-district': 'Муниципальный район',
  'municipal-okrug': 'Муниципальный округ',
  'urban-okrug': 'Городской округ',
  'inner-city': 'Внутригородская территория города федерального значения',
} as const satisfies Record<string, string>;

export const RETENTION_CLASSES = {
  'education-record': 'Документы об обучении',
  'contest-record': 'Документы отбора',
  'confidential-profile': 'Профили и первичные ответы диагностики',
} as const satisfies Record<string, string>;

const codesOf = (titles: Readonly<Record<string, string>>): ReadonlySet<string> => new Set(Object.keys(titles));

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
