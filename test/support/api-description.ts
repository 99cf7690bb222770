import type { Operation } from '../../src/access/domain/may';
import type { TestApi } from './app';

/** What the document says of a value; `additionalProperties` absent: no other fields are known. */
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly nullable?: boolean;
  readonly example?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly minProperties?: number;
  readonly items?: Schema;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

/** One method at one address, with the schema of the body it takes. */
export interface ApiOperation {
  readonly method: string;
  readonly path: string;
  /** By which an account is admitted; null: public. */
  readonly operation: Operation | null;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
  /** Its body is a file as it is. */
  readonly takesFile: boolean;
  readonly example: unknown;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Described {
  readonly 'x-operation'?: Operation;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Schema; readonly examples?: Readonly<Record<string, { readonly value: unknown }>> } } };
}

/** The API as its own OpenAPI document describes it. */
export class ApiDescription {
  private constructor(private readonly document: Document) {}

  static async of(api: TestApi): Promise<ApiDescription> {
    return new ApiDescription((await api.as(null).get<Document>('/api/openapi.json')).body);
  }

  /** Every operation below /api/v1, in the document's order. */
  operations(): ApiOperation[] {
    return Object.entries(this.document.paths).filter(([path]) => path.startsWith('/api/v1/')).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters = [], requestBody, 'x-operation': operation = null }]) => {
        const content = requestBody?.content['application/json'];
        return { method: method.toUpperCase(), path, operation, parameters, takesFile: requestBody !== undefined && !content, body: content?.schema ?? null, example: Object.values(content?.examples ?? {})[0]?.value };
      }),
    );
  }

  /** The schema itself, without the reference that may stand for it. */
  resolve(schema: Schema): Schema {
    const ref = schema.$ref ?? schema.allOf?.[0]?.$ref;
    return ref ? { ...this.document.components.schemas[ref.replace('#/components/schemas/', '')]!, ...(schema.nullable && { nullable: true }) } : schema;
  }
}

/** The address with every parameter of its path put in. */
export function addressOf({ path }: Pick<ApiOperation, 'path'>, values: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`no value for {${name}} of ${path}`);
    return value;
  });
}
