import type { CalendarDate } from '../../kernel/calendar-date';
import { FEDERAL_DISTRICTS, FEDERAL_SUBJECTS } from './federal-subjects';
import { existedOn, MUNICIPALITY_TYPES, type MunicipalityType } from './municipality-types';
import type { Text } from './policy-terms';
import { POST_CATEGORIES, POST_GROUPS, RETENTION_CLASSES, type RetentionClass, SPHERES } from './reference-data';

/** The day whose state the reference data describe. A change of it comes with a new one; published policies name their territories themselves. */
export const REFERENCE_VERSION = '2025-06-19';

export const REFERENCE_KINDS = ['regions', 'districts', 'post-categories', 'post-groups', 'spheres', 'municipality-types', 'retention-classes'] as const;
export type ReferenceKind = (typeof REFERENCE_KINDS)[number];

/** A code of the reference data, with what belongs to its kind. */
export interface ReferenceItem {
  readonly code: string;
  /** A subject of the federation has its Russian name only. */
  readonly title: Pick<Text, 'ru'> & Partial<Text>;
  /** Sources disagree: to be confirmed by an official text. */
  readonly uncertain: boolean;
  /** A region's federal district; null: in none. */
  readonly district?: string | null;
  readonly oktmoPrefix?: string;
  readonly since?: CalendarDate;
  readonly until?: CalendarDate | null;
  readonly law?: string;
  /** Of a retention class: its term in months; null: the archive decides. */
  readonly months?: number | null;
}

/** The codes of a kind; of types that change over time those of the day, where one is named. */
export function listReference(kind: ReferenceKind, on?: CalendarDate): ReferenceItem[] {
  switch (kind) {
    case 'regions':
      return FEDERAL_SUBJECTS.map(({ code, name, district, oktmoPrefix, uncertain }) => ({ code, title: { ru: name }, uncertain, district, oktmoPrefix }));
    case 'districts':
      return FEDERAL_DISTRICTS.map(({ code, name, nameEn }) => ({ code, title: { ru: name, en: nameEn }, uncertain: false }));
    case 'municipality-types': {
      const types: [string, MunicipalityType][] = Object.entries(MUNICIPALITY_TYPES);
      return types.filter(([, type]) => on === undefined || existedOn(type, on)).map(([code, type]) => ({ code, ...type }));
    }
    case 'post-categories':
      return titled(POST_CATEGORIES);
    case 'post-groups':
      return titled(POST_GROUPS);
    case 'spheres':
      return titled(SPHERES);
    case 'retention-classes':
      return Object.entries<RetentionClass>(RETENTION_CLASSES).map(([code, { ru, en, months, uncertain }]) => ({ code, title: { ru, en }, uncertain, months }));
  }
}

function titled(titles: Readonly<Record<string, Text>>): ReferenceItem[] {
  return Object.entries(titles).map(([code, title]) => ({ code, title, uncertain: false }));
}
