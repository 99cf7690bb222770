import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { canonicalJson } from '../../kernel/canonical-json';
import { DomainError } from '../../kernel/domain-error';
import type { Caller } from '../caller';
import { ReceivedFile } from '../storage/received-file';

const KEY = /^[\x21-\x7e]{1,200}$/;

/** The key of a POST, if it has one. Throws a DomainError of kind `shape` where it is none. */
export function idempotencyKeyOf({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): string | undefined {
  const key = headers['idempotency-key'];
  if (method !== 'POST' || key === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw new DomainError('shape', 'IDEMPOTENCY_KEY_MALFORMED', 'Idempotency-Key is 1 to 200 visible ASCII characters.');
  }
  return key;
}

/**
 * The promise a POST carries with `Idempotency-Key`: the same request under the same key has one effect and one answer.
 * The fingerprint covers method, address and body, so that the key cannot be used with another request. Whoever asks with
 * an API key has to send one (400 `IDEMPOTENCY_KEY_REQUIRED`): nobody sits there to see that something happened twice.
 */
export function idempotencyOf(request: Pick<FastifyRequest, 'method' | 'url' | 'headers' | 'body'>, isRequired = false): Caller['idempotency'] {
  const key = idempotencyKeyOf(request);
  if (key === undefined && isRequired && request.method === 'POST') {
    throw new DomainError('shape', 'IDEMPOTENCY_KEY_REQUIRED', 'A program that signs in with an API key sends an Idempotency-Key with every POST.');
  }
  if (key === undefined) return undefined;
  const fingerprint = createHash('sha256').update(`${request.method} ${request.url}\n${contentOf(request.body)}`).digest();
  return { key, fingerprint };
}

function contentOf(body: unknown): string {
  return body instanceof ReceivedFile ? `file ${body.sha256}` : canonicalJson(body ?? null);
}
