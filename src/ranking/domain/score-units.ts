import { isDecimal } from '../../kernel/decimal';

/**
 * A score as a safe integer of 10⁻⁴, or null when the text is not a decimal of the kernel. Ten whole digits keep the
 * product below 10¹⁴, where a double is exact to far less than one unit: rounding cannot err, and a million scores are
 * read without big integers.
 */
export function readScore(text: string): number | null {
  return isDecimal(text) ? Math.round(Number(text) * 10_000) : null;
}

/** Integer of 10⁻⁴ to text with exactly four decimals, as protocols print it: `713500` → `'71.3500'`. */
export function formatScore(units: number | bigint): string {
  const digits = String(units < 0 ? -units : units).padStart(5, '0');
  return `${units < 0 ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}
