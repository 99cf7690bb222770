import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import { isDate, isMonth } from '../../kernel/calendar-date';
import { isDecimal } from '../../kernel/decimal';
import type { ReasonParam } from '../../kernel/reason';

/**
 * Fields of a request: each decorator states the check, the code of its fault and the OpenAPI schema at once, so the
 * three cannot differ. A field is required and not null unless it says otherwise.
 */
export interface Field {
  /** May be left out. Null is still refused. */
  readonly optional?: boolean;
  /** May be null. */
  readonly nullable?: boolean;
  /** The field is a list of such values. */
  readonly list?: ListSize;
  readonly description?: string;
  readonly example?: unknown;
}

export interface ListSize {
  /** 0 unless told. */
  readonly min?: number;
  readonly max: number;
}

/** What the validation pipe needs beside class-validator's own error to name a fault exactly. */
export interface RuleContext {
  readonly params: Readonly<Record<string, ReasonParam>>;
  readonly accepts: (value: unknown) => boolean;
  /** The rule is for each item of a list. */
  readonly each: boolean;
  /** The class of a part with fields of its own. */
  readonly part?: () => new () => object;
}

interface Rule extends Omit<RuleContext, 'each' | 'part'> {
  /** Stable code of the fault. */
  readonly code: string;
  readonly schema: object;
  /** Shown where the field is required and gives none of its own. */
  readonly example?: unknown;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PUBLIC_NUMBER = /^[0-9]{2}-[0-9]{4,9}$/;
const REASON = /^[A-Z][A-Z_]{0,63}$/;
const REGION = /^[0-9]{2}$/;
const WORD = /^[A-Za-z0-9]{1,16}$/;
const WORD_KEY = /^[A-Za-z][A-Za-z0-9:-]{0,63}$/;
const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$/;
const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Control characters and those that turn the direction of writing: nothing a person types on one line. */
const NOT_ONE_LINE = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** True for an identifier as this service writes it: a UUID in lower case. */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

/** An identifier (UUID, lower case). Code `IS_ID`. */
export function IsId(field: Field = {}): PropertyDecorator {
  return decorate({ code: 'IS_ID', params: {}, accepts: isId, schema: { type: 'string', format: 'uuid' }, example: '0198f0a2-5c1e-7c3a-9d42-6b1f0e8a7d31' }, field);
}

/** A candidacy's public number `RR-NNNN`. Code `IS_PUBLIC_NUMBER`. */
export function IsPublicNumber(field: Field = {}): PropertyDecorator {
  return decorate({ ...matching('IS_PUBLIC_NUMBER', PUBLIC_NUMBER), example: '36-0001' }, field);
}

/** A day that exists, `YYYY-MM-DD`. Code `IS_DATE`. */
export function IsCivilDate(field: Field = {}): PropertyDecorator {
  const accepts = (value: unknown): boolean => typeof value === 'string' && isDate(value);
  return decorate({ code: 'IS_DATE', params: {}, accepts, schema: { type: 'string', format: 'date' }, example: '2026-03-01' }, field);
}

/** A moment with its offset from UTC, `2026-04-05T23:59:59+03:00`. Code `IS_INSTANT`. */
export function IsInstant(field: Field = {}): PropertyDecorator {
  const { accepts, ...rest } = matching('IS_INSTANT', INSTANT);
  const exists = (value: unknown): boolean => accepts(value) && isDate(String(value).slice(0, 10)) && !Number.isNaN(Date.parse(String(value)));
  return decorate({ ...rest, accepts: exists, example: '2026-04-05T23:59:59+03:00' }, field);
}

/** A day that exists, `YYYY-MM-DD`, or a month, `YYYY-MM`, where no more is known. Code `IS_DATE`. */
export function IsDateOrMonth(field: Field = {}): PropertyDecorator {
  const accepts = (value: unknown): boolean => typeof value === 'string' && (isDate(value) || isMonth(value));
  const schema = { type: 'string', pattern: '^[0-9]{4}-(0[1-9]|1[0-2])(-[0-9]{2})?$' };
  return decorate({ code: 'IS_DATE', params: {}, accepts, schema, example: '2026-03-01' }, field);
}

/** A decimal written plainly, at most four decimals: `'3.5'`. Text, because a binary number would round. Code `IS_DECIMAL`. */
export function IsDecimalText(field: Field = {}): PropertyDecorator {
  return decorate({ code: 'IS_DECIMAL', params: {}, accepts: isDecimalText, schema: DECIMAL_SCHEMA }, field);
}

/** Decimals under keys, such as marks by criterion: `{ 'K1': '3.5' }`; 1 to `max` of them. Code `IS_DECIMALS`. */
export function IsDecimalRecord(max: number, field: Field = {}): PropertyDecorator {
  const accepts = (value: unknown): boolean => {
    if (!isObject(value)) return false;
    const members = Object.entries(value);
    return members.length >= 1 && members.length <= max && members.every(([key, decimal]) => key.length <= 64 && isDecimalText(decimal));
  };
  const schema = { type: 'object', additionalProperties: DECIMAL_SCHEMA, minProperties: 1, maxProperties: max };
  return decorate({ code: 'IS_DECIMALS', params: { max }, accepts, schema }, field);
}

/** Words under keys, such as columns by field: `{ familyName: 'B' }`; 1 to `max` of them. Code `IS_WORDS`. */
export function IsWordRecord(max: number, field: Field = {}): PropertyDecorator {
  const accepts = (value: unknown): boolean => {
    if (!isObject(value)) return false;
    const members = Object.entries(value);
    return members.length >= 1 && members.length <= max && members.every(([key, word]) => WORD_KEY.test(key) && typeof word === 'string' && WORD.test(word));
  };
  const schema = { type: 'object', additionalProperties: { type: 'string', pattern: WORD.source }, minProperties: 1, maxProperties: max };
  return decorate({ code: 'IS_WORDS', params: { max }, accepts, schema }, field);
}

/** The code of a reason, upper case: `COMMISSION_CHOICE`. Code `IS_REASON_CODE`. */
export function IsReasonCode(field: Field = {}): PropertyDecorator {
  return decorate({ ...matching('IS_REASON_CODE', REASON), example: 'COMMISSION_DECIDED' }, field);
}

/** Two digits of a subject of the federation. Code `IS_REGION_CODE`. */
export function IsRegionCode(field: Field = {}): PropertyDecorator {
  return decorate({ ...matching('IS_REGION_CODE', REGION), example: '36' }, field);
}

/** A key of the policy or of a list: `potential`, `school-of-mayors`. Code `IS_KEY`. */
export function IsKey(field: Field = {}): PropertyDecorator {
  const { accepts, schema, ...rest } = matching('IS_KEY', KEY);
  return decorate({ ...rest, accepts: (value) => accepts(value) && String(value).length <= 60, schema: { ...schema, maxLength: 60 } }, field);
}

/** Text that matches a pattern of the feature (linear, anchored). */
export function IsMatch(code: string, pattern: RegExp, field: Field = {}): PropertyDecorator {
  return decorate(matching(code, pattern), field);
}

/** One line of text for people, 1 to `max` characters, not blank, without control characters. Code `IS_TEXT`. */
export function IsText(max: number, field: Field = {}): PropertyDecorator {
  const accepts = (value: unknown): boolean =>
    typeof value === 'string' && value.length <= max && value.trim() !== '' && !NOT_ONE_LINE.test(value);
  return decorate({ code: 'IS_TEXT', params: { max }, accepts, schema: { type: 'string', minLength: 1, maxLength: max } }, field);
}

/** Text of several lines, 1 to `max` characters, not blank; of control characters it has line feeds only. Code `IS_PROSE`. */
export function IsProse(max: number, field: Field = {}): PropertyDecorator {
  const accepts = (value: unknown): boolean =>
    typeof value === 'string' && value.length <= max && value.trim() !== '' && !NOT_ONE_LINE.test(value.replaceAll('\n', ''));
  return decorate({ code: 'IS_PROSE', params: { max }, accepts, schema: { type: 'string', minLength: 1, maxLength: max } }, field);
}

/** A SHA-256, 64 hexadecimal digits in lower case: what was shown, repeated, or of a file. Code `IS_SHA256`. */
export function IsSha256(field: Field = {}): PropertyDecorator {
  return IsMatch('IS_SHA256', /^[0-9a-f]{64}$/, field);
}

/** A whole number within bounds. Code `IS_WHOLE`. */
export function IsWhole(min: number, max: number, field: Field = {}): PropertyDecorator {
  const accepts = (value: unknown): boolean => Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
  return decorate({ code: 'IS_WHOLE', params: { min, max }, accepts, schema: { type: 'integer', minimum: min, maximum: max } }, field);
}

/** One of the words. Code `IS_ONE_OF`. */
export function IsOneOf(values: readonly string[], field: Field = {}): PropertyDecorator {
  const accepts = (value: unknown): boolean => typeof value === 'string' && values.includes(value);
  return decorate({ code: 'IS_ONE_OF', params: { allowed: values }, accepts, schema: { type: 'string', enum: [...values] } }, field);
}

/** True or false. Code `IS_FLAG`. */
export function IsFlag(field: Field = {}): PropertyDecorator {
  return decorate({ code: 'IS_FLAG', params: {}, accepts: (value) => typeof value === 'boolean', schema: { type: 'boolean' }, example: true }, field);
}

/** A part with fields of its own; give `list` for several. Codes `IS_OBJECT`, `IS_LIST` and those of the part. */
export function Nested(part: () => new () => object, field: Field = {}): PropertyDecorator {
  return applyDecorators(
    decorate({ code: 'IS_OBJECT', params: {}, accepts: isObject, schema: {} }, field, part),
    ValidateNested(),
    Type(part),
  );
}

const DECIMAL_SCHEMA = { type: 'string', pattern: '^-?(0|[1-9][0-9]{0,9})(\\.[0-9]{1,4})?$', example: '3.5' };

function isDecimalText(value: unknown): boolean {
  return typeof value === 'string' && isDecimal(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function matching(code: string, pattern: RegExp): Rule {
  const accepts = (value: unknown): boolean => typeof value === 'string' && pattern.test(value);
  return { code, params: {}, accepts, schema: { type: 'string', pattern: pattern.source } };
}

function decorate(rule: Rule, field: Field, part?: () => new () => object): PropertyDecorator {
  const { optional = false, nullable = false, list, description } = field;
  const one = optional || part ? undefined : rule.example;
  const example = field.example ?? (list && one !== undefined ? [one] : one);
  const each = list !== undefined;
  const context: RuleContext = { params: rule.params, accepts: rule.accepts, each, part };
  const shown = { required: !optional, ...(nullable && { nullable }), ...(description && { description }), ...(example !== undefined && { example }) };
  const size = list && { minItems: list.min ?? 0, maxItems: list.max };
  const schema = part ? { type: () => part(), isArray: each, ...size } : list ? { type: 'array', items: rule.schema, ...size } : rule.schema;
  return applyDecorators(
    ApiProperty({ ...shown, ...schema }),
    ValidateBy({ name: rule.code, validator: { validate: rule.accepts } }, { each, context, message: rule.code }),
    ...(list ? [isListOf(list)] : []),
    ValidateIf((_, value) => !(optional && value === undefined) && !(nullable && value === null)),
  );
}

function isListOf({ min = 0, max }: ListSize): PropertyDecorator {
  const accepts = (value: unknown): boolean => Array.isArray(value) && value.length >= min && value.length <= max;
  return ValidateBy({ name: 'IS_LIST', validator: { validate: accepts } }, { context: { params: { min, max }, accepts, each: false } satisfies RuleContext, message: 'IS_LIST' });
}
