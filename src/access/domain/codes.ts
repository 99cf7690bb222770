/** Crockford's base 32: nothing in it is mistaken for something else on paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 4;

/** Random bytes as a code for paper: 5 bits a character, in groups of four. 10 bytes give `XXXX-XXXX-XXXX-XXXX`. */
export function writeCode(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  const characters = bits.match(/.{5}/g)!.map((five) => ALPHABET[parseInt(five, 2)]!);
  return characters.join('').replace(new RegExp(`.{${GROUP}}(?=.)`, 'g'), '$&-');
}

/** A code as it was typed, in its one spelling: without hyphens and spaces, with what looks alike read as one. */
export function readCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
}

/** Whether this is a code of an authenticator app, six digits, and not a recovery code. */
export function isAppCode(typed: string): boolean {
  return /^\d{3} ?\d{3}$/.test(typed.trim());
}
