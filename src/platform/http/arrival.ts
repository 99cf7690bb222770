import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Clock } from '../clock';

const ARRIVED_AT = 'arrivedAt';

/**
 * Notes when a request began to arrive, before its body has: whoever began to send before a deadline was in time,
 * however slow his line is. Only the process that took the request has seen that moment.
 */
export function recordArrivals(server: FastifyInstance, clock: Clock): void {
  server.decorateRequest(ARRIVED_AT, null);
  server.addHook('onRequest', (request, _reply, done) => {
    request.setDecorator<Date>(ARRIVED_AT, clock.now());
    done();
  });
}

/** When the request began to arrive. */
export function arrivalOf(request: FastifyRequest): Date {
  return request.getDecorator<Date>(ARRIVED_AT);
}
