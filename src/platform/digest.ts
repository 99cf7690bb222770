import { createHash } from 'node:crypto';
import { canonicalJson } from '../kernel/canonical-json';

/** SHA-256 over the canonical JSON of a value: equal values give equal digests, whoever computes them. */
export function digestOf(value: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(value)).digest();
}
