import { createHash, createHmac, hkdfSync } from 'node:crypto';

const BEARER = /^bearer +([A-Za-z0-9_-]{43})$/i;

/** Makes the tokens of accounts and nothing else: derived from the master key, so that the two never meet. */
export function tokenKey(masterKey: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, '', 'account token', 32));
}

/**
 * The token of an account: 32 bytes in base64url. Computed and not drawn, because a repeated request (Idempotency-Key) has
 * to get the same answer, and an answer that is stored must not hold a token.
 */
export function tokenOf(accountId: string, key: Buffer): string {
  return createHmac('sha256', key).update(accountId).digest('base64url');
}

/** What the database knows of a token. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(Buffer.from(token, 'base64url')).digest();
}

/** The token of an Authorization header, null when it is anything else, another spelling of the same bytes included. */
export function bearerOf(header: string | undefined): string | null {
  const token = BEARER.exec(header ?? '')?.[1];
  return token && Buffer.from(token, 'base64url').toString('base64url') === token ? token : null;
}
