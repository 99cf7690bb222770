/** Nobody is locked out for longer than this, however often it failed. */
const LONGEST_SECONDS = 900;

/**
 * Seconds to wait after the first, second, … failure: none for the first `free`, then doubling up to 15 minutes. The
 * last entry holds for all further ones.
 */
export function delays(free: number): readonly number[] {
  const growing: number[] = [];
  for (let seconds = 1; seconds < LONGEST_SECONDS; seconds *= 2) growing.push(seconds);
  return [...Array<number>(free).fill(0), ...growing, LONGEST_SECONDS];
}

/** A person mistypes; one who guesses is through these in no time. */
export const DELAYS_OF_LOGIN = delays(4);
/** An administration sits behind one address. */
export const DELAYS_OF_ADDRESS = delays(30);

/**
 * What counts as one address: an IPv4 address, or the 64 bits of an IPv6 network, of which every subscriber has a whole
 * one to himself.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped || !address.includes(':')) return mapped ?? address;
  const [head = '', tail] = address.toLowerCase().split('%', 1)[0]!.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = tail === undefined ? before : [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  return `${groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}
