import { SESSION_COOKIE } from './credential';
import { SESSION_HOURS } from './domain/second-factor';
import type { OidcErrand } from './oidc.client';

/** No script reads it, no other site has it sent. */
const STRICT = 'Path=/; Secure; HttpOnly; SameSite=Strict';
const ERRAND_SECONDS = 600;
/** Comes back with the redirect from the provider, which a strict cookie would not. */
export const ERRAND_COOKIE = '__Host-oidc';

/** Hands the secret of a session to the browser. */
export function sessionCookie(secret: string): string {
  return `${SESSION_COOKIE}=${secret}; ${STRICT}; Max-Age=${SESSION_HOURS * 3_600}`;
}

export function noSessionCookie(): string {
  return `${SESSION_COOKIE}=; ${STRICT}; Max-Age=0`;
}

/** Ties the answer of the provider to the browser that was sent there. */
export function errandCookie({ state, nonce, verifier }: OidcErrand): string {
  return `${ERRAND_COOKIE}=${state}.${nonce}.${verifier}; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=${ERRAND_SECONDS}`;
}

/** What this browser was sent with; null where it was not, or where two say something. */
export function errandOf(cookies: string | undefined): OidcErrand | null {
  const found = (cookies ?? '').split(';').map((pair) => pair.trim()).filter((pair) => pair.startsWith(`${ERRAND_COOKIE}=`));
  const [state, nonce, verifier, ...rest] = found.length === 1 ? found[0]!.slice(ERRAND_COOKIE.length + 1).split('.') : [];
  return state && nonce && verifier && rest.length === 0 ? { state, nonce, verifier } : null;
}
