import type { CalendarDate } from '../../kernel/calendar-date';

/** What somebody is recognised by where no СНИЛС is known. */
export interface NameAndBirth {
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: CalendarDate;
}

/**
 * One spelling of a name: Ё and Е, upper and lower case are one letter, spaces are single and hyphens have none around
 * them (they differ between documents).
 */
export function foldSpelling(name: string): string {
  return name.normalize('NFC').toLowerCase().replaceAll('ё', 'е').trim().replace(/\s+/g, ' ').replace(/ ?- ?/g, '-');
}

/** Equal for two entries of one person. Patronymics are left out: lists often lack them. */
export function foldName({ familyName, givenName, birthDate }: NameAndBirth): string {
  return [foldSpelling(familyName), foldSpelling(givenName), birthDate].join('|');
}
