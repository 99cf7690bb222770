import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { bodyExample, type ExampledSchema } from './body-example';
import { problemResponse } from './described.decorator';
import { DOCS_PATH } from './security-headers';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Schemas = Readonly<Record<string, ExampledSchema>>;

/** The rooms of the API, in the order of a campaign. */
const TAGS: Readonly<Record<string, string>> = {
  'sign-in': 'Coming in and going out: passwords, second factor, codes on paper, sessions of browsers, keys of programs.',
  accounts: 'Who may come in: accounts, their grants, tokens and codes. Administrators.',
  programmes: 'The programmes this installation knows, each with the policy its campaigns start with, and the reference data they refer to.',
  campaigns: 'Rounds of a programme and the versions of their policy.',
  nominators: 'Who puts people forward, and how many places each has.',
  nominations: 'People put forward, changed and deleted while they are drafts. Nominators.',
  imports: 'Lists of nominees as files: looked over, applied, corrected.',
  submissions: 'Lists handed in with letters and in time, and the receipts of it.',
  'personal files': 'Documents of a candidacy, their files, consents to processing. Nominators of their own people, officers.',
  duplicates: 'Persons put forward by several nominators: one or different people, and who withdraws. Officers.',
  'personal data': 'How long data are held: what is due, legal holds, destruction by two persons with its act, what is held on one person. Officers.',
  eligibility: 'Formal requirements: verdicts explained to the day, imported lists, exceptions, corrections of records, and whom a change would change.',
  diagnostics: 'Results of tests by instruments with dated norms.',
  assessment: 'Panels of assessors, blind sheets, marks.',
  candidacies: 'Where everybody stands and why: accounts of the stages, the funnel, the file of one candidacy.',
  decisions: 'Lists proposed by the engine, decided and published by named people.',
  notices: 'Letters about published decisions: their texts, previewed by name, let out, delivered once.',
  commission: 'Members, meetings, agenda, votes and protocol of the commission, on which decisions rest. Officers keep it.',
  ranking: 'Runs of the choice under quotas, their confirmation, the reserve.',
  scenarios: 'What if: other rules for the people of a run, compared, swept, doubted. Nothing real is changed.',
  enrolment: 'Seats offered, answered and replaced.',
  orders: 'Orders of enrolment, of changes to them and of expulsion: drafted, signed outside, registered, printed.',
  appeals: 'Objections to published decisions: their term, review by another person, the answer, the case file.',
  calculations: 'Every rule on a case of one\'s own. Nothing is stored.',
  health: 'For the balancer and the supervisor.',
};

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description: 'The same request under the same key has one effect and gets the same answer. Required of programs that sign in with an API key.',
  schema: { type: 'string' as const, minLength: 1, maxLength: 200 },
};

/** Refusals before any rule of the operation. */
const REFUSALS = [
  { name: 'Malformed', status: '400', codes: ['MALFORMED', 'BODY_NOT_JSON', 'BODY_NOT_OBJECT', 'BODY_NOT_UTF8', 'BODY_TOO_DEEP', 'IDEMPOTENCY_KEY_MALFORMED', 'IDEMPOTENCY_KEY_REQUIRED', 'VALUE_NOT_STORABLE'], where: 'anywhere' },
  { name: 'Unauthenticated', status: '401', codes: ['UNAUTHENTICATED'], where: 'features' },
  { name: 'Forbidden', status: '403', codes: ['FORBIDDEN', 'CSRF_TOKEN_REFUSED', 'PROOF_NOT_FRESH'], where: 'features' },
  { name: 'Absent', status: '404', codes: ['ABSENT'], where: 'features' },
  { name: 'TooLarge', status: '413', codes: ['BODY_TOO_LARGE'], where: 'body' },
  { name: 'NotJson', status: '415', codes: ['MEDIA_TYPE_NOT_SUPPORTED'], where: 'body' },
  { name: 'TooMany', status: '429', codes: ['TOO_MANY_REQUESTS'], where: 'features' },
  { name: 'Unavailable', status: '503', codes: ['UNAVAILABLE'], where: 'anywhere' },
] as const;

/** The description of the API at /api/openapi.json and, in the process that serves people, a page to try it at /api/docs. */
export function serveOpenApi(app: NestFastifyApplication, { page }: { readonly page: boolean }): void {
  SwaggerModule.setup(DOCS_PATH, app, () => describeApi(app), { jsonDocumentUrl: '/api/openapi.json', raw: ['json'], ui: page, customSiteTitle: 'Selection service' });
}

/** The OpenAPI document of everything the application routes. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Selection service')
    .setDescription('Selects people for leadership programmes: nomination, eligibility, diagnostics, assessment, ranking under quotas, enrolment. The engine proposes, a named person decides.')
    .setVersion('1') // of the API, as in its path; which build answers is nobody's business
    .setLicense('Proprietary', 'urn:license:proprietary')
    .addServer('/', 'This server')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The token of an account, 32 bytes in base64url, or an API key, the same with `key_` before it.' })
    .addCookieAuth('__Host-session', { type: 'apiKey', description: 'The session of a browser. Whatever is not a GET also needs its CSRF token in the header `x-csrf-token`.' }, 'session');
  for (const [name, description] of Object.entries(TAGS)) builder.addTag(name, description);
  const document = SwaggerModule.createDocument(app, builder.build(), { operationIdFactory: operationId });
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  document.components = { ...document.components, responses: Object.fromEntries(REFUSALS.map(({ name, codes }) => [name, problemResponse(codes)])) };
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods) as [string, Operation][]) complete(path, method, operation, schemas);
  }
  document.components.schemas = { ...document.components.schemas, ErrorCode: { type: 'string', description: 'Every code by which an operation is refused; each operation lists its own by status.', enum: codesIn(document) } };
  return document;
}

function codesIn({ paths, components }: OpenAPIObject): string[] {
  const lists = JSON.stringify([paths, components?.responses]).matchAll(/"code":\{"type":"string","enum":(\[[^\]]*\])/g);
  return [...new Set([...lists].flatMap((match) => JSON.parse(match[1]!) as string[]))].toSorted();
}

/** `AccountAdministratorController.create` → `accountAdministrator_create`: stable as long as the handler is called so. */
function operationId(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}_${method}`;
}

/** What holds for every operation and is therefore written once. */
function complete(path: string, method: string, operation: Operation, schemas: Schemas): void {
  for (const parameter of operation.parameters ?? []) {
    if ('in' in parameter && parameter.in === 'path' && /^id$|Id$/.test(parameter.name)) parameter.schema = { type: 'string', format: 'uuid' };
  }
  if (method === 'post') operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
  for (const { name, status, codes, where } of REFUSALS) {
    if (where === 'anywhere' || (where === 'body' ? operation.requestBody : path.startsWith('/api/v1/'))) {
      const own = codesOf(operation.responses[status]);
      operation.responses[status] = own.length ? problemResponse([...codes, ...own]) : { $ref: `#/components/responses/${name}` };
    }
  }
  showExample(operation, schemas);
}

/** The codes a handler states for a status of its own. */
function codesOf(response: Operation['responses'][string]): string[] {
  return response && 'description' in response ? response.description.split(', ') : [];
}

/** Handlers without a DTO bring examples of their own. */
function showExample({ requestBody }: Operation, schemas: Schemas): void {
  const content = requestBody && 'content' in requestBody ? requestBody.content['application/json'] : undefined;
  if (content?.schema && !content.examples) content.example = bodyExample(content.schema, schemas);
}
