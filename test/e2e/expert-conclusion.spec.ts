import { DataSource } from 'typeorm';
import { FieldCipher } from '../../src/platform/crypto/field-cipher';
import { newId } from '../../src/platform/new-id';
import { addressOf, ApiDescription } from '../support/api-description';
import type { AsAccount, TestApi } from '../support/app';
import { openCampaign, type OpenCampaign, type Refusal, schoolOfMayors } from '../support/campaign-story';
import { startComputingApi, untilComputed } from '../support/computing-api';
import { Seed, type SeededCandidacy } from '../support/seed';

const WORDS = 'Сильная сторона: стратегия.\nЗона развития: доверие команде.';
const SECRET = 'доверие команде';
const FILE = { digest: 'c'.repeat(64), name: 'Неназываемая-заключение.pdf' };
const RESULT = { instrument: 'lpd', takenOn: '2026-02-10', normGroup: 'managers', raw: { leadership: '63', analysis: '48.5', cooperation: '70' }, conclusion: 'recommended' };
const STAGE = 'diagnostics';

interface Conclusions {
  readonly items: readonly { readonly id: string; readonly text: string; readonly file: typeof FILE | null; readonly writtenBy: string }[];
}

describe('what an expert concluded in words', () => {
  let api: TestApi;
  let campaign: OpenCampaign;
  let person: SeededCandidacy;
  let psychologist: { readonly id: string; readonly api: AsAccount };

  beforeAll(async () => {
    api = await startComputingApi();
    campaign = await openCampaign(api);
    [person] = await stand(1);
    psychologist = await api.account({ role: 'assessor', campaignId: campaign.id });
  });
  afterAll(() => api.close());

  const at = (path: string): string => `${campaign.path}/stages/${STAGE}/${path}`;
  const write = (body: object = {}, who: AsAccount = psychologist.api) => who.post<Refusal & { id: string }>(at('conclusions'), { candidacyId: person.id, text: WORDS, file: FILE, ...body });
  const read = (who: AsAccount, { id } = person) => who.get<Conclusions>(at(`conclusions/${id}`));
  const readings = async (): Promise<number> => (await api.sql(`select from audit_event where action = 'conclusion.read' and subject = $1`, [person.id])).length;

  /** People with data keys, as those who are nominated over REST have them. */
  async function stand(count: number): Promise<[SeededCandidacy, ...SeededCandidacy[]]> {
    const people = await new Seed(api.app.get(DataSource)).candidacies({ campaign: { id: campaign.id, policy: schoolOfMayors(), policyVersion: 1 }, stage: STAGE, count });
    for (const { personId } of people) {
      const { wrapped } = api.app.get(FieldCipher).createKey({ table: 'person', column: 'data_key', rowId: personId });
      await api.sql(`update person set data_key = $2 where id = $1`, [personId, wrapped]);
    }
    return people as [SeededCandidacy, ...SeededCandidacy[]];
  }

  it('is written by a psychologist, read by an officer, and every reading is audited', async () => {
    const before = await readings();
    expect(await write()).toMatchObject({ status: 201, body: { candidacyId: person.id } });
    expect(await write({ text: 'Уточнение.', file: undefined }, campaign.officer)).toMatchObject({ status: 201 });
    expect(await readings()).toBe(before);
    const { status, body } = await read(campaign.officer);
    expect(status).toBe(200);
    expect(body.items).toMatchObject([{ text: WORDS, file: FILE, writtenBy: psychologist.id }, { text: 'Уточнение.', file: null }]);
    expect(await readings()).toBe(before + 1);
  });

  it('is not shown to whoever wrote it, nor to an auditor, a nominator or an administrator', async () => {
    const auditor = (await api.account({ role: 'auditor', campaignId: campaign.id })).api;
    const others = [psychologist.api, auditor, campaign.nominators['36']!.api, campaign.administrator];
    for (const who of others) expect(await read(who)).toMatchObject({ status: 403 });
    const stranger = (await openCampaign(api)).officer;
    expect((await read(stranger)).status).toBe(404);
    expect((await write({}, auditor)).status).toBe(403);
  });

  it('stands nowhere else: in no other answer, to nobody, and in no table as it was written', async () => {
    await write();
    await psychologist.api.post(at('results'), { candidacyId: person.id, ...RESULT });
    await untilComputed(campaign, STAGE, 1);
    const description = await ApiDescription.of(api);
    const known: Record<string, string> = { campaignId: campaign.id, candidacyId: person.id, nominatorId: person.nominatorId, stage: STAGE };
    const auditor = (await api.account({ role: 'auditor', campaignId: campaign.id })).api;
    const everybody = [campaign.officer, psychologist.api, auditor, campaign.nominators['36']!.api, campaign.administrator];
    const telling: string[] = [];
    for (const operation of description.operations().filter(({ method }) => method === 'GET')) {
      const address = addressOf(operation, new Proxy(known, { get: (values, name: string) => values[name] ?? newId() })).replace('/api/v1', '');
      for (const who of everybody) if (/доверие|Неназываемая/.test(JSON.stringify((await who.get(address)).body))) telling.push(operation.path);
    }
    expect([...new Set(telling)]).toEqual(['/api/v1/campaigns/{campaignId}/stages/{stage}/conclusions/{candidacyId}']);

    const tables = await api.sql<{ name: string }>(`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`);
    for (const { name } of tables) {
      const rows = await api.sql(`select from ${name} t where t::text ~ $1 or t::text ~ $2`, [SECRET, Buffer.from(SECRET).toString('hex')]);
      expect([name, rows.length]).toEqual([name, 0]);
    }
  }, 60_000);

  it('opens with the key of that person only, in the row it was written to', async () => {
    const [first, second] = (await stand(2)) as [SeededCandidacy, SeededCandidacy];
    await write({ candidacyId: first.id });
    await write({ candidacyId: second.id });
    await api.sql(`update expert_conclusion e set conclusion_cipher = (select conclusion_cipher from expert_conclusion where candidacy_id = $1) where candidacy_id = $2`, [first.id, second.id]);
    const swapped = await read(campaign.officer, second);
    expect([swapped.status, JSON.stringify(swapped.body).includes(SECRET)]).toEqual([500, false]);
  });

  it('is taken of people who are open in the stage, all or none', async () => {
    const [one, other] = (await stand(2)) as [SeededCandidacy, SeededCandidacy];
    await api.sql(`update candidacy set status = 'on-hold' where id = $1`, [other.id]);
    const bulk = (...ids: string[]) => campaign.officer.post<Refusal>(at('conclusions/bulk'), { items: ids.map((candidacyId) => ({ candidacyId, text: WORDS })) });
    expect(await bulk(one.id, other.id)).toMatchObject({ status: 409, body: { code: 'NOT_IN_STAGE', faults: [{ pointer: '/items/1/candidacyId' }] } });
    expect(await bulk(one.id, newId())).toMatchObject({ status: 404, body: { code: 'CANDIDACY_ABSENT' } });
    expect((await read(campaign.officer, one)).body.items).toEqual([]);
    expect((await bulk(one.id, one.id)).status).toBe(201);
    expect((await read(campaign.officer, one)).body.items).toHaveLength(2);
    expect(await write({ text: ' \n ' })).toMatchObject({ status: 400, body: { faults: [{ pointer: '/text', code: 'IS_PROSE' }] } });
    expect((await campaign.officer.post(`${campaign.path}/stages/potential/conclusions`, { candidacyId: one.id, text: WORDS })).status).toBe(404);
  });
});
