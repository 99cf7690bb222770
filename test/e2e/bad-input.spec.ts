import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Can } from '../../src/access/can.decorator';
import { newId } from '../../src/platform/new-id';
import { addressOf, ApiDescription, type ApiOperation } from '../support/api-description';
import { type Answer, TestApi } from '../support/app';
import { badBodies, badParameters, type BadRequest, badValues, CANARY, CANARY_IN_ASCII, goodBody } from '../support/bad-input';
import { openCampaign, schoolOfMayors } from '../support/campaign-story';
import { Seed } from '../support/seed';
import { allSides, sideOf, type Sides } from '../support/sides';
import { PDF } from '../support/some-files';

const AT_ONCE = 8;

/** Handlers with every mistake that the sweep is there to find. */
@Controller('careless')
class CarelessController {
  @Can('programmes.read')
  @ApiBody({ schema: { type: 'object', required: ['name'], properties: { name: { type: 'string', maxLength: 10 } } } })
  @Post('accepting')
  @HttpCode(200)
  accept(): object {
    return {};
  }

  @Can('programmes.read')
  @ApiBody({ schema: { type: 'object', required: ['name'], properties: { name: { type: 'string', maxLength: 10 } } } })
  @Post('falling')
  fall(@Body() body: { name: string }): string {
    return body.name.toUpperCase();
  }
}

/** The stage an address is about, by what follows it. */
const STAGES: readonly (readonly [RegExp, string])[] = [
  [/results|sessions|conclusions/, 'diagnostics'], [/assignments|panels|sheets|drafts|consensus|marking|reliability|marks/, 'potential'], [/runs|reserve/, 'ranking'], [/offers|dispatches|lapses|answer-links|replacements|seats|answers/, 'enrolment'], [/./, 'tenure'],
];

