import type { OpenAPIObject } from '@nestjs/swagger';
import { TestApi } from '../../../support/app';

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, object>>;
}

let api: TestApi;
let document: OpenAPIObject;

beforeAll(async () => {
  api = await TestApi.start();
  document = (await api.as(null).get<OpenAPIObject>('/api/openapi.json')).body;
});
afterAll(() => api.close());

const operations = (): [string, Operation][] =>
  Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation as Operation]));

describe('the OpenAPI document', () => {
  it('summarises every operation, tells its refusals and who may come', () => {
    expect(operations().length).toBeGreaterThan(5);
    for (const [address, { summary, responses, security }] of operations()) {
      expect({ address, summary, security }).toEqual({ address, summary: expect.stringMatching(/^[A-Z].*[^.]$/), security: expect.any(Array) });
      const statuses = address.includes('/api/v1/') ? ['400', '401', '403', '404', '503'] : ['400', '503'];
      expect({ address, statuses: Object.keys(responses) }).toEqual({ address, statuses: expect.arrayContaining(statuses) });
    }
  });

  it('names every operation once', () => {
    const ids = operations().map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('accountAdministrator_create');
  });

  it('describes fields as they are checked', () => {
    expect(document.components?.schemas?.CreateAccountDto).toMatchObject({
      required: ['name', 'grants'],
      properties: { name: { type: 'string', maxLength: 200 }, region: { pattern: '^[0-9]{2}$' }, expiresInDays: { type: 'integer', minimum: 1, maximum: 3650 } },
    });
    expect(document.components?.schemas?.CreateAccountsDto).toMatchObject({ properties: { items: { type: 'array', maxItems: 500, items: { $ref: '#/components/schemas/CreateAccountDto' } } } });
  });

  it('refers to nothing that is not there', () => {
    const known = new Set(Object.entries(document.components ?? {}).flatMap(([kind, parts]) => Object.keys(parts as object).map((name) => `#/components/${kind}/${name}`)));
    const named = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]!);
    expect(named.filter((ref) => !known.has(ref))).toEqual([]);
  });
});
