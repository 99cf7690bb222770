import { performance } from 'node:perf_hooks';
import { HttpException, HttpStatus } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { refusalOf } from './refusal';
import { sendProblem } from './send-problem';

const SAMPLE_MS = 50;
const MOST_DELAY_MS = 500;
/** A long step or two are no overload. */
const TURNS_IN_A_ROW = 3;

/**
 * A process that turns so slowly that every answer comes late takes no more work: 503 at once, before anybody is signed in
 * or a body read, so that what it has begun gets done. Health answers as ever; the balancer is who has to know.
 */
export function shedLoad(server: FastifyInstance, isOverloaded = watchEventLoop(server)): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (isOverloaded() && !request.url.startsWith('/health/')) sendProblem(reply, refusalOf(new HttpException('overloaded', HttpStatus.SERVICE_UNAVAILABLE)));
    else done();
  });
}

/** How late a timer is tells how long the turns are. */
function watchEventLoop(server: FastifyInstance): () => boolean {
  let late = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    late = now - last - SAMPLE_MS > MOST_DELAY_MS ? late + 1 : 0;
    last = now;
  }, SAMPLE_MS).unref();
  server.addHook('onClose', (_server, done) => {
    clearInterval(timer);
    done();
  });
  return () => late >= TURNS_IN_A_ROW;
}
