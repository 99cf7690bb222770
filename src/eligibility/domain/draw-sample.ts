import { createHash } from 'node:crypto';

const BYTES = 6;

/**
 * Whether a candidacy belongs to the sample whose records are compared with documents [выборочная проверка]: about
 * `percent` of a hundred, always the same ones for the same seed, whoever else is there and whenever it is drawn.
 */
export function isSampled(candidacyId: string, seed: string, percent: number): boolean {
  const lot = createHash('sha256').update(`${seed}\n${candidacyId}`).digest().readUIntBE(0, BYTES);
  return lot * 100 < percent * 256 ** BYTES;
}
