import type { IncomingMessage } from 'node:http';
import { HttpException, HttpStatus, Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { newId } from '../new-id';
import { refusalOf } from './refusal';
import { allowOwnSheet, setSecurityHeaders } from './security-headers';
import { sendProblem } from './send-problem';
import { TAKES_FILE } from './takes-file.decorator';

const REQUEST_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** The caller's name for the request, where it is a plain word, or a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : newId();
}

/** A request of a few kilobytes that takes longer holds a connection on purpose. */
const JSON_ARRIVES_WITHIN_MS = 15_000;

/** Headers of every answer, an end to bodies that trickle in, and one line of log for every request: the route's pattern, never the address, whose query somebody typed. */
export function addRequestHooks(server: FastifyInstance, arrivesWithinMs = JSON_ARRIVES_WITHIN_MS): void {
  const log = new Logger('http');
  server.addHook('onRequest', (request, reply, done) => {
    setSecurityHeaders(reply, request.url.split('?', 1)[0] ?? '');
    void reply.header('x-request-id', request.id);
    done();
  });
  server.addHook('preParsing', (request, reply, payload, done) => {
    const { headers, routeOptions, raw } = request;
    const hasBody = 'content-length' in headers || 'transfer-encoding' in headers;
    if (hasBody && !(TAKES_FILE in (routeOptions.config ?? {}))) {
      const timer = setTimeout(() => {
        reply.raw.once('finish', () => raw.destroy()); // what arrives later must not be carried out
        sendProblem(reply, refusalOf(new HttpException('timeout', HttpStatus.REQUEST_TIMEOUT)));
      }, arrivesWithinMs);
      const arrived = (): void => clearTimeout(timer);
      payload.once('end', arrived).once('close', arrived);
    }
    done(null, payload);
  });
  server.addHook('onSend', (_request, reply, content, done) => {
    allowOwnSheet(reply, content);
    done(null, content);
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { method, id, routeOptions } = request;
    const line = { method, route: request.is404 ? null : routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime), requestId: id };
    if (routeOptions.url?.startsWith('/health/')) log.debug(line);
    else log.log(line);
    done();
  });
}
