import { createHash } from 'node:crypto';
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
    'cross-origin-opener-policy': 'same-origin',
    'strict-transport-security': 'max-age=31536000', // heeded where a proxy speaks TLS, ignored elsewhere
    'content-security-policy': isDocs ? OWN_PAGE : NOTHING,
    ...(!isDocs && { 'cache-control': 'no-store' }),
  });
}

/**
 * A printed page brings one sheet of style in its head, before anything somebody has typed: that very text is allowed and
 * nothing else, so a style that got into a name would still do nothing.
 */
export function allowOwnSheet(reply: FastifyReply, content: unknown): void {
  if (typeof content !== 'string' || !String(reply.getHeader('content-type')).startsWith('text/html') || reply.getHeader('content-security-policy') !== NOTHING) return;
  const [, sheet] = /<style>([^]*?)<\/style>/.exec(content) ?? [];
  if (sheet !== undefined) void reply.header('content-security-policy', `${NOTHING}; style-src 'sha256-${createHash('sha256').update(sheet).digest('base64')}'`);
}
