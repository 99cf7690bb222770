import { type CanActivate, type ExecutionContext, HttpException, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { idempotencyKeyOf } from './idempotency-key';
import { faultsWithin, readJson, refuseFaults } from './read-json';
import { isId } from './validators';

/**
 * Reads the body and looks through query, path and Idempotency-Key before anything else does. A guard and not a parser, so that a
 * stranger is refused for being one before his body costs anything: guards run in the order they are registered in, and
 * signing in comes first.
 */
@Injectable()
export class InputGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    refuseMalformedIds(request.params);
    idempotencyKeyOf(request);
    refuseFaults([...faultsWithin(request.query), ...faultsWithin(request.params)]);
    if (Buffer.isBuffer(request.body)) request.body = readBody(request.headers, request.body);
    return true;
  }
}

/** Parameters of the path named `id` or `…Id` are identifiers. Throws a DomainError of kind `shape` that names the parameter. */
export function refuseMalformedIds(params: unknown): void {
  const malformed = Object.entries(params ?? {}).filter(([name, value]) => /^id$|Id$/.test(name) && !isId(value));
  refuseFaults(malformed.map(([name]) => ({ pointer: `/${name}`, code: 'IS_ID', params: {} })));
}

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]+)/i;

function readBody(headers: FastifyRequest['headers'], bytes: Buffer): unknown {
  const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  const encoding = headers['content-encoding'] ?? 'identity';
  if (!/^utf-?8$/i.test(charset) || encoding.toLowerCase() !== 'identity') throw new HttpException('media type', 415);
  return bytes.length === 0 ? undefined : readJson(bytes);
}
