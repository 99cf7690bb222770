import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { traceOf } from '../trace-of';
import { refusalOf } from './refusal';
import { sendProblem } from './send-problem';

/** The one place where errors become answers (application/problem+json). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const refusal = refusalOf(error);
    if (refusal.isOurFault) this.log.error({ ...traceOf(error), refusal: refusal.code, requestId: reply.request.id });
    sendProblem(reply, refusal);
  }
}
