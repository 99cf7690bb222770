import type { CalendarDate } from '../../kernel/calendar-date';
import { foldWords } from '../../kernel/fold-words';

export interface Identity {
  readonly givenName: string;
  readonly birthDate: CalendarDate;
}

/**
 * Whether somebody entered under a СНИЛС that is known is the person who bears it. A family name changes with marriage,
 * so birth date and given name decide; Ё and Е, upper and lower case are one letter (they differ between documents).
 * Without this a slip in the number would put a nomination under a stranger's name.
 */
export function samePerson(known: Identity, entered: Identity): boolean {
  return identityKey(known) === identityKey(entered);
}

/** Equal for whoever may be the same person, by СНИЛС as by name: what concurrent entries of one person wait for each other on. */
export function identityKey({ givenName, birthDate }: Identity): string {
  return `${birthDate} ${foldWords(givenName)}`;
}

/** Whether patronymics leave two of one name and birth date the same person: one may not have been written down. */
export function samePatronymic(one: string | null, other: string | null): boolean {
  return one === null || other === null || foldWords(one) === foldWords(other);
}
