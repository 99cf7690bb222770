import { setImmediate as turn } from 'node:timers/promises';

/**
 * Runs a long computation step by step and lets the event loop turn after each, so that requests wait for one step at
 * most and not for all of it. A job or a thread of its own would be for what nobody waits for, or for longer steps.
 */
export async function politely<Result>(work: Generator<unknown, Result>): Promise<Result> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await turn();
  }
}
