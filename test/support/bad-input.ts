import type { ApiDescription, ApiOperation, Parameter, Schema } from './api-description';

/**
 * Stands in everything sent; no answer may contain it, in whatever writing. Not a plain word of ASCII: keys that are one
 * are shown back, so that whoever mistyped a field finds it.
 */
export const CANARY = 'канарейка-7f3a';
/** The same where only ASCII may stand: in addresses and headers. */
export const CANARY_IN_ASCII = encodeURIComponent(CANARY);

/** One thing wrong with one operation: what, how it is sent, and with which statuses it may be refused. */
export interface BadRequest {
  readonly fault: string;
  readonly refused: readonly number[];
  /** Put in the address instead of a good value. */
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A value in a good body, where it stands, and what the document says of it. */
interface Place {
  readonly path: readonly (string | number)[];
  readonly value: unknown;
  readonly schema: Schema;
  readonly isRequired: boolean;
}

/** JSON that `JSON.stringify` never writes: the marker is replaced in the text. */
const RAW = (literal: string): string => `«${literal}»`;
const toText = (value: unknown): string => JSON.stringify(value).replace(/"«(.*?)»"/g, (_, literal: string) => JSON.parse(`"${literal}"`) as string);
const nested = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

const IN_FORM = [400];
/** Policies and calculators' cases have schemas of their own, judged as rules. */
const BY_OWN_SCHEMA = [400, 422];
const IN_ADDRESS = [400, 404, 414];

const NOT_A_FIELD = Symbol('left out');
const MEGABYTE = 1_048_576;

/** A good value for every pattern of the document; a new pattern has to be added here. */
const MATCHING: readonly string[] = ['potential', 'COMMISSION_CHOICE', '36', '2026-03', '36-0001', '3.5', 'RU', '20701000', '7707083893', 'a'.repeat(64), 'clerk@region.example', '2026-04-05T23:59:59+03:00', 'B'];

/** A body the document allows, every optional field included. */
export function goodBody(description: ApiDescription, { body, example }: ApiOperation, ids: Readonly<Record<string, string>>): unknown {
  return example ?? goodValue(description, body!, '', ids);
}

function goodValue(description: ApiDescription, given: Schema, name: string, ids: Readonly<Record<string, string>>): unknown {
  const schema = description.resolve(given);
  if (schema.properties) return Object.fromEntries(Object.entries(schema.properties).map(([key, part]) => [key, goodValue(description, part, key, ids)]));
  if (schema.type === 'array') return Array.from({ length: Math.max(schema.minItems ?? 1, 1) }, () => goodValue(description, schema.items!, name.replace(/s$/, ''), ids));
  if (schema.format === 'uuid') return ids[name] ?? ids.unknown;
  if (schema.format === 'date') return '2026-02-10';
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'integer') return Math.max(schema.minimum ?? 0, 1);
  if (schema.type === 'boolean') return true;
  if (schema.type === 'object') return schema.example ?? (schema.minProperties ? { potential: goodValue(description, schema.additionalProperties as Schema, '', ids) } : {});
  const text = schema.pattern ? MATCHING.find((one) => new RegExp(schema.pattern!).test(one)) : 'Слово';
  if (text === undefined) throw new Error(`no good value for ${schema.pattern}`);
  return text;
}

function hasOwnSchema({ path }: ApiOperation): boolean {
  return path.endsWith('/policy') || path.startsWith('/api/v1/calculations/');
}

/** Bodies that are wrong as a whole, whatever the operation. */
export function badBodies(description: ApiDescription, operation: ApiOperation, good: unknown): BadRequest[] {
  const text = JSON.stringify(good);
  const refused = hasOwnSchema(operation) ? BY_OWN_SCHEMA : IN_FORM;
  const needsFields = hasOwnSchema(operation) || (description.resolve(operation.body!).required ?? []).length > 0;
  const bodies: readonly (readonly [string, string | Uint8Array])[] = [
    ['null', 'null'], ['a list', `[${text}]`], ['text', `"${CANARY}"`], ['a number', '1'], ['half of JSON', text.slice(0, -1)],
    ['two values', `${text}{}`], ['a comment', `/* ${CANARY} */${text}`], ['bytes that are not UTF-8', Buffer.concat([Buffer.from(`{"${CANARY}":"`), Buffer.from([0xff, 0x22, 0x7d])])],
    ['33 levels', `{"${CANARY}":${nested(33)}}`], ['100 000 levels', `{"${CANARY}":${nested(100_000)}}`],
    ...(needsFields ? [['nothing', ''], ['no field', '{}']] as const : []),
  ];
  return [
    ...bodies.map(([fault, body]) => ({ fault: `the body is ${fault}`, refused, body })),
    { fault: 'the body is more than 2 MB', refused: [413], body: `{"${CANARY}":"${'x'.repeat(2 * MEGABYTE)}"}` },
    { fault: 'the body is plain text', refused: [415], body: text, headers: { 'content-type': 'text/plain' } },
    { fault: 'the body is in another charset', refused: [415], body: text, headers: { 'content-type': 'application/json; charset=windows-1251' } },
    { fault: 'the body is compressed', refused: [415], body: text, headers: { 'content-encoding': 'gzip' } },
  ];
}

