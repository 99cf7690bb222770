import type { CalendarDate } from '../../kernel/calendar-date';
import type { Fault } from '../../kernel/reason';
import { checkIdentifier, type IdentifierResult } from './check-identifier';
import { NAME_FAULTS, readPersonName } from './read-person-name';

/** What somebody is recognised by, as it was typed in. */
export interface IdentityEntry {
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic?: string;
  readonly birthDate: CalendarDate;
  readonly snils?: string;
}

/** A person as somebody typed him in. */
export interface PersonEntry extends IdentityEntry {
  readonly sex: 'female' | 'male';
  readonly phone?: string;
  readonly email?: string;
}

/** Names in one spelling, СНИЛС as eleven digits. */
export interface ReadIdentity {
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic: string | null;
  readonly birthDate: CalendarDate;
  readonly snils: string | null;
}

/** A person as he is stored. */
export interface ReadPerson extends ReadIdentity {
  readonly sex: 'female' | 'male';
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
  const { identity, faults } = readIdentity(entry, pointer);
  const { sex, phone, email } = entry;
  return { person: { ...identity, sex, contacts: phone === undefined && email === undefined ? null : { phone, email } }, faults };
}

/** As `readPerson`, for whoever is only to be recognised. */
export function readIdentity(entry: IdentityEntry, pointer: string): { identity: ReadIdentity; faults: Fault<PersonFaultCode>[] } {
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
  const identity: ReadIdentity = {
    familyName: name('familyName', entry.familyName),
    givenName: name('givenName', entry.givenName),
    patronymic: entry.patronymic === undefined ? null : name('patronymic', entry.patronymic),
    birthDate: entry.birthDate,
    snils: snils?.normalised ?? null,
  };
  return { identity, faults };
}
