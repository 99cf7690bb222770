import type { FastifyReply } from 'fastify';

/** Where the documentation's page stands; it alone runs scripts, its own. */
export const DOCS_PATH = '/api/docs';

const NOTHING = "default-src 'none'; frame-ancestors 'none'";
const OWN_PAGE = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** No guessing of types, no frames, no scripts, no copies: answers of the API are for programs and may hold personal data. */
export function setSecurityHeaders(reply: FastifyReply, path: string): void {
  const isDocs = path === DOCS_PATH || path.startsWith(`${DOCS_PATH}/`);
  void reply.headers({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'content-security-policy': isDocs ? OWN_PAGE : NOTHING,
    ...(!isDocs && { 'cache-control': 'no-store' }),
  });
}