/**
 * Bodies with one wrong value each: at every place everything the document does not allow there. The fields of a bulk
 * request's items are left to the single entry, where there is one: both are the same class.
 */
export function badValues(description: ApiDescription, operation: ApiOperation, good: unknown): BadRequest[] {
  const refused = hasOwnSchema(operation) ? BY_OWN_SCHEMA : IN_FORM;
  const isTwin = operation.path.endsWith('/bulk') && description.operations().some(({ method, path }) => method === operation.method && `${path}/bulk` === operation.path);
  const places = placesOf(description, operation.body!, good, [], true).filter(({ path }) => !isTwin || path.length < 3);
  return places.flatMap((place) =>
    wrongValues(place).map(([fault, value]) => ({ fault: `${fault} at /${place.path.join('/')}`, refused, body: toText(put(good, place.path, value)) })),
  );
}

function placesOf(description: ApiDescription, given: Schema, value: unknown, path: readonly (string | number)[], isRequired: boolean): Place[] {
  const schema = { ...description.resolve(given), nullable: given.nullable ?? description.resolve(given).nullable }; // said beside the reference
  const here = { path, value, schema, isRequired };
  if (Array.isArray(value)) return [here, ...value.slice(0, 1).flatMap((item) => placesOf(description, schema.items ?? {}, item, [...path, 0], false))];
  if (typeof value !== 'object' || value === null) return [here];
  const others = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
  return [here, ...Object.entries(value).flatMap(([key, part]) => placesOf(description, schema.properties?.[key] ?? others, part, [...path, key], schema.required?.includes(key) ?? false))];
}

/** What the document does not allow at the place, with the name of the fault. The body itself is not a place for other types. */
function wrongValues({ path, value, schema, isRequired }: Place): [fault: string, value: unknown][] {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const isClosed = isObject && schema.properties !== undefined && schema.additionalProperties !== true;
  const anywhere: [string, unknown][] = [
    ['NUL', `${CANARY}\0`], ['a lone surrogate', RAW(`\\"${CANARY}\\\\ud800\\"`)], ['1e400', RAW('1e400')], ['an overflowing number', RAW('123456789012345678901234567890')],
    ['33 levels', RAW(nested(33))], ['a key __proto__', RAW(`{\\"__proto__\\":{\\"isAdministrator\\":true}}`)], ['a key constructor', { constructor: { prototype: { [CANARY]: 1 } } }],
  ];
  if (path.length === 0) return isClosed ? [['an unknown field', { ...value, [CANARY]: CANARY }]] : [];
  const isKnown = schema.type !== undefined || schema.enum !== undefined;
  const wrong: [string, unknown][] = [];
  if (isRequired) wrong.push(['a field left out', NOT_A_FIELD]);
  if (isClosed) wrong.push(['an unknown field', { ...value, [CANARY]: CANARY }]);
  if (isKnown && !schema.nullable) wrong.push(['null', null]);
  if (isKnown) wrong.push(['another type', OTHER_TYPE[schema.type ?? 'string']], ['an object with a stranger’s key', { [CANARY]: CANARY }]);
  if (isKnown && schema.type !== 'array') wrong.push(['a list', [value]]);
  return [...anywhere, ...wrong, ...outOfBounds(schema, value)];
}

const OTHER_TYPE: Readonly<Record<string, unknown>> = { string: 17, integer: CANARY, number: CANARY, boolean: CANARY, array: { 0: CANARY }, object: CANARY };

