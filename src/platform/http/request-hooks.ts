import type { IncomingMessage } from 'node:http';
import { Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { newId } from '../new-id';
import { setSecurityHeaders } from './security-headers';

const REQUEST_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** The caller's name for the request, where it is a plain word, or a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : newId();
}

/** Headers of every answer, and one line of log for every request: the route's pattern, never the address, whose query somebody typed. */
export function addRequestHooks(server: FastifyInstance): void {
  const log = new Logger('http');
  server.addHook('onRequest', (request, reply, done) => {
    setSecurityHeaders(reply, request.url.split('?', 1)[0] ?? '');
    void reply.header('x-request-id', request.id);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { method, id, routeOptions } = request;
    const line = { method, route: request.is404 ? null : routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime), requestId: id };
    if (routeOptions.url?.startsWith('/health/')) log.debug(line);
    else log.log(line);
    done();
  });
}
