import { subjectOfOktmo } from '../../campaign/domain/federal-subjects';

export const IDENTIFIER_KINDS = ['snils', 'inn', 'oktmo'] as const;
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number];

/**
 * - `valid`: the check digits fit; ОКТМО, which has none: it belongs to a known subject;
 * - `unchecked`: acceptable, but nothing proves it: an old СНИЛС without a check number, ОКТМО of an unknown subject;
 * - `checksum`: the check digits do not fit, most likely a slip of the pen;
 * - `format`: not the digits of such a number at all;
 * - `placeholder`: one digit repeated, typed to get past the field;
 * - `organisation`: a true ИНН, but of an organisation, where a person's is asked for.
 */
export type IdentifierResult = 'valid' | 'unchecked' | 'checksum' | 'format' | 'placeholder' | 'organisation';

export interface IdentifierCheck {
  readonly result: IdentifierResult;
  /** Digits only; absent when the format is wrong. */
  readonly normalised?: string;
  /** ОКТМО: two-digit code of the subject of the federation. */
  readonly subject?: string;
}

const FORMAT: Readonly<Record<IdentifierKind, RegExp>> = {
  snils: /^\d{3}-?\d{3}-?\d{3}[ -]?\d{2}$/,
  inn: /^(\d{10}|\d{12})$/,
  oktmo: /^(\d{8}|\d{11})$/,
};

/** СНИЛС up to this number were given without a check number (Pension Fund; consultant.ru LAW_124607, section 8). */
const LAST_UNCHECKED_SNILS = 1_001_998;

const INN_ORGANISATION = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const INN_PERSON_FIRST = [7, ...INN_ORGANISATION];
const INN_PERSON_SECOND = [3, ...INN_PERSON_FIRST];

/**
 * Checks a СНИЛС (with or without its dashes), a person's ИНН (12 digits) or an ОКТМО (8 digits, 11 with the settlement)
 * and says why it is not accepted. Outer spaces are ignored.
 */
export function checkIdentifier(kind: IdentifierKind, value: string): IdentifierCheck {
  const text = value.trim();
  if (!FORMAT[kind].test(text)) return { result: 'format' };
  const normalised = text.replace(/\D/g, '');
  // The last two digits of a СНИЛС follow from the others, so they do not take part in the repetition.
  const free = kind === 'snils' ? normalised.slice(0, 9) : normalised;
  if (/^(\d)\1*$/.test(free)) return { result: 'placeholder', normalised };
  switch (kind) {
    case 'snils':
      return { result: checkSnils(normalised), normalised };
    case 'inn':
      return { result: checkInn(normalised), normalised };
    case 'oktmo': {
      const subject = subjectOfOktmo(normalised);
      return subject ? { result: 'valid', normalised, subject } : { result: 'unchecked', normalised };
    }
  }
}

/** Each of the nine digits times its place from the end; the sum by 101, where a rest of 100 is written 00. */
function checkSnils(digits: string): IdentifierResult {
  const number = digits.slice(0, 9);
  if (Number(number) <= LAST_UNCHECKED_SNILS) return 'unchecked';
  const sum = weightedSum(number, [9, 8, 7, 6, 5, 4, 3, 2, 1]);
  return (sum % 101) % 100 === Number(digits.slice(9)) ? 'valid' : 'checksum';
}

function checkInn(digits: string): IdentifierResult {
  const ends = (weights: readonly number[], place: number): boolean =>
    (weightedSum(digits, weights) % 11) % 10 === Number(digits[place]);
  if (digits.length === 10) return ends(INN_ORGANISATION, 9) ? 'organisation' : 'checksum';
  return ends(INN_PERSON_FIRST, 10) && ends(INN_PERSON_SECOND, 11) ? 'valid' : 'checksum';
}

function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0);
}
