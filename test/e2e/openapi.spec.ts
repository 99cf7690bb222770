import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as May from '../../src/access/domain/may';
import { TestApi } from '../support/app';
import { openCampaign } from '../support/campaign-story';
import { allSides, sideOf, type Sides } from '../support/sides';

interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: unknown }>>;
}

interface Operation {
  readonly 'x-operation'?: May.Operation;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security?: readonly object[];
  readonly requestBody?: { readonly content: { readonly 'application/json'?: { readonly example?: unknown; readonly examples?: Readonly<Record<string, { readonly value: unknown }>> } } };
  readonly responses: Readonly<Record<string, Response>>;
}

interface Document {
  readonly tags: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, Response>>; readonly schemas: Readonly<Record<string, { readonly enum?: readonly string[] }>> };
}

const SOURCE = join(__dirname, '../../src');
/** Met at the command line, or by a browser on its way to the OpenID provider and back. */
const OF_NO_OPERATION = ['ALREADY_BOOTSTRAPPED', 'OIDC_REFUSED', 'PROVIDER_SILENT'];
/** Whoever has nothing to show yet. */
const isPublic = (path: string): boolean => /^\/(health|api\/v1\/(sign-in|answer|appeal))(\/|$)/.test(path);

describe('the OpenAPI document', () => {
  let api: TestApi;
  let document: Document;
  let sides: Sides;
  let campaignId: string;

  beforeAll(async () => {
    api = await TestApi.start();
    document = (await api.as(null).get<Document>('/api/openapi.json')).body;
    const campaign = await openCampaign(api, { regions: ['36'] });
    campaignId = campaign.id;
    const { nominatorId } = campaign.nominators['36']!;
    sides = await allSides(api, campaignId, nominatorId);
  });
  afterAll(() => api.close());

  const operations = (): (Operation & { readonly address: string; readonly method: string; readonly path: string })[] =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path, address: `${method.toUpperCase()} ${path}` })),
    );
  const contentOf = (response: Response): Response['content'] => (response.$ref ? document.components.responses[response.$ref.split('/').at(-1)!]!.content : response.content);

  it('puts every operation into one described room, with a summary that says what it does', () => {
    const rooms = document.tags.map(({ name }) => name);
    for (const { description } of document.tags) expect(description).toMatch(/^[A-Z].*\.$/);
    for (const { address, summary, tags } of operations()) {
      expect({ address, summary, tags }).toEqual({ address, summary: expect.stringMatching(/^[A-Z][^]{10,}[^.]$/), tags: [expect.any(String)] });
      expect(rooms).toContain(tags![0]);
    }
    expect(new Set(operations().map(({ tags }) => tags![0]))).toEqual(new Set(rooms));
  });

  it('describes every refusal as a problem, and asks for a credential but for health and at the door', () => {
    for (const { address, path, security, responses } of operations()) {
      const refused = Object.entries(responses).filter(([status]) => /^[45]/.test(status));
      expect(refused.map(([status]) => status)).toEqual(expect.arrayContaining(path.startsWith('/health/') ? ['503'] : ['400', '401', '403', '404', '503']));
      for (const [status, response] of refused) expect({ address, status, types: Object.keys(contentOf(response) ?? {}) }).toEqual({ address, status, types: ['application/problem+json'] });
      expect({ address, security }).toEqual({ address, security: isPublic(path) ? [{}] : [{ bearer: [] }, { session: [] }] });
    }
  });

  it('lists a code once a response', () => {
    const lists = [...JSON.stringify(document).matchAll(/"code":\{"type":"string","enum":(\[[^\]]*\])/g)].map((match) => JSON.parse(match[1]!) as string[]);
    expect(lists.length).toBeGreaterThan(50);
    for (const codes of lists) expect(codes).toEqual([...new Set(codes)]);
  });

  it('has one list of all of them', () => {
    const { enum: all } = document.components.schemas.ErrorCode!;
    expect(all).toEqual([...new Set(all)].sort());
    expect(all).toEqual(expect.arrayContaining(['UNAUTHENTICATED', 'STALE_PREVIEW', 'NOMINATIONS_REFUSED', 'FILE_INFECTED']));
  });

  it('knows every code that a refusal can have', () => {
    const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(service|errors|guard|repository)\.ts$/.test(name));
    const thrown = files.flatMap((name) => [...readFileSync(join(SOURCE, name), 'utf8').matchAll(/DomainError\('\w+', '([A-Z_]+)'/g)].map((match) => match[1]!));
    expect(thrown.length).toBeGreaterThan(40);
    const known = JSON.stringify([document.paths, document.components.responses]);
    expect([...new Set(thrown)].filter((code) => !known.includes(`"${code}"`) && !OF_NO_OPERATION.includes(code))).toEqual([]);
  });

  it('shows a body for every operation that takes one, and every body it shows has the form that is asked for', async () => {
    const taking = operations().filter(({ requestBody }) => requestBody?.content['application/json']); // others take a file
    expect(taking.length).toBeGreaterThan(20);
    for (const { address, method, path, requestBody, 'x-operation': needed = null } of taking) {
      const { example, examples } = requestBody!.content['application/json']!;
      const shown = examples ? Object.values(examples).map(({ value }) => value) : [example];
      expect(shown.length).toBeGreaterThan(0);
      for (const body of shown) {
        expect({ address, body }).toEqual({ address, body: expect.any(Object) });
        expect({ address, incomplete: JSON.stringify(body, (_, part: unknown) => (part === undefined ? 'MISSING' : part)).includes('MISSING') }).toEqual({ address, incomplete: false });
        const { status, body: answer } = await sides[sideOf(needed)].api.request<{ faults?: unknown }>(method, addressOf(path), { body });
        // The identifiers of an example are nobody's, so a rule may refuse it; what reads the form may not.
        expect({ address, answer, refused: ![200, 201, 202, 404, 409, 422, ...(isPublic(path) ? [401] : [])].includes(status) }).toEqual({ address, answer, refused: false });
      }
    }
  });

  it('gives cases to its calculators that have answers, and the smallest policy that can be published', async () => {
    const calculations = operations().filter(({ path }) => path.includes('/calculations/'));
    expect(calculations.length).toBeGreaterThan(4);
    for (const { address, method, path, requestBody } of calculations) {
      for (const { value } of Object.values(requestBody!.content['application/json']!.examples!)) {
        const { status } = await sides.office.api.request(method, path.replace('/api/v1', ''), { body: value });
        expect({ address, status }).toEqual({ address, status: 200 });
      }
    }
    const administrator = await api.administrator();
    const { body: campaign } = await administrator.post<{ id: string }>('/campaigns', { programme: 'school-of-mayors', name: 'Example' });
    const policy = document.paths['/api/v1/campaigns/{campaignId}/policy']!.put!.requestBody!.content['application/json']!.example;
    const { status, body } = await administrator.put<{ faults: unknown }>(`/campaigns/${campaign.id}/policy`, policy);
    expect({ status, faults: body.faults }).toEqual({ status: 200, faults: [] });
  });

  const addressOf = (path: string): string =>
    path.replace('/api/v1', '').replace('{campaignId}', campaignId).replace('{stage}', 'tenure').replace(/\{\w+\}/g, '0198f0a2-5c1e-7c3a-9d42-6b1f0e8a7d31');
});
