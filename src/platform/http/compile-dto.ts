import { getMetadataStorage } from 'class-validator';
import type { Fault } from '../../kernel/reason';
import { pointerTo } from './pointer';
import type { RuleContext } from './validators';

/** The faults of a value by JSON pointer, as the validation pipe would tell them; empty when it has the form of the DTO. */
export type CheckForm = (value: object) => Fault[];

interface Property {
  readonly name: string;
  readonly applies: ((object: object, value: unknown) => boolean)[];
  readonly rules: { readonly code: string; readonly context: RuleContext }[];
  part: CheckForm | null;
}

/**
 * The rules of a DTO without the machinery that reads them anew for every value: a file brings a hundred thousand. The
 * decorators stay the only place where rules are stated. Throws at start on a decorator it does not know, so that a rule
 * cannot hold for requests and be missed for files.
 */
export function compileDto(dto: new () => object): CheckForm {
  const properties = propertiesOf(dto);
  const known = new Set(properties.map(({ name }) => name));
  return (value) => {
    const faults: Fault[] = [];
    for (const key of Object.keys(value)) if (!known.has(key)) faults.push({ pointer: pointerTo([key]), code: 'UNKNOWN_FIELD', params: {} });
    for (const property of properties) check(property, value, faults);
    return faults;
  };
}

function propertiesOf(dto: new () => object): Property[] {
  const properties = new Map<string, Property>();
  for (const { propertyName, type, name = '', context, constraints } of getMetadataStorage().getTargetValidationMetadatas(dto, '', true, false)) {
    const property = properties.get(propertyName) ?? { name: propertyName, applies: [], rules: [], part: null };
    properties.set(propertyName, property);
    const rule = context as RuleContext | undefined;
    if (type === 'conditionalValidation') property.applies.push((constraints as Property['applies'])[0]!);
    else if (type === 'customValidation' && rule) {
      property.rules.push({ code: name, context: rule });
      if (rule.part) property.part = compileDto(rule.part());
    } else if (type !== 'nestedValidation') throw new TypeError(`${dto.name}.${propertyName}: a rule of type ${type} cannot be compiled`);
  }
  return [...properties.values()];
}

function check({ name, applies, rules, part }: Property, object: object, faults: Fault[]): void {
  const value: unknown = (object as Record<string, unknown>)[name];
  if (!applies.every((condition) => condition(object, value))) return;
  for (const { code, context } of rules) {
    const { accepts, params, each } = context;
    if (each && Array.isArray(value)) {
      for (const [i, item] of value.entries()) if (!accepts(item)) faults.push({ pointer: pointerTo([name, String(i)]), code, params });
    } else if (!accepts(value)) faults.push({ pointer: pointerTo([name]), code, params });
  }
  if (!part) return;
  if (!Array.isArray(value)) checkPart(part, value, [name], faults);
  else for (let i = 0; i < value.length; i++) checkPart(part, value[i], [name, i], faults);
}

/** What is no object has been told already. */
function checkPart(part: CheckForm, value: unknown, path: readonly (string | number)[], faults: Fault[]): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const fault of part(value)) faults.push({ ...fault, pointer: pointerTo(path.map(String)) + fault.pointer });
}
