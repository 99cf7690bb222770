import type { CalendarDate } from '../../kernel/calendar-date';
import type { Text } from './policy-terms';

/** A type of municipality [вид муниципального образования] and the days on which one of that type could exist. */
export interface MunicipalityType {
  readonly title: Text;
  readonly since: CalendarDate;
  /** null: to this day. */
  readonly until: CalendarDate | null;
  /** The law the type comes from. */
  readonly law: string;
  /** To be confirmed by an official text before a legal document relies on it. */
  readonly uncertain: boolean;
}

const LAW_131 = '131-ФЗ, 06.10.2003';

/**
 * Types change over time, so a career keeps the type of its day. 33-ФЗ of 20.03.2025, in force in the main since
 * 19.06.2025, lets a region choose one tier or two: settlements and districts go on where it keeps two, so no type ended
 * on that day.
 */
export const MUNICIPALITY_TYPES = {
  'rural-settlement': { title: { ru: 'Сельское поселение', en: 'Rural settlement' }, since: '2006-01-01', until: null, law: LAW_131, uncertain: false },
  'urban-settlement': { title: { ru: 'Городское поселение', en: 'Urban settlement' }, since: '2006-01-01', until: null, law: LAW_131, uncertain: false },
  'municipal-district': { title: { ru: 'Муниципальный район', en: 'Municipal district' }, since: '2006-01-01', until: null, law: LAW_131, uncertain: false },
  'municipal-okrug': { title: { ru: 'Муниципальный округ', en: 'Municipal okrug' }, since: '2019-05-01', until: null, law: '87-ФЗ, 01.05.2019', uncertain: true },
  'urban-okrug': { title: { ru: 'Городской округ', en: 'Urban okrug' }, since: '2006-01-01', until: null, law: LAW_131, uncertain: false },
  'urban-okrug-divided': { title: { ru: 'Городской округ с внутригородским делением', en: 'Urban okrug with inner districts' }, since: '2014-05-27', until: null, law: '136-ФЗ, 27.05.2014', uncertain: true },
  'inner-city': { title: { ru: 'Внутригородская территория города федерального значения', en: 'Inner-city territory of a federal city' }, since: '2006-01-01', until: null, law: LAW_131, uncertain: false },
} as const satisfies Readonly<Record<string, MunicipalityType>>;

export const MUNICIPALITY_TITLES: Readonly<Record<string, Text>> = Object.fromEntries(Object.entries(MUNICIPALITY_TYPES).map(([code, { title }]) => [code, title]));

/** Whether a municipality could be of the type on that day. */
export function existedOn({ since, until }: MunicipalityType, day: CalendarDate): boolean {
  return since <= day && (until === null || day <= until);
}