describe('malformed input', () => {
  let api: TestApi;
  let description: ApiDescription;
  let sides: Sides;
  let campaignId: string;
  let ids: Readonly<Record<string, string>>;

  beforeAll(async () => {
    api = await TestApi.start({ controllers: [CarelessController] });
    description = await ApiDescription.of(api);
    const campaign = await openCampaign(api);
    campaignId = campaign.id;
    const { nominatorId } = campaign.nominators['36']!;
    const [candidacy] = await new Seed(api.app.get(DataSource)).candidacies({ campaign: { id: campaignId, policy: schoolOfMayors(), policyVersion: 1 }, stage: 'tenure', nominatorId });
    const unknown = newId();
    const inAddresses = description.operations().flatMap(({ path }) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, unknown] as const));
    ids = { ...Object.fromEntries(inAddresses), n: '1', campaignId, nominatorId, candidacyId: candidacy!.id, runId: unknown, decisionId: unknown, id: unknown, key: 'school-of-mayors', kind: 'regions', list: 'contest-winners', from: unknown, digest: 'a'.repeat(64), unknown };
    sides = await allSides(api, campaignId, nominatorId);
  });
  afterAll(() => api.close());

  const operations = (careless: boolean): ApiOperation[] => description.operations().filter(({ path }) => path.startsWith('/api/v1/careless') === careless);
  const good = (operation: ApiOperation): unknown => (operation.path.endsWith('/policy') ? schoolOfMayors() : goodBody(description, operation, ids));

  const goodQuery = ({ parameters }: ApiOperation): string | undefined =>
    parameters.flatMap((parameter) => (parameter.in === 'query' && parameter.required ? [`${parameter.name}=${String(parameter.schema.enum?.[0] ?? ids[parameter.name])}`] : [])).join('&') || undefined;

  /** Everything that the request does not say otherwise is good. */
  function send(operation: ApiOperation, { path = {}, query = goodQuery(operation), headers, body = operation.body ? JSON.stringify(good(operation)) : operation.takesFile ? PDF : undefined }: Partial<BadRequest>): Promise<Answer<unknown>> {
    const stage = STAGES.find(([pattern]) => pattern.test(operation.path.replace(/.*\{stage\}/, '')))![1];
    const address = addressOf(operation, { ...ids, stage, ...path }).replace('/api/v1', '');
    return sides[sideOf(operation.operation)].api.request(operation.method, query === undefined ? address : `${address}?${query}`, { body, headers: { ...(operation.takesFile && { 'content-type': 'text/csv' }), ...headers } });
  }

  /** Sends every request and tells which were not refused as they have to be. */
  async function sweep(requests: readonly (readonly [ApiOperation, BadRequest])[]): Promise<string[]> {
    const left = [...requests].reverse();
    const wrong: string[] = [];
    const lane = async (): Promise<void> => {
      for (let next = left.pop(); next; next = left.pop()) {
        const [operation, request] = next;
        const complaint = complaintAbout(request, await send(operation, request));
        if (complaint) wrong.push(`${operation.method} ${operation.path}, ${request.fault}: ${complaint}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    return wrong.sort();
  }

  const withBodies = (careless = false): ApiOperation[] => operations(careless).filter(({ body }) => body);
  const wholly = (operation: ApiOperation): BadRequest[] => badBodies(description, operation, good(operation));
  const partly = (operation: ApiOperation): BadRequest[] => badValues(description, operation, good(operation));
  const each = (of: readonly ApiOperation[], requests: (operation: ApiOperation) => BadRequest[]): (readonly [ApiOperation, BadRequest])[] =>
    of.flatMap((operation) => requests(operation).map((request) => [operation, request] as const));

  it('in a body as a whole is refused by every operation', async () => {
    const requests = each(withBodies(), wholly);
    expect(requests.length).toBeGreaterThan(400);
    expect(await sweep(requests)).toEqual([]);
  }, 300_000);

  it('in one field of a body is refused by every operation', async () => {
    const requests = each(withBodies(), partly);
    expect(requests.length).toBeGreaterThan(2_500);
    expect(await sweep(requests)).toEqual([]);
  }, 300_000);

  it('in address, query and headers is refused by every operation', async () => {
    const requests = each(operations(false), badParameters);
    expect(requests.length).toBeGreaterThan(1_000);
    expect(await sweep(requests)).toEqual([]);
  }, 300_000);

  it('is what the sweep was about: the same requests without the fault have the right form', async () => {
    const answers = await Promise.all(operations(false).map(async (operation) => {
      const { status, body } = await send(operation, {});
      return { operation: `${operation.method} ${operation.path}`, status, body };
    }));
    expect(answers.filter(({ status }) => status === 400 || status === 403 || status >= 500)).toEqual([]);
  });

  it('would be found in a careless handler', async () => {
    const [accepting, falling] = withBodies(true);
    expect(await sweep(each([accepting!], partly))).toContain('POST /api/v1/careless/accepting, another type at /name: accepted with 200');
    expect(await sweep(each([falling!], partly))).toContain('POST /api/v1/careless/falling, another type at /name: answered with 500');
    expect(await sweep(each([falling!], partly))).toContain('POST /api/v1/careless/falling, a huge text at /name: accepted with 201, the answer repeats the request');
  });
});

function complaintAbout({ refused }: BadRequest, { status, headers, body }: Answer<unknown>): string | null {
  const complaints: string[] = [];
  if (status < 300) complaints.push(`accepted with ${status}`);
  else if (!refused.includes(status)) complaints.push(`answered with ${status}`);
  else if (!/^application\/problem\+json/.test(headers.get('content-type') ?? '') || !/^[A-Z][A-Z0-9_]+$/.test((body as { code?: string }).code ?? '')) complaints.push(`${status} without a problem`);
  const text = JSON.stringify(body).toLowerCase();
  if (text.includes(CANARY) || text.includes(CANARY_IN_ASCII.toLowerCase())) complaints.push('the answer repeats the request');
  return complaints.length ? complaints.join(', ') : null;
}
