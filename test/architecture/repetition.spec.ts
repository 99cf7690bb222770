import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DataSource } from 'typeorm';
import { createSourceFile, forEachChild, isCallExpression, isPropertyAccessExpression, type Node, ScriptTarget } from 'typescript';
import type { Caller } from '../../src/platform/caller';
import { Database } from '../../src/platform/database/database.service';
import { newId } from '../../src/platform/new-id';
import { addressOf, ApiDescription, type ApiOperation } from '../support/api-description';
import { TestApi } from '../support/app';
import { goodBody } from '../support/bad-input';
import { openCampaign, schoolOfMayors } from '../support/campaign-story';
import { Seed } from '../support/seed';
import { allSides, sideOf, type Sides } from '../support/sides';
import { PDF } from '../support/some-files';

const ROOT = join(__dirname, '../..');

/** They have no effect, so there is nothing to be done twice. */
const WITHOUT_EFFECT = /^\/api\/v1\/calculations\/|\/results\/files\/check$|\/scenarios\/(preview|sweep|stability)$/;
/** They look up before they write, in a transaction of its own without the key, and here find nothing; the writing one is held to its caller below. */
const LOOK_UP_FIRST = /\/results\/(files|by-code)$|\/scenarios$|\{campaignId\}\/imports$|\/statements$/;
/** What the sample of this test asks for is refused before any transaction: no table of persons, no session of a browser, a text without its words, a commission of one. */
const REFUSED_AT_ONCE = /\/people\/file$|\/session\/(proof|password)$|\/notices\/templates(\/bulk)?$|\/destructions$/;
const STAGES: readonly (readonly [RegExp, string])[] = [
  [/results|sessions|conclusions/, 'diagnostics'], [/assignments|panels|sheets|drafts|consensus|marking|reliability|marks/, 'potential'], [/runs|reserve/, 'ranking'], [/offers|replacements|seats|answers/, 'enrolment'], [/./, 'tenure'],
];

/** Which transactions every POST opens, and in whose name: none may leave the key of the caller behind. */
describe('every POST', () => {
  let api: TestApi;
  let description: ApiDescription;
  let sides: Sides;
  let ids: Readonly<Record<string, string>>;

  beforeAll(async () => {
    api = await TestApi.start();
    description = await ApiDescription.of(api);
    const campaign = await openCampaign(api);
    const { nominatorId } = campaign.nominators['36']!;
    const [candidacy] = await new Seed(api.app.get(DataSource)).candidacies({ campaign: { id: campaign.id, policy: schoolOfMayors(), policyVersion: 1 }, stage: 'tenure', nominatorId });
    const unknown = newId();
    const inAddresses = description.operations().flatMap(({ path }) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, unknown] as const));
    ids = { ...Object.fromEntries(inAddresses), n: '1', campaignId: campaign.id, nominatorId, candidacyId: candidacy!.id, key: 'school-of-mayors', programme: 'school-of-mayors', document: 'consent', kind: 'regions', list: 'contest-winners', from: unknown, unknown };
    sides = await allSides(api, campaign.id, nominatorId);
  });
  afterAll(() => api.close());

  async function transactionsOf(operation: ApiOperation, key: string): Promise<readonly Caller[]> {
    const { id, api: asking } = sides[sideOf(operation.operation)];
    const seen = jest.spyOn(Database.prototype, 'transact');
    const stage = STAGES.find(([pattern]) => pattern.test(operation.path.replace(/.*\{stage\}/, '')))![1];
    const query = operation.parameters.flatMap((parameter) => (parameter.in === 'query' && parameter.required ? [`${parameter.name}=${ids[parameter.name]}`] : [])).join('&');
    const body = operation.path === '/api/v1/campaigns' ? { programme: ids.programme, name: 'Again' } : operation.body ? goodBody(description, operation, ids) : operation.takesFile ? PDF : undefined;
    const address = `${addressOf(operation, { ...ids, stage }).replace('/api/v1', '')}${query && `?${query}`}`;
    await asking.request('POST', address, { body, headers: { ...(operation.takesFile && { 'content-type': 'text/csv' }), 'idempotency-key': key } });
    const callers = seen.mock.calls.map(([caller]) => caller).filter(({ actor }) => actor.id === id);
    seen.mockRestore();
    return callers;
  }

  it('hands the caller’s Idempotency-Key on to a transaction', async () => {
    const forAccounts = description.operations().filter(({ method, operation }) => method === 'POST' && operation); // signing in has nobody to keep an answer for
    expect(forAccounts.length).toBeGreaterThan(60);
    const without: string[] = [];
    for (const operation of forAccounts) {
      if (WITHOUT_EFFECT.test(operation.path)) continue;
      const key = newId();
      const callers = await transactionsOf(operation, key);
      if (!callers.some(({ idempotency }) => idempotency?.key === key)) without.push(operation.path);
    }
    expect(without.filter((path) => !LOOK_UP_FIRST.test(path) && !REFUSED_AT_ONCE.test(path))).toEqual([]);
  }, 120_000);
});

/** Every `transact(who, work)` of the sources whose work writes an audit event, which whatever changes something does. */
function auditingTransactions(): { readonly where: string; readonly who: string }[] {
  return sourcesBelow(join(ROOT, 'src')).flatMap((file) => {
    const found: { where: string; who: string }[] = [];
    const source = createSourceFile(file, readFileSync(file, 'utf8'), ScriptTarget.Latest, true);
    const visit = (node: Node): void => {
      if (isCallExpression(node) && isPropertyAccessExpression(node.expression) && node.expression.name.text === 'transact' && node.arguments.length === 2) {
        const [who, work] = node.arguments;
        if (/\baudit\(/.test(work!.getText())) found.push({ where: `${relative(ROOT, file)}:${source.getLineAndCharacterOfPosition(node.pos).line + 1}`, who: who!.getText() });
      }
      forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => join(folder, name));
}

describe('a transaction that changes something', () => {
  it('is opened by the caller as he came, his key with him, or by nobody who could repeat himself', () => {
    const found = auditingTransactions();
    expect(found.length).toBeGreaterThan(50);
    expect(found.filter(({ who }) => !['caller', 'SYSTEM', 'WORKER'].includes(who))).toEqual([]);
  });
});
