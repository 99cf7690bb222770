import { applyDecorators, HttpStatus, RequestMethod, type Type } from '@nestjs/common';
import { HTTP_CODE_METADATA, METHOD_METADATA } from '@nestjs/common/constants';
import { ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { Problem } from './problem';

/** Status and code of a refusal: `'409 STALE_PREVIEW'`. */
export type DescribedError = `${400 | 401 | 403 | 404 | 409 | 412 | 422 | 429 | 503} ${string}`;

export interface Description {
  /** One line in English: what the caller reaches by it. */
  readonly summary: string;
  readonly description?: string;
  /** Refusals of this operation's own rules; those of form, sign-in, rights and repetition are added to every operation. */
  readonly errors?: readonly DescribedError[];
  /** Class of the answer, in brackets when it is a list. */
  readonly answer?: Type<unknown> | readonly [Type<unknown>];
  /** An example of the answer. */
  readonly example?: unknown;
}

/** States an operation for OpenAPI. It stands above `@Get()`, `@Post()` and `@HttpCode()`, whose status it shows. */
export function Described({ summary, description, errors = [], answer, example }: Description): MethodDecorator {
  return (target, key, descriptor: PropertyDescriptor) => {
    const type = Array.isArray(answer) ? (answer[0] as Type<unknown>) : (answer as Type<unknown> | undefined);
    const { status, refusals } = routeOf(descriptor.value as object);
    applyDecorators(
      ApiOperation({ summary, ...(description && { description }) }),
      ApiExtraModels(Problem),
      ApiResponse({ status, description: 'Done.', ...(type && { type, isArray: Array.isArray(answer) }), ...(example !== undefined && { example }) }),
      ...Object.entries(codesByStatus([...errors, ...refusals])).map(([refused, codes]) => ApiResponse({ status: Number(refused), ...problemResponse(codes) })),
    )(target, key, descriptor);
  };
}

/** The response of a refusal, in OpenAPI. */
export function problemResponse(codes: readonly string[]): ProblemResponse {
  const code = { type: 'object' as const, properties: { code: { type: 'string' as const, enum: [...codes] } } };
  return { description: codes.join(', '), content: { 'application/problem+json': { schema: { allOf: [{ $ref: getSchemaPath(Problem) }, code] } } } };
}

interface ProblemResponse {
  readonly description: string;
  readonly content: { readonly 'application/problem+json': { readonly schema: { allOf: ({ $ref: string } | { type: 'object'; properties: { code: { type: 'string'; enum: string[] } } })[] } } };
}

function codesByStatus(errors: readonly DescribedError[]): Record<string, string[]> {
  const byStatus: Record<string, string[]> = {};
  for (const error of new Set(errors)) (byStatus[error.slice(0, 3)] ??= []).push(error.slice(4));
  return byStatus;
}

/** What the decorators of the route say: the status of success, and what the method alone may be refused for. */
function routeOf(handler: object): { status: number; refusals: readonly DescribedError[] } {
  const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
  if (method === undefined) throw new TypeError('@Described stands above the decorator of the route');
  const isPost = method === RequestMethod.POST;
  const stated = Reflect.getMetadata(HTTP_CODE_METADATA, handler) as number | undefined;
  return { status: stated ?? (isPost ? HttpStatus.CREATED : HttpStatus.OK), refusals: isPost ? ['409 IDEMPOTENCY_RACE', '409 IDEMPOTENCY_ANSWER_FORGOTTEN', '422 IDEMPOTENCY_KEY_REUSED'] : [] };
}
