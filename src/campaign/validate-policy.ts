import { Ajv2020, type ErrorObject } from 'ajv/dist/2020';
import { isDate } from '../kernel/calendar-date';
import type { ReasonParam } from '../kernel/reason';
import { type PolicyFault, type PolicyFaultCode, policyFault } from './domain/policy-fault';
import schema from './domain/policy.schema.json';

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** True for `2026-02-01T00:00:00+03:00`: a day that exists, a time, and always an offset, for a deadline without one is nobody's. */
export function isInstant(text: string): boolean {
  const day = INSTANT.exec(text)?.[1];
  return day !== undefined && isDate(day);
}

const matchesSchema = new Ajv2020({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  discriminator: true, // one fault for an unknown kind instead of one for every kind it is not
  formats: { date: isDate, 'date-time': isInstant },
}).compile(schema);

/** Criteria nest; deeper than this no rule of a programme goes, and recursion over the document stays bounded. */
const MOST_LEVELS = 40;

/**
 * Faults of shape, each at the field concerned (a missing field at the place where it should stand). None means the
 * document is a `Policy`; whether it makes sense is for `checkPolicy`.
 */
export function validatePolicy(document: unknown): PolicyFault[] {
  if (deeperThan(document, MOST_LEVELS)) return [policyFault('SCHEMA_TOO_DEEP', '', { levels: MOST_LEVELS })];
  return matchesSchema(document) ? [] : (matchesSchema.errors ?? []).map(faultOf);
}

function deeperThan(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== 'object') return false;
  return levels === 0 || Object.values(value).some((member) => deeperThan(member, levels - 1));
}

interface Rendering {
  readonly code: PolicyFaultCode;
  /** Which of ajv's parameters a reader needs, under the name he reads. */
  readonly params?: Readonly<Record<string, string>>;
  /** The parameter that names the field, where the fault is about a field of the object and not the object. */
  readonly field?: string;
}

const RENDERINGS: Readonly<Record<string, Rendering>> = {
  type: { code: 'SCHEMA_TYPE', params: { expected: 'type' } },
  required: { code: 'SCHEMA_REQUIRED', field: 'missingProperty' },
  additionalProperties: { code: 'SCHEMA_UNKNOWN_FIELD', field: 'additionalProperty' },
  discriminator: { code: 'SCHEMA_UNKNOWN_KIND', params: { value: 'tagValue' }, field: 'tag' },
  const: { code: 'SCHEMA_NOT_ALLOWED', params: { allowed: 'allowedValue' } },
  enum: { code: 'SCHEMA_NOT_ALLOWED', params: { allowed: 'allowedValues' } },
  format: { code: 'SCHEMA_FORMAT', params: { expected: 'format' } },
  pattern: { code: 'SCHEMA_FORMAT', params: { expected: 'pattern' } },
  minLength: { code: 'SCHEMA_LENGTH', params: { least: 'limit' } },
  maxLength: { code: 'SCHEMA_LENGTH', params: { most: 'limit' } },
  minimum: { code: 'SCHEMA_RANGE', params: { least: 'limit' } },
  maximum: { code: 'SCHEMA_RANGE', params: { most: 'limit' } },
  minItems: { code: 'SCHEMA_COUNT', params: { least: 'limit' } },
  maxItems: { code: 'SCHEMA_COUNT', params: { most: 'limit' } },
  minProperties: { code: 'SCHEMA_COUNT', params: { least: 'limit' } },
  uniqueItems: { code: 'SCHEMA_TWICE', params: { first: 'j', again: 'i' } },
};

function faultOf({ keyword, instancePath, params: told }: ErrorObject<string, Record<string, unknown>>): PolicyFault {
  const rendering = RENDERINGS[keyword];
  if (!rendering) throw new Error(`the policy schema uses a keyword without a code: ${keyword}`);
  const params: Record<string, ReasonParam> = {};
  for (const [name, source] of Object.entries(rendering.params ?? {})) params[name] = plain(told[source]);
  const field = rendering.field && String(told[rendering.field]);
  if (!field) return policyFault(rendering.code, instancePath, params);
  return policyFault(rendering.code, `${instancePath}/${field.replace(/~/g, '~0').replace(/\//g, '~1')}`, { field, ...params });
}

function plain(value: unknown): ReasonParam {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
