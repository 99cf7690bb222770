import { readdirSync } from 'node:fs';
import type { PersonalFile } from '../../src/applicant/document.service';
import { loadConfig } from '../../src/platform/config/config';
import { type Answer, TestApi } from '../support/app';
import { Clamd } from '../support/clamd';
import { nomination, openCampaign, type OpenCampaign, type Refusal } from '../support/campaign-story';
import { PDF, PNG } from '../support/some-files';
import { testFiles } from '../support/test-run';

interface Kept extends Refusal {
  readonly id: string;
}

let clamd: Clamd;
let api: TestApi;
let campaign: OpenCampaign;
beforeAll(async () => {
  clamd = await Clamd.start('EICAR');
  api = await TestApi.start({ config: { ...loadConfig(), virusScanner: { host: '127.0.0.1', port: clamd.port } } });
  campaign = await openCampaign(api, { regions: ['36', '48'] });
});
afterAll(async () => {
  await api.close();
  await clamd.close();
});

const clerk = (region = '36'): OpenCampaign['nominators'][string] => campaign.nominators[region]!;
const enter = async (region = '36', change: object = { documents: [] }): Promise<string> =>
  (await clerk(region).api.post<{ items: { candidacyId: string }[] }>(`${campaign.path}/nominations`, nomination(clerk(region).nominatorId, { ...change }))).body.items[0]!.candidacyId;
const at = (candidacyId: string): string => `${campaign.path}/candidacies/${candidacyId}`;
const send = (candidacyId: string, key: string, bytes: Buffer, as = clerk().api, headers = {}): Promise<Answer<Kept>> =>
  as.post<Kept>(`${at(candidacyId)}/documents/${key}/files`, bytes, { headers: { 'content-type': 'application/octet-stream', ...headers } });
const fileOf = async (candidacyId: string, as = clerk().api): Promise<PersonalFile> => (await as.get<PersonalFile>(`${at(candidacyId)}/documents`)).body;
const stateOf = async (candidacyId: string, key: string): Promise<unknown> => (await fileOf(candidacyId)).documents.find((document) => document.key === key)?.state;
const stored = (): number => readdirSync(testFiles(), { recursive: true, encoding: 'utf8' }).filter((name) => name.length > 30).length;
const pdf = (text: string): Buffer => Buffer.concat([PDF, Buffer.from(text)]);
let ordinal = 0;
const fresh = (): Buffer => pdf(`file ${ordinal++}`);

