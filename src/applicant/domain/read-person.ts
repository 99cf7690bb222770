import type { CalendarDate } from '../../kernel/calendar-date';
import type { Fault } from '../../kernel/reason';
import { checkIdentifier, type IdentifierResult } from './check-identifier';
import { NAME_FAULTS, readPersonName } from './read-person-name';

/** A person as somebody typed him in. */
export interface PersonEntry {
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic?: string;
  readonly birthDate: CalendarDate;
  readonly sex: 'female' | 'male';
  readonly snils?: string;
  readonly phone?: string;
  readonly email?: string;
}

/** A person as he is stored: names in one spelling, СНИЛС as eleven digits. */
export interface ReadPerson {
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic: string | null;
  readonly birthDate: CalendarDate;
  readonly sex: 'female' | 'male';
  readonly snils: string | null;
  readonly contacts: { readonly phone?: string; readonly email?: string } | null;
}

export const PERSON_FAULTS = [...NAME_FAULTS, 'SNILS_FORMAT', 'SNILS_CHECKSUM', 'SNILS_PLACEHOLDER'] as const;
export type PersonFaultCode = (typeof PERSON_FAULTS)[number];

const SNILS_FAULTS: Readonly<Record<IdentifierResult, PersonFaultCode | null>> = {
  valid: null,
  unchecked: null, // an old number that carries no check digits; nothing speaks against it
  checksum: 'SNILS_CHECKSUM',
  format: 'SNILS_FORMAT',
  placeholder: 'SNILS_PLACEHOLDER',
  organisation: 'SNILS_FORMAT',
};

/** Reads what was typed; the faults name the fields below `pointer`. With a fault the person is not to be used. */
export function readPerson(entry: PersonEntry, pointer: string): { person: ReadPerson; faults: Fault<PersonFaultCode>[] } {
  const faults: Fault<PersonFaultCode>[] = [];
  const name = (field: 'familyName' | 'givenName' | 'patronymic', text: string): string => {
    const read = readPersonName(text);
    if (typeof read === 'string') return read;
    faults.push({ ...read, pointer: `${pointer}/${field}` });
    return text;
  };
  const snils = entry.snils === undefined ? null : checkIdentifier('snils', entry.snils);
  const fault = snils && SNILS_FAULTS[snils.result];
  if (fault) faults.push({ code: fault, params: {}, pointer: `${pointer}/snils` });
  const { birthDate, sex, phone, email } = entry;
  const person: ReadPerson = {
    familyName: name('familyName', entry.familyName),
    givenName: name('givenName', entry.givenName),
    patronymic: entry.patronymic === undefined ? null : name('patronymic', entry.patronymic),
    birthDate,
    sex,
    snils: snils?.normalised ?? null,
    contacts: phone === undefined && email === undefined ? null : { phone, email },
  };
  return { person, faults };
}
