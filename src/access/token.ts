import { createHash, randomBytes } from 'node:crypto';

const BEARER = /^bearer +([A-Za-z0-9_-]{43})$/i;

/** A new token: 256 random bits in base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
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
