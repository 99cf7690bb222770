import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import type { Fault } from '../../kernel/reason';
import { pointerTo } from './pointer';
import { malformed } from './read-json';
import type { RuleContext } from './validators';

const MOST_FAULTS = 10_000;

/**
 * Checks every DTO: unknown fields are faults, text is never turned into numbers unless the DTO says so (`@Type`). One
 * refusal names all faults of the request, each by JSON pointer.
 */
export function createValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: true }, // values tell which item of a list is at fault; they end here
    transform: true, // instances of the DTOs; spares copying each of them back
    exceptionFactory: (errors) => malformed('MALFORMED', 'The request has a wrong form; the faults say where.', errors.flatMap((error) => faultsOf(error)).slice(0, MOST_FAULTS)),
  });
}

function faultsOf(error: ValidationError, parents: readonly string[] = []): Fault[] {
  const path = [...parents, error.property];
  const rules = Object.keys(error.constraints ?? {}).filter((rule) => rule !== 'nestedValidation'); // IS_OBJECT has said it
  const own = rules.flatMap((rule) => faultsOfRule(rule, error, path));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, path))];
}

function faultsOfRule(rule: string, { contexts, value }: ValidationError, path: readonly string[]): Fault[] {
  const code = CODE_OF[rule] ?? rule;
  const context = contexts?.[rule] as RuleContext | undefined;
  const params = context?.params ?? {};
  if (!context?.each || !Array.isArray(value)) return [{ pointer: pointerTo(path), code, params }];
  return value.flatMap((item: unknown, i) => (context.accepts(item) ? [] : [{ pointer: pointerTo([...path, String(i)]), code, params }]));
}

/** Rules of class-validator itself that are not a field's. */
const CODE_OF: Readonly<Record<string, string>> = { whitelistValidation: 'UNKNOWN_FIELD', unknownValue: 'IS_OBJECT', isObject: 'IS_OBJECT' };
