import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Problem } from './problem';
import type { Refusal } from './refusal';
import { setSecurityHeaders } from './security-headers';

const RETRY_AFTER_SECONDS: Readonly<Record<number, string>> = { 429: '60', 503: '5' };

/** The refusal as the client reads it. */
export function problemOf({ status, code, detail, params, faults }: Refusal, requestId: string): Problem {
  const type = `urn:problem:${code.toLowerCase().replaceAll('_', '-')}`;
  return { type, title: STATUS_CODES[status] ?? 'Error', status, code, detail, ...(params && { params }), ...(faults && { faults }), requestId };
}

/** Answers with a refusal, unless an answer has begun. */
export function sendProblem(reply: FastifyReply, refusal: Refusal): void {
  if (reply.sent) return;
  const requestId = reply.request.id;
  setSecurityHeaders(reply, '');
  void reply
    .headers({
      'x-request-id': requestId,
      ...(refusal.status === 401 && { 'www-authenticate': 'Bearer' }),
      ...(!reply.request.raw.complete && { connection: 'close' }), // nobody reads the rest of the body
      ...(refusal.status in RETRY_AFTER_SECONDS && { 'retry-after': RETRY_AFTER_SECONDS[refusal.status] }),
    })
    .code(refusal.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemOf(refusal, requestId)));
}