/** Values of the right type that the document excludes. */
function outOfBounds({ type, format, pattern, enum: words, minimum, maximum, maxLength, minItems, maxItems }: Schema, value: unknown): [fault: string, value: unknown][] {
  const wrong: [string, unknown][] = [];
  if (type === 'integer') wrong.push(['a broken number', 1.5]);
  if (minimum !== undefined) wrong.push(['below the least', minimum - 1]);
  if (maximum !== undefined) wrong.push(['above the most', maximum + 1]);
  if (maxLength !== undefined) wrong.push(['a huge text', CANARY.repeat(5_000)]);
  if (pattern ?? words ?? format) wrong.push(['an unexpected text', `${CANARY} <script>`], ['an empty text', '']);
  if (format === 'uuid') wrong.push(['a malformed id', `${String(value).slice(0, -1)}G`], ['an id in upper case', 'ABCDEF01-2345-7890-ABCD-EF0123456789']);
  if (format === 'date') wrong.push(['a day that does not exist', '2026-02-30'], ['an instant for a day', '2026-02-10T00:00:00Z'], ['a far day', '12026-02-10']);
  if (minItems) wrong.push(['an empty list', []]);
  if (maxItems !== undefined && Array.isArray(value)) wrong.push(['too long a list', Array<unknown>(maxItems + 1).fill(value[0])]);
  return wrong;
}

/** The value with another one put, or nothing left, at the place. */
function put(value: unknown, [key, ...rest]: readonly (string | number)[], other: unknown): unknown {
  if (key === undefined) return other;
  if (Array.isArray(value)) return value.map((item: unknown, i) => (i === key ? put(item, rest, other) : item));
  const members = Object.entries(value as object).map(([name, part]): [string, unknown] => [name, name === key ? put(part, rest, other) : part]);
  return Object.fromEntries(members.filter(([, part]) => part !== NOT_A_FIELD));
}

/** Every parameter of address, query and headers with every value it must not have. */
export function badParameters({ parameters }: ApiOperation): BadRequest[] {
  const hasQuery = parameters.some((parameter) => parameter.in === 'query');
  const unknown = hasQuery ? [CANARY_IN_ASCII, '__proto__', 'constructor', 'limit[]', 'after.x'] : [];
  return [
    ...parameters.flatMap((parameter) => FAULTS_OF[parameter.in](parameter)),
    ...unknown.map((name) => ({ fault: `query ${name} is not known`, refused: IN_FORM, query: `${name}=${CANARY_IN_ASCII}` })),
  ];
}

/** As they stand in the address. */
const NEVER_TEXT = ['%00', `${CANARY_IN_ASCII}%00`, '%ED%A0%80'];
const NO_NUMBER = ['-1', '1.5', '1e1', '1e400', '0x10', '+1', '%201', '1%0a', '99999999999999999999', CANARY_IN_ASCII, ''];
const NO_WORD = [CANARY_IN_ASCII, `${CANARY_IN_ASCII}'%20or%201=1`, '..%2f..%2fetc', '%F0%9F%92%A9', 'x'.repeat(300)];
const NO_ID = ['1', 'ABCDEF01-2345-7890-ABCD-EF0123456789', '{01a20000-0000-7000-8000-000000000001}'];

const FAULTS_OF: Readonly<Record<Parameter['in'], (parameter: Parameter) => BadRequest[]>> = {
  path: ({ name, schema }) =>
    [...NEVER_TEXT, ...NO_WORD, '%', '__proto__', 'constructor', ...(schema.format === 'uuid' ? NO_ID : [])].map((value) => ({
      fault: `path ${name}=${value.slice(0, 40)}`, refused: IN_ADDRESS, path: { [name]: value },
    })),
  query: ({ name, schema }) =>
    [...NEVER_TEXT, ...(schema.type === 'integer' ? NO_NUMBER : [...NO_WORD, '']), `${CANARY_IN_ASCII}&${name}=${CANARY_IN_ASCII}`].map((value) => ({
      fault: `query ${name}=${value.slice(0, 40)}`, refused: IN_FORM, query: `${name}=${value}`,
    })),
  header: ({ name }) =>
    [CANARY_IN_ASCII.repeat(20), `${CANARY_IN_ASCII} ${CANARY_IN_ASCII}`, 'é'].map((value) => ({ fault: `header ${name}: ${value.slice(0, 40)}`, refused: IN_FORM, headers: { [name]: value } })),
};
