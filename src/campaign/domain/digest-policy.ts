import { createHash } from 'node:crypto';
import { canonicalJson } from '../../kernel/canonical-json';

/** SHA-256 of the policy's canonical JSON: the same document gives the same digest however it was written down. */
export function digestPolicy(policy: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(policy), 'utf8').digest();
}
