import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';

/** JSON Schema in the part that OpenAPI 3.0 shares with it, so that one document serves both. */
export type CaseSchema = Readonly<Record<string, unknown>>;

/** Why a case has no answer. `path` is a JSON pointer into the case, `message` is English and fixed per code. */
export interface CalculationError {
  readonly code: string;
  readonly message: string;
  readonly path: string;
  /** What falls apart, where the case is refused for not holding together. */
  readonly components?: readonly Readonly<Record<string, readonly string[]>>[];
}

export type Answer = object | { readonly error: CalculationError };

/** One rule of the service that anybody may run on a case of his own. Nothing is stored, nothing is looked up. */
export interface Calculator {
  readonly name: string;
  readonly summary: string;
  readonly schema: CaseSchema;
  /** Title → a case that has an answer. */
  readonly examples: Readonly<Record<string, object>>;
  /** Codes of cases that are well-formed and have no answer. */
  readonly refusals: readonly string[];
  /** The answer to a case of any shape, or the error that says what is wrong with it. */
  readonly run: (input: unknown) => Answer;
}

/**
 * A calculator from its parts: the case is checked against the schema, then handed to the rule. A node of the schema may
 * name its own error code by `x-error`, so that a date is an INVALID_DATE whether it is a wrong text or no text at all.
 */
export function defineCalculator<Case>(
  { rule, ...parts }: Omit<Calculator, 'run'> & { readonly rule: (input: Case) => Answer },
): Calculator {
  let matches: ValidateFunction<Case> | undefined;
  return {
    ...parts,
    run: (input) => {
      matches ??= ajv.compile<Case>(parts.schema);
      if (matches(input)) return rule(input);
      const fault = matches.errors?.at(-1);
      if (!fault) throw new Error(`${parts.name}: refused without a fault`);
      return { error: shapeError(fault) };
    },
  };
}

export function calculationError(code: string, message: string, path: string): { readonly error: CalculationError } {
  return { error: { code, message, path } };
}

const ajv = new Ajv2020({ strict: true, verbose: true, keywords: ['x-error'] });

function shapeError({ keyword, instancePath, params, message = '', parentSchema }: ErrorObject): CalculationError {
  if (keyword === 'additionalProperties') {
    const field = String(params.additionalProperty);
    return { code: 'SCHEMA_UNKNOWN_FIELD', message: `Unknown field: ${field}.`, path: `${instancePath}/${escape(field)}` };
  }
  if (keyword === 'required') {
    const field = String(params.missingProperty);
    return { code: 'SCHEMA_REQUIRED', message: `Missing field: ${field}.`, path: `${instancePath}/${escape(field)}` };
  }
  const code: unknown = parentSchema?.['x-error'];
  return { code: typeof code === 'string' ? code : 'SCHEMA_INVALID', message: `This ${message}.`, path: instancePath };
}

function escape(field: string): string {
  return field.replaceAll('~', '~0').replaceAll('/', '~1');
}
