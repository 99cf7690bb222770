import type { Reason } from '../../kernel/reason';
import { KEYBOARD_ROWS, COMMON_WORDS } from './common-passwords';

/** NIST SP 800-63B-4, 3.1.1.2: the only factor, or one of two. */
export const SHORTEST_ALONE = 15;
export const SHORTEST_WITH_SECOND_FACTOR = 8;
/** Far above what anybody types; a limit at all so that nobody sends megabytes to be hashed. */
export const LONGEST = 256;

export type PasswordFault = 'PASSWORD_TOO_SHORT' | 'PASSWORD_TOO_LONG' | 'PASSWORD_COMMON' | 'PASSWORD_PREDICTABLE' | 'PASSWORD_NAMES_ACCOUNT';

export interface PasswordContext {
  readonly hasSecondFactor: boolean;
  /** Words an attacker tries first: the login and the name of the account. */
  readonly words: readonly string[];
}

/** The one spelling under which a password is hashed: the same keys give the same characters on every system. Nothing is cut off. */
export function normalPassword(password: string): string {
  return password.normalize('NFC');
}

/**
 * Whether a new password may be set (NIST SP 800-63B-4): long enough, counted in characters, and none that is tried first.
 * No rule asks for digits or signs. Null: it may. Params: `min` or `max`, in characters.
 */
export function checkPassword(password: string, { hasSecondFactor, words }: PasswordContext): Reason<PasswordFault> | null {
  const length = [...normalPassword(password)].length;
  const min = hasSecondFactor ? SHORTEST_WITH_SECOND_FACTOR : SHORTEST_ALONE;
  if (length < min) return { code: 'PASSWORD_TOO_SHORT', params: { min } };
  if (length > LONGEST) return { code: 'PASSWORD_TOO_LONG', params: { max: LONGEST } };
  const plain = folded(password);
  if (names(plain, words)) return { code: 'PASSWORD_NAMES_ACCOUNT', params: {} };
  if (isPredictable(plain)) return { code: 'PASSWORD_PREDICTABLE', params: {} };
  return isCommon(plain) ? { code: 'PASSWORD_COMMON', params: {} } : null;
}

const LEET: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' };
/** What people put before and behind a word. */
const TRIMMINGS = /^[^\p{L}]+|[^\p{L}]+$/gu;

function folded(password: string): string {
  return password.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
}

/** A common word, also with digits and signs around it, letters written as digits, or the word twice. */
function isCommon(plain: string): boolean {
  const unleet = (text: string): string => [...text].map((character) => LEET[character] ?? character).join('');
  const core = plain.replace(TRIMMINGS, '');
  const spellings = [plain, core, unleet(plain).replace(TRIMMINGS, ''), unleet(core)].map((spelling) => spelling.replace(/[^\p{L}\p{N}]/gu, ''));
  return spellings.some((spelling) => consistsOfCommonWords(spelling));
}

function consistsOfCommonWords(text: string): boolean {
  if (!/\p{L}/u.test(text)) return false;
  const ends = new Set([0]); // positions a row of common words can reach
  for (let at = 0; at < text.length; at++) {
    if (!ends.has(at)) continue;
    for (const word of COMMON_WORDS) if (text.startsWith(word, at)) ends.add(at + word.length);
    if (/\p{N}/u.test(text[at]!)) ends.add(at + 1);
  }
  return ends.has(text.length);
}

/** One or two characters only, a short piece repeated, or neighbours on the keyboard or in the alphabet most of the way. */
function isPredictable(plain: string): boolean {
  const characters = [...plain];
  if (new Set(characters).size <= 2) return true;
  for (let period = 1; period <= 4; period++) if (characters.every((character, i) => character === characters[i % period])) return true;
  const steps = characters.slice(1).filter((character, i) => areNeighbours(characters[i]!, character)).length;
  return steps >= (characters.length - 1) * 0.8;
}

function areNeighbours(one: string, other: string): boolean {
  const distance = Math.abs(one.codePointAt(0)! - other.codePointAt(0)!);
  return distance <= 1 || KEYBOARD_ROWS.some((row) => row.includes(one + other) || row.includes(other + one));
}

function names(plain: string, words: readonly string[]): boolean {
  const parts = words.flatMap((word) => folded(word).split(/[^\p{L}\p{N}]+/u)).filter((part) => part.length >= 4);
  const rest = parts.reduce((left, part) => left.replaceAll(part, ''), plain);
  return rest.length < plain.length && [...rest.replace(/[^\p{L}]/gu, '')].length < 6;
}