describe('a personal file', () => {
  it('says what is asked for, what was received, and is complete with it', async () => {
    const person = await enter();
    const empty = await fileOf(person);
    expect(empty.isComplete).toBe(false);
    expect(empty.documents.filter(({ state }) => state === 'missing').map(({ key }) => key)).toContain('consent');
    for (const { key, state } of empty.documents) if (state === 'missing') expect(await send(person, key, fresh())).toMatchObject({ status: 201, body: { key, type: 'pdf' } });
    const full = await fileOf(person);
    expect(full).toMatchObject({ isComplete: true, number: expect.stringMatching(/^36-/) });
    expect(full.documents.every(({ state, files }) => (state === 'received') === (files.length === 1))).toBe(true);
  });

  it('gives the bytes back as an attachment, and records that they were read', async () => {
    const person = await enter();
    const bytes = Buffer.concat([PNG, Buffer.from('scan')]);
    const { body: file } = await send(person, 'consent', bytes);
    const answer = await fetch(`${api.url}/api/v1${at(person)}/files/${file.id}`, { headers: { authorization: `Bearer ${(clerk() as unknown as { token: string }).token}` } });
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png', 'content-length': String(bytes.length), 'x-content-type-options': 'nosniff', 'cache-control': 'no-store',
      'content-disposition': expect.stringMatching(/^attachment; filename="36-\d{4}-consent\.png"$/),
    });
    expect(await api.sql(`select actor from audit_event where action = 'document.read' and subject = $1`, [file.id])).toEqual([{ actor: clerk().id }]);
  });

  it('is absent to another region and closed to an auditor; an officer has it', async () => {
    const person = await enter();
    const { body: file } = await send(person, 'consent', fresh());
    const foreign = clerk('48').api;
    const answers = await Promise.all([foreign.get(`${at(person)}/documents`), foreign.get(`${at(person)}/files/${file.id}`), send(person, 'consent', fresh(), foreign), foreign.post(`${at(person)}/files/${file.id}/remove`)]);
    expect(answers.map(({ status, body }) => [status, (body as Refusal).code])).toEqual(Array(4).fill([404, 'CANDIDACY_ABSENT']));
    const own = await enter('48');
    expect(await foreign.get(`${at(own)}/files/${file.id}`)).toMatchObject({ status: 404, body: { code: 'FILE_ABSENT' } });
    const auditor = (await api.account({ role: 'auditor', campaignId: campaign.id })).api;
    expect((await auditor.get(`${at(person)}/documents`)).status).toBe(403);
    expect((await campaign.officer.get(`${at(person)}/files/${file.id}`)).status).toBe(200);
  });

  it('takes nothing but documents that are asked for, and no bytes twice: a consent is a file of its own', async () => {
    const person = await enter();
    const [bytes, before] = [fresh(), stored()];
    expect(await send(person, 'consent', bytes)).toMatchObject({ status: 201 });
    expect(await send(person, 'diploma', bytes)).toMatchObject({ status: 409, body: { code: 'FILE_KEPT_ALREADY' } });
    expect(await send(person, 'passport', fresh())).toMatchObject({ status: 404, body: { code: 'DOCUMENT_ABSENT' } });
    expect(await send(person, 'consent', Buffer.from('<script>'))).toMatchObject({ status: 422, body: { code: 'FILE_TYPE_REFUSED' } });
    expect(await send(person, 'consent', pdf('EICAR'))).toMatchObject({ status: 422, body: { code: 'FILE_INFECTED' } });
    expect(stored()).toBe(before + 1);
  });

  it('has one file of a request that is repeated', async () => {
    const person = await enter();
    const [bytes, before, headers] = [fresh(), stored(), { 'idempotency-key': `upload-${ordinal}` }];
    const first = await send(person, 'consent', bytes, clerk().api, headers);
    const second = await send(person, 'consent', bytes, clerk().api, headers);
    expect([second.status, second.body]).toEqual([201, first.body]);
    expect(stored()).toBe(before + 1);
    expect(await send(person, 'consent', fresh(), clerk().api, headers)).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
  });

  it('loses a file sent by mistake, before submission; a draft that is deleted leaves none', async () => {
    const before = stored();
    const person = await enter();
    const { body: file } = await send(person, 'consent', fresh());
    expect(await clerk().api.post(`${at(person)}/files/${file.id}/remove`)).toMatchObject({ status: 200 });
    expect([await stateOf(person, 'consent'), stored()]).toEqual(['missing', before]);
    await send(person, 'consent', fresh());
    expect((await clerk().api.request('DELETE', `${campaign.path}/nominations/${person}`, {})).status).toBe(200);
    expect(stored()).toBe(before);

    const submitted = await enter('36', {});
    const { body: kept } = await send(submitted, 'diploma', fresh());
    await clerk().api.post(`${campaign.path}/nominations/submit`, { nominatorId: clerk().nominatorId, candidacyIds: [submitted] });
    expect(await clerk().api.post(`${at(submitted)}/files/${kept.id}/remove`)).toMatchObject({ status: 409, body: { code: 'FILE_STAYS' } });
    expect((await campaign.officer.post(`${at(submitted)}/files/${kept.id}/remove`)).status).toBe(200);
  });
});

describe('a consent', () => {
  it('is for one purpose, from a day until it is withdrawn, and counts as received meanwhile', async () => {
    const person = await enter();
    const give = (purpose: string) => clerk().api.post<Kept>(`${at(person)}/consents`, { document: 'consent', purpose, givenOn: '2026-02-10' });
    const { status, body: consent } = await give('selection');
    expect({ status, state: await stateOf(person, 'consent') }).toEqual({ status: 201, state: 'received' });
    expect(await give('selection')).toMatchObject({ status: 409, body: { code: 'CONSENT_STANDS' } });
    expect(await give('publication')).toMatchObject({ status: 201 });
    const withdraw = (id: string, withdrawnOn: string) => clerk().api.post<Kept>(`${at(person)}/consents/${id}/withdraw`, { withdrawnOn });
    expect(await withdraw(consent.id, '2026-02-09')).toMatchObject({ status: 422, body: { code: 'WITHDRAWN_TOO_EARLY' } });
    expect(await withdraw(consent.id, '2026-03-01')).toMatchObject({ status: 200, body: { purpose: 'selection', withdrawnOn: '2026-03-01' } });
    expect(await withdraw(consent.id, '2026-03-01')).toMatchObject({ status: 404, body: { code: 'CONSENT_ABSENT' } });
    const { consents } = await fileOf(person);
    expect(await stateOf(person, 'consent')).toBe('received');
    await withdraw(consents.find(({ purpose }) => purpose === 'publication')!.id, '2026-03-02');
    expect(await stateOf(person, 'consent')).toBe('missing');
    const refused = await clerk().api.post<Refusal>(`${campaign.path}/nominations/submit`, { nominatorId: clerk().nominatorId, candidacyIds: [person] });
    expect(refused.body.faults).toContainEqual(expect.objectContaining({ code: 'DOCUMENT_MISSING' }));
    expect((await give('selection')).status).toBe(201);
  });
});
