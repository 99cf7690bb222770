import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ReceivedFile } from '../storage/received-file';

/** What an operation takes as its body instead of JSON. */
export interface FileLimits {
  /** Most bytes. */
  readonly most: number;
}

export const TAKES_FILE = 'takes-file';

/**
 * The body of the operation is one file as it is, of any media type but JSON and forms: `curl --data-binary @file`. No
 * name comes with it. It is read to a temporary place after sign-in and before the handler, which gets it as `@SentFile()`.
 */
export function TakesFile(limits: FileLimits): MethodDecorator {
  return applyDecorators(
    SetMetadata(TAKES_FILE, limits),
    RouteConfig({ [TAKES_FILE]: true }),
    ApiConsumes('application/octet-stream'),
    ApiBody({ schema: { type: 'string', format: 'binary', maxLength: limits.most }, description: `The file as it is, at most ${Math.round(limits.most / 1_048_576)} MB.` }),
  );
}

/** The file of a handler that states `@TakesFile`. */
export const SentFile = createParamDecorator((_: unknown, context: ExecutionContext): ReceivedFile => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!(body instanceof ReceivedFile)) throw new TypeError('@SentFile needs @TakesFile on the handler');
  return body;
});
