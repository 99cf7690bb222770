import type { CalendarDate } from '../../kernel/calendar-date';
import { foldWords } from '../../kernel/fold-words';

/** What somebody is recognised by where no СНИЛС is known. */
export interface NameAndBirth {
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: CalendarDate;
}

/** Equal for two entries of one person. Patronymics are left out: lists often lack them. */
export function foldName({ familyName, givenName, birthDate }: NameAndBirth): string {
  return [foldWords(familyName), foldWords(givenName), birthDate].join('|');
}
