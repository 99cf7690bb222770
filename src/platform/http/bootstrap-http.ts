import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { type DynamicModule, type NestApplicationOptions, RequestMethod } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../clock';
import type { Config } from '../config/config';
import { createLogger } from '../create-logger';
import { newId } from '../new-id';
import { recordArrivals } from './arrival';
import { InputGuard } from './input.guard';
import { serveOpenApi } from './openapi';
import { ProblemFilter } from './problem.filter';
import { addRequestHooks, requestIdOf } from './request-hooks';
import { refusalOf } from './refusal';
import { problemOf, sendProblem } from './send-problem';
import { shedLoad } from './shed-load';
import { createValidationPipe } from './validation.pipe';

const MEGABYTE = 1_048_576;
const FEATURES = 'api/v1';
const OUTSIDE_OF_FEATURES = ['health/live', 'health/ready'].map((path) => ({ path, method: RequestMethod.GET }));

/** The API process: one Nest application on Fastify with every wall up, ready to listen. */
export async function createHttpApplication(module: DynamicModule, config: Pick<Config, 'logLevel' | 'trustedProxies'>): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(module, createAdapter(config), { ...HTTP_OPTIONS, logger: createLogger(config) });
  prepareHttp(app);
  serveOpenApi(app, { page: true });
  app.enableShutdownHooks([], { useProcessExit: true });
  return app;
}

/** Options Nest itself needs: bodies are read by the InputGuard. */
export const HTTP_OPTIONS: NestApplicationOptions = { bodyParser: false, abortOnError: false };

const HEADERS_ARRIVE_WITHIN_MS = 10_000;

/** Limits against slow and large requests; what is sent as JSON has to arrive within the time of `addRequestHooks`. Only the named proxies are believed whom they speak for. */
export function createAdapter({ trustedProxies }: Pick<Config, 'trustedProxies'>, headersTimeout = HEADERS_ARRIVE_WITHIN_MS): FastifyAdapter {
  return new FastifyAdapter({
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: 2 * MEGABYTE,
    requestTimeout: 300_000, // a file over a slow line; JSON has its own, shorter time
    http: { headersTimeout, connectionsCheckingInterval: headersTimeout / 4, maxHeaderSize: 16_384 }, // Node looks every 30 s unless told
    maxRequestsPerSocket: 10_000,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200 },
    genReqId: requestIdOf,
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) => sendProblem(reply, refusalOf(error)),
    clientErrorHandler: answerBrokenRequest,
  });
}

/** Everything between the socket and the handlers, the same in the process and in tests. */
export function prepareHttp(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  server.addContentTypeParser('*', (_request, stream, done) => done(null, stream)); // a file, if the operation takes one: the InputGuard reads or refuses it
  recordArrivals(server, app.get(Clock));
  addRequestHooks(server);
  shedLoad(server);
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalGuards(new InputGuard());
  app.useGlobalPipes(createValidationPipe());
  app.setGlobalPrefix(FEATURES, { exclude: OUTSIDE_OF_FEATURES });
}

/** What is not HTTP gets an answer too, where the socket still takes one. */
function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : error.code === 'HPE_HEADER_OVERFLOW' ? 431 : 400;
  const body = JSON.stringify(problemOf(refusalOf(Object.assign(new Error(), { name: 'FastifyError', statusCode: status })), newId()));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\ncontent-type: application/problem+json; charset=utf-8\r\ncache-control: no-store\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
