import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Problem } from './problem';
import type { Refusal } from './refusal';
import { setSecurityHeaders } from './security-headers';

const RETRY_AFTER_SECONDS = '5';

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
      ...(refusal.status === 503 && { 'retry-after': RETRY_AFTER_SECONDS }),
      ...(refusal.status === 429 && { 'retry-after': String(refusal.params?.seconds) }),
    })
    .code(refusal.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problemOf(refusal, requestId)));
}
