import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** By what somebody is known: the session of a browser, the bearer token of an account, or an API key. */
export type Via = 'session' | 'token' | 'api-key';

export interface Credential {
  readonly via: Via;
  /** 256 random bits in base64url, without the prefix of a key. */
  readonly secret: string;
}

/** Marks a key wherever it is found, in a log or a repository of code, and keeps it apart from a token. */
const KEY_PREFIX = 'key_';
/** The browser takes it from this host over TLS only, for all of it, and from no other. */
export const SESSION_COOKIE = '__Host-session';
export const CSRF_HEADER = 'x-csrf-token';

const BEARER = /^bearer +(\S+)$/i;
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** A new secret: 256 random bits in base64url. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database knows of a secret. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(Buffer.from(secret, 'base64url')).digest();
}

/** The token of a one-time link in an Authorization header; null for anything else: a key opens no link, whatever it is made of. */
export function linkTokenOf(authorization: string | undefined): string | null {
  const credential = bearerOf(authorization);
  return credential?.via === 'token' ? credential.secret : null;
}

/** An API key as it is shown to whoever made it. */
export function keyOf(secret: string): string {
  return KEY_PREFIX + secret;
}

/**
 * What the request shows to be known by, null when there is nothing, or anything doubtful. An Authorization header alone
 * counts where there is one, even a wrong one; a header or a cookie that comes twice says nothing.
 */
export function credentialOf({ raw, headers }: Pick<FastifyRequest, 'raw' | 'headers'>): Credential | null {
  const given = raw.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'authorization').length; // Node keeps the first of several and says nothing
  if (given > 0) return given === 1 ? bearerOf(headers.authorization) : null;
  const cookies = (headers.cookie ?? '').split(';').map((pair) => pair.trim()).filter((pair) => pair.startsWith(`${SESSION_COOKIE}=`));
  const secret = cookies.length === 1 ? cookies[0]!.slice(SESSION_COOKIE.length + 1) : '';
  return isSecret(secret) ? { via: 'session', secret } : null;
}

/** The token or key of an Authorization header, null when it is anything else, another spelling of the same bytes included. */
export function bearerOf(header: string | undefined): Credential | null {
  const value = BEARER.exec(header ?? '')?.[1] ?? '';
  const isKey = value.startsWith(KEY_PREFIX) && value.length > 43;
  const secret = isKey ? value.slice(KEY_PREFIX.length) : value;
  return isSecret(secret) ? { via: isKey ? 'api-key' : 'token', secret } : null;
}

/** What a page of this session has to send with whatever changes something. Another site cannot read it. */
export function csrfTokenOf(sessionSecret: string): string {
  return createHmac('sha256', Buffer.from(sessionSecret, 'base64url')).update('csrf').digest('base64url');
}

/** Whether the header of the request has the token of this session. */
export function hasCsrfToken(header: string | readonly string[] | undefined, sessionSecret: string): boolean {
  const [given, right] = [Buffer.from(String(header)), Buffer.from(csrfTokenOf(sessionSecret))];
  return given.length === right.length && timingSafeEqual(given, right);
}

function isSecret(text: string): boolean {
  return SECRET.test(text) && Buffer.from(text, 'base64url').toString('base64url') === text;
}
