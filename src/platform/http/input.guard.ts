import { Readable } from 'node:stream';
import { type CanActivate, type ExecutionContext, HttpException, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ReceivedFile, TooManyBytes } from '../storage/received-file';
import { idempotencyKeyOf } from './idempotency-key';
import { faultsWithin, readJson, refuseFaults } from './read-json';
import { type FileLimits, TAKES_FILE } from './takes-file.decorator';
import { isId } from './validators';

/**
 * Reads the body and looks through query, path and Idempotency-Key before anything else does. A guard and not a parser, so that a
 * stranger is refused for being one before his body costs anything: guards run in the order they are registered in, and
 * signing in comes first.
 */
@Injectable()
export class InputGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    refuseMalformedIds(request.params);
    idempotencyKeyOf(request);
    refuseFaults([...faultsWithin(request.query), ...faultsWithin(request.params)]);
    const limits = Reflect.getMetadata(TAKES_FILE, context.getHandler()) as FileLimits | undefined;
    if (limits) {
      const file = await receiveFile(request, limits.most);
      request.body = file;
      http.getResponse<FastifyReply>().raw.once('close', () => void file.drop());
    } else if (request.body instanceof Readable) throw new HttpException('media type', 415);
    else if (Buffer.isBuffer(request.body)) request.body = readBody(request.headers, request.body);
    return true;
  }
}

/** Parameters of the path named `id` or `…Id` are identifiers. Throws a DomainError of kind `shape` that names the parameter. */
export function refuseMalformedIds(params: unknown): void {
  const malformed = Object.entries(params ?? {}).filter(([name, value]) => /^id$|Id$/.test(name) && !isId(value));
  refuseFaults(malformed.map(([name]) => ({ pointer: `/${name}`, code: 'IS_ID', params: {} })));
}

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]+)/i;
/** A form wraps its files in lines of its own, which would be kept with them. */
const FORM = /^(multipart\/|application\/x-www-form-urlencoded)/i;

function readBody(headers: FastifyRequest['headers'], bytes: Buffer): unknown {
  const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset) || isEncoded(headers)) throw new HttpException('media type', 415);
  return bytes.length === 0 ? undefined : readJson(bytes);
}

async function receiveFile({ body, headers }: FastifyRequest, most: number): Promise<ReceivedFile> {
  if (!(body instanceof Readable) || isEncoded(headers) || FORM.test(headers['content-type'] ?? '')) throw new HttpException('media type', 415);
  if (Number(headers['content-length'] ?? 0) > most) throw new HttpException('too large', 413);
  try {
    const bytes = body.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>; // a refusal still needs the connection
    return await ReceivedFile.from(bytes, most);
  } catch (error) {
    throw error instanceof TooManyBytes ? new HttpException('too large', 413) : error;
  }
}

function isEncoded(headers: FastifyRequest['headers']): boolean {
  return (headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity';
}
