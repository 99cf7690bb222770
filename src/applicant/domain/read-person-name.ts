import type { Reason } from '../../kernel/reason';

export const NAME_FAULTS = ['NAME_EMPTY', 'NAME_TOO_LONG', 'NAME_HIDDEN_CHARACTER', 'NAME_DIGIT'] as const;
export type NameFaultCode = (typeof NAME_FAULTS)[number];

const LONGEST_NAME = 100;

/** Russian letters, parts joined by a space or a hyphen: nearly every name, and nothing is wrong with it. */
const USUAL = /^[А-ЯЁа-яё]+(?:[ -][А-ЯЁа-яё]+)*$/;

/**
 * One part of a person's name as it is stored: composed form (й is one character however it was typed), no outer spaces,
 * single spaces inside. Refused: nothing, more than 100 characters, digits, and characters nobody sees (control and
 * format characters, direction marks, zero-width spaces, halves of surrogate pairs): they make two equal names differ
 * and let a list show another name than it holds.
 */
export function readPersonName(text: string): string | Reason<NameFaultCode> {
  if (text.length <= LONGEST_NAME && USUAL.test(text)) return text;
  const name = text.normalize('NFC').trim().replace(/\p{Zs}+/gu, ' ');
  if (/\p{C}|\p{Zl}|\p{Zp}/u.test(name)) return { code: 'NAME_HIDDEN_CHARACTER', params: {} };
  if (/\p{N}/u.test(name)) return { code: 'NAME_DIGIT', params: {} };
  if (name === '') return { code: 'NAME_EMPTY', params: {} };
  return [...name].length > LONGEST_NAME ? { code: 'NAME_TOO_LONG', params: { longest: LONGEST_NAME } } : name;
}
