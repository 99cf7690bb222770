import { DataSource } from 'typeorm';
import { newId } from '../../src/platform/new-id';
import { addressOf, ApiDescription, type ApiOperation } from '../support/api-description';
import { type AsAccount, TestApi } from '../support/app';
import { badBodies, type BadRequest, goodBody } from '../support/bad-input';
import { openCampaign, type OpenCampaign, schoolOfMayors } from '../support/campaign-story';
import { Seed, type SeededCandidacy } from '../support/seed';

const SECRET_NAME = 'Неназываемая';
const STAGE = 'potential';
/** Of the ways in which a body can be wrong as a whole; their refusals are the same for every operation. */
const WRONG_WAYS = 4;
const OWN = { strategy: '3', people: '3', result: '3' };

/**
 * An assessor must learn nothing of another's marks or of a hidden name, on whatever path. Every operation of OpenAPI is
 * asked by one assessor while another's marks are as they are, different, and not there at all: every answer must be the
 * same to the byte. A leak through an average, a count, an order, a filter or an error text would make a difference.
 */
describe('what an assessor can find out', () => {
  let api: TestApi;
  let description: ApiDescription;
  let campaign: OpenCampaign;
  let person: SeededCandidacy;
  let ids: Readonly<Record<string, string>>;
  let observer: AsAccount;
  let other: { readonly id: string };

  beforeAll(async () => {
    api = await TestApi.start();
    description = await ApiDescription.of(api);
    campaign = await openCampaign(api);
    const seed = new Seed(source());
    [person] = (await seed.candidacies({ campaign: { id: campaign.id, policy: schoolOfMayors(), policyVersion: 1 }, stage: STAGE, familyName: SECRET_NAME })) as [SeededCandidacy];
    const assessors = await Promise.all(Array.from({ length: 3 }, () => api.account({ role: 'assessor', campaignId: campaign.id })));
    observer = assessors[0]!.api;
    other = assessors[1]!;
    await campaign.officer.post(`${campaign.path}/stages/${STAGE}/assignments/bulk`, { items: assessors.map(({ id }) => ({ candidacyId: person.id, assessorId: id })) });
    ids = { campaignId: campaign.id, candidacyId: person.id, nominatorId: person.nominatorId, assessorId: other.id, stage: STAGE, id: newId(), runId: newId(), decisionId: newId(), key: 'school-of-mayors' };
  });
  afterAll(() => api.close());

  const source = (): DataSource => api.app.get(DataSource);
  const give = (marks: Record<string, string> | null): Promise<unknown> => source().query(
    `update mark_sheet set marks = $2, submitted_at = case when $2::jsonb is null then null else timestamptz '2026-06-01' end where candidacy_id = $1 and assessor_id = $3`,
    [person.id, marks && JSON.stringify(marks), other.id],
  );

  /** Every operation as the observer: what reads is asked, what writes is sent with a body that is wrong. */
  async function everyAnswer(): Promise<Map<string, string>> {
    const answers = new Map<string, string>();
    const ask = async (operation: ApiOperation, label: string, send: Pick<BadRequest, 'body' | 'headers'> = {}): Promise<void> => {
      const address = addressOf(operation, new Proxy(ids, { get: (known, name: string) => known[name] ?? newId() })).replace('/api/v1', '');
      const answer = await observer.request<unknown>(operation.method, address, send);
      answers.set(`${operation.method} ${operation.path} ${label}`, `${answer.status} ${JSON.stringify(answer.body)}`);
    };
    for (const operation of description.operations()) {
      if (operation.method === 'GET') await ask(operation, '');
      else if (operation.body) {
        const good = goodBody(description, operation, ids);
        for (const { fault, body, headers } of badBodies(description, operation, good).slice(0, WRONG_WAYS)) await ask(operation, fault, { body, ...(headers && { headers }) });
      }
    }
    return answers;
  }

  /** What cannot be the same twice: ids made up for the request, times, and the account's own token answers. */
  const comparable = (answers: ReadonlyMap<string, string>): [string, string][] =>
    [...answers].map(([path, answer]) => [path, answer.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')]);

  it('is the same whatever another has marked, and whether he has marked at all', async () => {
    await give({ strategy: '1', people: '1', result: '1' });
    const low = comparable(await everyAnswer());
    await give({ strategy: '5', people: '5', result: '5' });
    const high = comparable(await everyAnswer());
    await give(null);
    const none = comparable(await everyAnswer());
    expect(low.length).toBeGreaterThan(100);
    expect(high).toEqual(low);
    expect(none).toEqual(low);
  }, 60_000);

  it('never names the candidate', async () => {
    const named = [...(await everyAnswer())].filter(([, answer]) => answer.includes(SECRET_NAME));
    expect(named).toEqual([]);
  }, 60_000);

  it('is compared honestly: an officer’s answers do differ, and do name', async () => {
    const officer = async (): Promise<string> => JSON.stringify((await campaign.officer.get(`${campaign.path}/stages/${STAGE}/panels`)).body);
    await give(OWN);
    const before = await officer();
    await give(null);
    expect(await officer()).not.toBe(before);
    expect(JSON.stringify((await campaign.officer.get(`${campaign.path}/stages/${STAGE}/preview`)).body)).toContain(SECRET_NAME);
  });
});
