import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { problemResponse } from './described.decorator';
import { DOCS_PATH } from './security-headers';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description: 'The same request under the same key has one effect and gets the same answer.',
  schema: { type: 'string' as const, minLength: 1, maxLength: 200 },
};

/** Refusals before any rule of the operation. */
const REFUSALS = [
  { name: 'Malformed', status: '400', codes: ['MALFORMED', 'BODY_NOT_JSON', 'BODY_NOT_OBJECT', 'BODY_NOT_UTF8', 'BODY_TOO_DEEP', 'IDEMPOTENCY_KEY_MALFORMED', 'VALUE_NOT_STORABLE'], where: 'anywhere' },
  { name: 'Unauthenticated', status: '401', codes: ['UNAUTHENTICATED'], where: 'features' },
  { name: 'Forbidden', status: '403', codes: ['FORBIDDEN'], where: 'features' },
  { name: 'Absent', status: '404', codes: ['ABSENT'], where: 'features' },
  { name: 'TooLarge', status: '413', codes: ['BODY_TOO_LARGE'], where: 'body' },
  { name: 'NotJson', status: '415', codes: ['MEDIA_TYPE_NOT_SUPPORTED'], where: 'body' },
  { name: 'Unavailable', status: '503', codes: ['UNAVAILABLE'], where: 'anywhere' },
] as const;

/** The description of the API at /api/openapi.json and, in the process that serves people, a page to try it at /api/docs. */
export function serveOpenApi(app: NestFastifyApplication, { page }: { readonly page: boolean }): void {
  SwaggerModule.setup(DOCS_PATH, app, () => describeApi(app), { jsonDocumentUrl: '/api/openapi.json', raw: ['json'], ui: page, customSiteTitle: 'Selection service' });
}

/** The OpenAPI document of everything the application routes. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const info = new DocumentBuilder()
    .setTitle('Selection service')
    .setDescription('Selects people for leadership programmes: nomination, eligibility, diagnostics, assessment, ranking under quotas, enrolment. The engine proposes, a named person decides.')
    .setVersion('1') // of the API, as in its path; which build answers is nobody's business
    .setLicense('Proprietary', 'urn:license:proprietary')
    .addServer('/', 'This server')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The token of an account: 32 bytes in base64url.' })
    .build();
  const document = SwaggerModule.createDocument(app, info, { operationIdFactory: operationId });
  document.components = { ...document.components, responses: Object.fromEntries(REFUSALS.map(({ name, codes }) => [name, problemResponse(codes)])) };
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods) as [string, Operation][]) complete(path, method, operation);
  }
  return document;
}

/** `AccountAdministratorController.create` → `accountAdministrator_create`: stable as long as the handler is called so. */
function operationId(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}_${method}`;
}

/** What holds for every operation and is therefore written once. */
function complete(path: string, method: string, operation: Operation): void {
  for (const parameter of operation.parameters ?? []) {
    if ('in' in parameter && parameter.in === 'path' && /^id$|Id$/.test(parameter.name)) parameter.schema = { type: 'string', format: 'uuid' };
  }
  if (method === 'post') operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
  for (const { name, status, where } of REFUSALS) {
    if (where === 'anywhere' || (where === 'body' ? operation.requestBody : path.startsWith('/api/v1/'))) {
      operation.responses[status] ??= { $ref: `#/components/responses/${name}` };
    }
  }
}
