/** The part of an OpenAPI schema that an example is made from. */
export interface ExampledSchema {
  readonly $ref?: string;
  readonly allOf?: readonly ExampledSchema[];
  readonly type?: string;
  readonly example?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: ExampledSchema;
  readonly properties?: Readonly<Record<string, ExampledSchema>>;
  readonly required?: readonly string[];
}

const REFERENCE = '#/components/schemas/';

/**
 * An example of a body, put together from the examples of its fields, so that it cannot tell of a field that is no longer
 * there. A field that may be left out is shown where an example is given for it. Undefined: a part has no example.
 */
export function bodyExample(schema: ExampledSchema, schemas: Readonly<Record<string, ExampledSchema>>): unknown {
  const { $ref, allOf, example, enum: words, items, properties, required = [] } = schema;
  if (example !== undefined) return example;
  const referred = $ref ?? allOf?.[0]?.$ref;
  if (referred) return bodyExample(schemas[referred.replace(REFERENCE, '')]!, schemas);
  if (words) return words[0];
  if (items) return [bodyExample(items, schemas)];
  if (!properties) return undefined;
  const shown = Object.entries(properties).flatMap(([name, field]) => (required.includes(name) || field.example !== undefined ? [[name, bodyExample(field, schemas)] as const] : []));
  return Object.fromEntries(shown);
}
