import { createHash } from 'node:crypto';
import { canonicalJson } from '../kernel/canonical-json';

/** SHA-256 over the canonical JSON of a value: equal values give equal digests, whoever computes them. */
export function digestOf(value: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(value)).digest();
}

/** A value as canonical JSON together with the digest of that very text, for columns that keep what was hashed. */
export function sealedText(value: unknown): { readonly text: string; readonly digest: Buffer } {
  const text = canonicalJson(value);
  return { text, digest: createHash('sha256').update(text).digest() };
}
