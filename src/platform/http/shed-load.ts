import { monitorEventLoopDelay } from 'node:perf_hooks';
import { HttpException, HttpStatus } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { refusalOf } from './refusal';
import { sendProblem } from './send-problem';

const RESOLUTION_MS = 20;
const SAMPLE_MS = 1_000;
const MOST_DELAY_MS = 500;
/** One long step is no overload. */
const SAMPLES_IN_A_ROW = 2;

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

function watchEventLoop(server: FastifyInstance): () => boolean {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  let slow = 0;
  const timer = setInterval(() => {
    slow = histogram.mean / 1e6 - RESOLUTION_MS > MOST_DELAY_MS ? slow + 1 : 0;
    histogram.reset();
  }, SAMPLE_MS).unref();
  server.addHook('onClose', (_server, done) => {
    clearInterval(timer);
    histogram.disable();
    done();
  });
  return () => slow >= SAMPLES_IN_A_ROW;
}
