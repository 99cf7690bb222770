/** Without letters and digits that are taken for one another, and without vowels, which make words. */
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXZ';
const LENGTH = 8;
/** Weights of the places; 27 and each of them have no common divisor, so a single wrong character is always found. */
const WEIGHTS = [1, 2, 4, 5, 7, 8, 10] as const;

export const CODE_FAULTS = ['CODE_FORMAT', 'CODE_CHECKSUM'] as const;
export type CodeFault = (typeof CODE_FAULTS)[number];

/**
 * The code under which one candidate is known to a testing system in one campaign: seven characters from random bytes
 * (about 33 bits) and one check character. It says nothing of the person and is worth nothing outside the campaign.
 */
export function testingCode(random: Uint8Array): string {
  const body = WEIGHTS.map((_, i) => ALPHABET[(random[i] ?? 0) % ALPHABET.length]!).join('');
  return body + checkCharacter(body);
}

/** Whether a typed code can be right: its alphabet, its length, its check character. Case and inner spaces do not matter. */
export function readTestingCode(typed: string): { readonly code: string } | { readonly fault: CodeFault } {
  const code = typed.replace(/[\s-]/g, '').toUpperCase();
  if (code.length !== LENGTH || [...code].some((character) => !ALPHABET.includes(character))) return { fault: 'CODE_FORMAT' };
  return checkCharacter(code.slice(0, -1)) === code.at(-1) ? { code } : { fault: 'CODE_CHECKSUM' };
}

function checkCharacter(body: string): string {
  const sum = [...body].reduce((total, character, i) => total + WEIGHTS[i]! * ALPHABET.indexOf(character), 0);
  return ALPHABET[sum % ALPHABET.length]!;
}
