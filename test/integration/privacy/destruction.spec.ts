import { buffer } from 'node:stream/consumers';
import { DataSource } from 'typeorm';
import { Database } from '../../../src/platform/database/database.service';
import { newId } from '../../../src/platform/new-id';
import { SubjectExportService } from '../../../src/privacy/subject-export.service';
import { PersonSecretService } from '../../../src/applicant/person-secret.service';
import { type AsAccount, TestApi } from '../../support/app';
import { freshName, freshSnils, nomination, openCampaign, type OpenCampaign, type Refusal } from '../../support/campaign-story';
import { dumpOf } from '../../support/dump';
import { PDF } from '../../support/some-files';
import { filesContaining } from '../../support/stored-files';
import { zipParts } from '../../support/zip-parts';

interface Proposal extends Refusal {
  readonly id: string;
  readonly state: string;
  readonly lines: number;
  readonly digest: string;
  readonly files: number;
  readonly people: readonly { readonly number: string; readonly ground: string; readonly categories: readonly string[] }[];
}

interface Task {
  readonly candidacyId: string;
  readonly ground: string;
  readonly from: string;
  readonly by: string;
  readonly held: boolean;
  readonly overdue: boolean;
}

const COMMISSION = [{ name: 'Комиссарова Первая', post: 'начальник отдела' }, { name: 'Комиссаров Второй', post: 'главный специалист' }];
const LATER = '2045-01-15T12:00:00+03:00';

let api: TestApi;
let campaign: OpenCampaign;
let second: AsAccount;
beforeAll(async () => {
  api = await TestApi.start();
  campaign = await openCampaign(api, { regions: ['36', '48'] });
  second = (await api.account({ role: 'officer', campaignId: campaign.id })).api;
});
beforeEach(() => api.clock.set('2026-03-10T12:00:00+03:00'));
afterAll(() => api.close());

const clerk = (region = '36', of = campaign): OpenCampaign['nominators'][string] => of.nominators[region]!;
const enter = async (person: object = {}, change: object = {}, of = campaign, region = '36'): Promise<string> =>
  (await clerk(region, of).api.post<{ items: { candidacyId: string }[] }>(`${of.path}/nominations`, nomination(clerk(region, of).nominatorId, { ...change }, { ...person }))).body.items[0]!.candidacyId;
const leave = async (candidacyId: string, of = campaign): Promise<void> => {
  expect(await of.officer.post(`${of.path}/exits`, { items: [{ candidacyId, event: 'withdraw', reason: 'OWN_WISH' }] })).toMatchObject({ status: 201 });
};
const propose = (candidacyIds: readonly string[], more: object = {}, of = campaign, as = of.officer) => as.post<Proposal>(`${of.path}/destructions`, { candidacyIds, commission: COMMISSION, ...more });
const carryOut = ({ id, lines: count, digest }: Proposal, as = second, of = campaign) => as.post<Proposal>(`${of.path}/destructions/${id}/carry-out`, { count, digest });
const destroy = async (candidacyIds: readonly string[], of = campaign, as = second): Promise<Proposal> => {
  const { body } = await propose(candidacyIds, {}, of);
  expect(await carryOut(body, as, of)).toMatchObject({ status: 200, body: { state: 'carried-out' } });
  return body;
};
const tasks = async (until = '2026-03-10', of = campaign): Promise<readonly Task[]> => (await of.officer.get<{ items: Task[] }>(`${of.path}/retention-tasks?limit=200&until=${until}`)).body.items;
const taskOf = async (candidacyId: string, until?: string): Promise<Task | undefined> => (await tasks(until)).find((task) => task.candidacyId === candidacyId);
const withdrawConsent = async (candidacyId: string): Promise<void> => {
  const at = `${campaign.path}/candidacies/${candidacyId}/consents`;
  const { body } = await clerk().api.post<{ id: string }>(at, { document: 'consent', purpose: 'selection', givenOn: '2026-02-10' });
  expect(await clerk().api.post(`${at}/${body.id}/withdraw`, { withdrawnOn: '2026-03-05' })).toMatchObject({ status: 200 });
};

describe('what is due', () => {
  it('is nothing while the purpose is not reached, a withdrawn consent from its day on, and a term when it is over', async () => {
    const stays = await enter();
    const left = await enter();
    const withdrawn = await enter();
    await leave(left);
    await withdrawConsent(withdrawn);
    await leave(withdrawn);
    expect(await taskOf(stays, '2099-01-01')).toBeUndefined();
    expect(await taskOf(left)).toBeUndefined();
    expect(await taskOf(left, '2099-01-01')).toMatchObject({ ground: 'TERM_OVER', overdue: false });
    expect(await taskOf(withdrawn)).toMatchObject({ ground: 'CONSENT_WITHDRAWN', from: '2026-03-05', by: '2026-04-04', overdue: false });
    api.clock.set('2026-04-05T12:00:00+03:00');
    expect(await taskOf(withdrawn)).toMatchObject({ overdue: true });
  });

  it('is listed by pages in the order of the numbers', async () => {
    for (const candidacyId of [await enter(), await enter(), await enter()]) await leave(candidacyId);
    const all = (await tasks('2099-01-01')).map(({ candidacyId }) => candidacyId);
    const paged: string[] = [];
    for (let after = ''; ; ) {
      const { body } = await campaign.officer.get<{ items: Task[]; next: string | null }>(`${campaign.path}/retention-tasks?limit=1&until=2099-01-01${after}`);
      paged.push(...body.items.map(({ candidacyId }) => candidacyId));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect(paged).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('a destruction', () => {
  it('takes two persons, who mean the same, and happens once', async () => {
    const person = await enter();
    await leave(person);
    api.clock.set(LATER);
    const { status, body: proposal } = await propose([person]);
    expect({ status, proposal }).toMatchObject({ status: 201, proposal: { state: 'proposed', lines: 1, people: [{ ground: 'TERM_OVER', categories: ['identity', 'career', 'nomination'] }] } });
    expect(await carryOut(proposal, campaign.officer)).toMatchObject({ status: 409, body: { code: 'SECOND_PERSON_NEEDED' } });
    expect(await carryOut({ ...proposal, digest: 'a'.repeat(64) })).toMatchObject({ status: 409, body: { code: 'STALE_PREVIEW' } });
    expect(await carryOut({ ...proposal, lines: 2 })).toMatchObject({ status: 409, body: { code: 'STALE_PREVIEW' } });
    const twice = await Promise.all([carryOut(proposal), carryOut(proposal)]);
    expect(twice.map(({ status: answered }) => answered).sort()).toEqual([200, 409]);
    expect(await propose([person])).toMatchObject({ status: 404, body: { code: 'CANDIDACY_ABSENT', faults: [{ pointer: '/candidacyIds/0' }] } });
    expect(await taskOf(person, '2099-01-01')).toBeUndefined();
  });

  it('is refused by name for whoever is needed, not due or held; all or nobody goes', async () => {
    const [takesPart, notDue, held, due] = [await enter(), await enter(), await enter(), await enter()];
    for (const candidacyId of [notDue, held, due]) await leave(candidacyId);
    await withdrawConsent(held);
    await withdrawConsent(due);
    expect(await campaign.officer.post(`${campaign.path}/legal-holds`, { candidacyId: held, reason: 'APPEAL_PENDING', document: 'Appeal 1' })).toMatchObject({ status: 201 });
    expect(await propose([takesPart, notDue, held, due])).toMatchObject({
      status: 422,
      body: { code: 'DESTRUCTION_REFUSED', faults: expect.arrayContaining([
        expect.objectContaining({ pointer: '/candidacyIds/0', code: 'NOT_ENDED' }), expect.objectContaining({ pointer: '/candidacyIds/1', code: 'NOT_DUE' }), expect.objectContaining({ pointer: '/candidacyIds/2', code: 'LEGAL_HOLD' }),
      ]) },
    });
    expect((await propose([takesPart, notDue, held, due])).body.faults).toHaveLength(3);
    expect(await propose([notDue], { ground: 'SUBJECT_DEMANDS' })).toMatchObject({ status: 201, body: { people: [{ ground: 'SUBJECT_DEMANDS' }] } });
    expect(await propose([held], { ground: 'SUBJECT_DEMANDS' })).toMatchObject({ status: 422, body: { faults: [{ code: 'LEGAL_HOLD' }] } });
    expect(await taskOf(held)).toMatchObject({ held: true });
  });

  it('does not happen once a hold was placed after the proposal, until the hold is released or over', async () => {
    const person = await enter();
    await leave(person);
    await withdrawConsent(person);
    const { body: proposal } = await propose([person]);
    const { body } = await campaign.officer.post<{ items: { id: string; releasedAt: string | null }[] }>(`${campaign.path}/legal-holds`, { candidacyId: person, reason: 'APPEAL_PENDING', document: 'Appeal 2', until: '2026-03-20' });
    expect(await carryOut(proposal)).toMatchObject({ status: 422, body: { faults: [{ code: 'LEGAL_HOLD' }] } });
    expect(await campaign.officer.post(`${campaign.path}/legal-holds/${body.items[0]!.id}/release`, { reason: 'APPEAL_DECIDED' })).toMatchObject({ status: 200, body: { items: [{ releaseReason: 'APPEAL_DECIDED' }] } });
    expect(await campaign.officer.post(`${campaign.path}/legal-holds/${body.items[0]!.id}/release`, { reason: 'APPEAL_DECIDED' })).toMatchObject({ status: 409, body: { code: 'HOLD_RELEASED' } });
    await campaign.officer.post(`${campaign.path}/legal-holds`, { candidacyId: person, reason: 'INQUIRY', document: 'Letter 3', until: '2026-03-20' });
    expect(await carryOut(proposal)).toMatchObject({ status: 422 });
    api.clock.set('2026-03-21T12:00:00+03:00');
    expect(await carryOut(proposal)).toMatchObject({ status: 200 });
  });

  it('may fall by the word of a second person', async () => {
    const person = await enter();
    await leave(person);
    await withdrawConsent(person);
    const { body: proposal } = await propose([person]);
    expect(await campaign.officer.post(`${campaign.path}/destructions/${proposal.id}/refuse`)).toMatchObject({ status: 409, body: { code: 'SECOND_PERSON_NEEDED' } });
    expect(await second.post(`${campaign.path}/destructions/${proposal.id}/refuse`)).toMatchObject({ status: 200, body: { state: 'refused', hasAct: false } });
    expect(await carryOut(proposal)).toMatchObject({ status: 409, body: { code: 'DESTRUCTION_DECIDED' } });
  });
});

describe('once destroyed', () => {
  it('nothing of the person stands in a dump or in the files, the chain holds, and the act says who', async () => {
    const word = freshName().replace('Проверяемова-', 'канар');
    const snils = freshSnils();
    const person = await enter(
      { familyName: `${word}ова`, givenName: `${word}ия`, patronymic: `${word}евна`, snils, phone: '+7 912 345-67-89', email: `${word.length}x${snils}@example.org` },
      {
        externalId: `${word}-7`, post: { title: `${word} глава`, organisation: `${word} управа`, postCategory: 'municipal-office', municipality: '20701000', region: '36' },
        employment: [{ startedOn: '2015-02-01', endedOn: null, title: `${word} глава`, organisation: `${word} управа`, postCategory: 'municipal-office', municipality: '20701000', municipalityName: `${word} округ`, sourceDocument: `${word} книжка`, region: '36' }],
      },
    );
    const { nominatorId, api: clerks } = clerk();
    const scan = Buffer.concat([PDF, Buffer.from(word)]);
    const bytes = { headers: { 'content-type': 'application/octet-stream' } };
    expect(await clerks.post(`${campaign.path}/candidacies/${person}/documents/diploma/files`, scan, bytes)).toMatchObject({ status: 201 });
    const { body: letter } = await clerks.post<{ id: string }>(`${campaign.path}/letters`, { nominatorId, number: '7', datedOn: '2026-02-20', signatory: 'Губернатор', candidacyIds: [person] });
    expect(await clerks.put(`${campaign.path}/letters/${letter.id}/file`, Buffer.concat([scan, Buffer.from(' ')]), bytes)).toMatchObject({ status: 200 });
    const repeated = { headers: { 'idempotency-key': newId() } };
    const again = nomination(nominatorId, { externalId: `${word}-8`, post: { title: `${word} глава`, organisation: 'Администрация', postCategory: 'municipal-office', municipality: '20701000', region: '36' } });
    await clerks.post(`${campaign.path}/nominations`, again, repeated);
    await api.sql(`update idempotent_answer set answer = json_build_object('value', $2::text) where key = $1`, [repeated.headers['idempotency-key'], `says ${word}ова`]);
    await leave(person);
    expect((await api.sql<{ n: number }>(`select count(*)::int as n from verdict where candidacy_id = $1`, [person]))[0]).toBeDefined();

    const needles = [word, snils, '345-67-89'];
    const before = await dumpOf(api.app.get(DataSource));
    expect(needles.filter((needle) => before.includes(needle))).toEqual([word]); // the others were never in the open
    expect(filesContaining(word)).toHaveLength(2);
    const sealsBefore = await api.sql(`select seq, hash from audit_seal where chain = $1 order by seq`, [campaign.id]);

    api.clock.set(LATER);
    await clerks.request('DELETE', `${campaign.path}/nominations/${(await api.sql<{ id: string }>(`select candidacy_id as id from nominee where external_id = $1`, [`${word}-8`]))[0]!.id}`, {});
    const { id } = await destroy([person]);

    const after = await dumpOf(api.app.get(DataSource));
    expect(needles.filter((needle) => after.includes(needle))).toEqual([]);
    expect(filesContaining(word)).toEqual([]);
    expect(await clerks.post(`${campaign.path}/nominations`, again, repeated)).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_ANSWER_FORGOTTEN' } });

    expect(await api.sql(`select seq, hash from audit_seal where chain = $1 order by seq limit $2`, [campaign.id, sealsBefore.length])).toEqual(sealsBefore);
    expect(await api.sql(BROKEN_SEALS, [campaign.id])).toEqual([]);

    const log = (await campaign.officer.get<string>(`${campaign.path}/destructions/${id}/log`)).body;
    expect(log.split('\r\n')[0]).toContain('Фамилия, имя, отчество субъекта;Категории уничтоженных персональных данных;Наименование информационной системы;Причина уничтожения;Дата уничтожения');
    expect(log).toContain(`${word}ова ${word}ия ${word}евна`);
    expect(log).toContain('документы личного дела');
    expect(log).toContain('15.01.2045');
    const act = await second.get<string>(`${campaign.path}/destructions/${id}/act`);
    expect({ status: act.status, type: act.headers.get('content-type'), begins: act.body.slice(0, 5) }).toEqual({ status: 200, type: 'application/pdf', begins: '%PDF-' });
    expect((await second.get(`${campaign.path}/destructions/${id}/act?form=docx`)).headers.get('content-type')).toContain('wordprocessingml');
  });

  it('the act is kept three years under its own key, and then goes too', async () => {
    const familyName = freshName();
    const person = await enter({ familyName });
    await leave(person);
    api.clock.set(LATER);
    const { id } = await destroy([person]);
    await campaign.officer.post(`${campaign.path}/destructions/tidy`);
    api.clock.set('2048-01-15T12:00:00+03:00');
    await campaign.officer.post(`${campaign.path}/destructions/tidy`);
    expect((await campaign.officer.get<string>(`${campaign.path}/destructions/${id}/log`)).body).toContain(familyName);
    api.clock.set('2048-01-16T12:00:00+03:00');
    expect(((await campaign.officer.post<{ acts: number }>(`${campaign.path}/destructions/tidy`)).body.acts)).toBeGreaterThan(0);
    expect(await campaign.officer.get(`${campaign.path}/destructions/${id}/log`)).toMatchObject({ status: 404, body: { code: 'ACT_ABSENT' } });
    expect(await api.sql(`select data_key from destruction where id = $1`, [id])).toEqual([{ data_key: null }]);
  });

  it('nothing opens under the person\'s key any more, and lists go on without him', async () => {
    const person = await enter({ snils: freshSnils() });
    await leave(person);
    const [row] = await api.sql<{ id: string }>(`select m.person_id as id from member m join candidacy c on c.applicant_id = m.applicant_id where c.id = $1`, [person]);
    api.clock.set(LATER);
    await destroy([person]);
    const secrets = api.app.get(PersonSecretService);
    const caller = { actor: { kind: 'account', id: row!.id } } as const;
    await expect(api.app.get(Database).transact(caller, (tx) => secrets.identities(tx, [row!.id]))).rejects.toMatchObject({ code: 'PERSON_DESTROYED' });
    expect(await campaign.officer.post(`${campaign.path}/candidacies/${person}/subject-exports`, { askedOn: '2045-01-10' })).toMatchObject({ status: 409, body: { code: 'PERSON_DESTROYED' } });
    for (const path of ['/candidacies?limit=200', `/candidacies/${person}`, '/retention-tasks']) expect(await campaign.officer.get(campaign.path + path)).toMatchObject({ status: 200 });
    expect(await clerk().api.get(`${campaign.path}/nominations?limit=200`)).toMatchObject({ status: 200 });
  });

  it('who stands in another campaign stays there, and says nothing here', async () => {
    const other = await openCampaignAgain();
    const snils = freshSnils();
    const familyName = freshName();
    const here = await enter({ familyName, snils });
    const there = await enter({ familyName, snils }, {}, other);
    const personOf = async (id: string) => (await api.sql<{ id: string; family_name: string | null; destroyed_at: Date | null }>(`select p.* from member m join candidacy c on c.applicant_id = m.applicant_id join person p on p.id = m.person_id where c.id = $1`, [id]))[0]!;
    expect((await personOf(here)).id).toBe((await personOf(there)).id);
    await leave(here);
    api.clock.set(LATER);
    await destroy([here]);
    expect(await personOf(here)).toMatchObject({ family_name: null, destroyed_at: expect.any(Date) });
    expect(await personOf(there)).toMatchObject({ family_name: familyName, destroyed_at: null });
    await leave(there, other);
    const [officer] = [(await api.account({ role: 'officer', campaignId: other.id })).api];
    await destroy([there], other, officer);
    expect(await personOf(there)).toMatchObject({ family_name: null });
    expect((await dumpOf(api.app.get(DataSource))).includes(familyName)).toBe(false);
  });
});

describe('a person who asks what is held on him', () => {
  it('gets a ZIP for three days, without what is not published', async () => {
    const snils = freshSnils();
    const familyName = freshName();
    const person = await enter({ familyName, snils, email: 'asks@example.org' });
    const scan = Buffer.concat([PDF, Buffer.from(familyName)]);
    await clerk().api.post(`${campaign.path}/candidacies/${person}/documents/diploma/files`, scan, { headers: { 'content-type': 'application/octet-stream' } });
    const { status, body } = await campaign.officer.post<{ id: string }>(`${campaign.path}/candidacies/${person}/subject-exports`, { askedOn: '2026-03-10' });
    expect(status).toBe(201);
    const zip = await campaign.officer.get<string>(`${campaign.path}/subject-exports/${body.id}`);
    expect(zip.headers.get('content-type')).toBe('application/zip');
    const { content } = await api.app.get(SubjectExportService).take({ actor: { kind: 'account', id: clerk().id }, reach: { campaigns: [campaign.id], nominators: 'all' } }, campaign.id, body.id);
    const parts = await zipParts(await buffer(content));
    expect(JSON.parse(parts.get('data.json')!.toString())).toMatchObject({
      people: [{ familyName, snils, contacts: { email: 'asks@example.org' }, post_title: 'Глава', employment: [{ title: 'Глава' }] }],
      consents: [], letters: [], proposals: [], decisions: [], marks: [], results: [], processing: expect.any(Array), files: ['files/1-diploma.pdf'],
    });
    expect(parts.get('files/1-diploma.pdf')).toEqual(scan);
    expect(await second.get(`${campaign.path}/subject-exports/${body.id}`)).toMatchObject({ status: 200 });
    expect(await clerk().api.get(`${campaign.path}/subject-exports/${body.id}`)).toMatchObject({ status: 403 });
    expect(await api.sql(`select action from audit_event where subject = $1 and action like 'subject-export%' order by tx`, [person])).toEqual([{ action: 'subject-export.prepared' }, ...Array.from({ length: 3 }, () => ({ action: 'subject-export.taken' }))]);
    await api.sql(`update subject_export set expires_at = now() where id = $1`, [body.id]);
    expect(await campaign.officer.get(`${campaign.path}/subject-exports/${body.id}`)).toMatchObject({ status: 404, body: { code: 'EXPORT_ABSENT' } });
  });
});

async function openCampaignAgain(): Promise<OpenCampaign> {
  const { body } = await campaign.administrator.post<{ id: string }>('/campaigns', { programme: 'school-of-mayors', name: 'Next', secondPerson: false });
  const [{ document }] = (await api.sql<{ document: object }>(`select document from policy_version where campaign_id = $1`, [campaign.id])) as [{ document: object }];
  const path = `/campaigns/${body.id}`;
  const officer = (await api.account({ role: 'officer', campaignId: body.id })).api;
  await officer.put(`${path}/policy`, document);
  expect(await officer.post(`${path}/policy/publish`, { version: 1 })).toMatchObject({ status: 200 });
  const { nominatorId } = clerk();
  await officer.post(`${path}/nominators/bulk`, { items: [{ nominatorId }] });
  return { ...campaign, id: body.id, path, officer, nominators: { 36: { nominatorId, ...(await api.account({ role: 'nominator', campaignId: body.id, nominatorId })) } } };
}

/** What a verifier does: every seal from the one before and its events; those that do not fit. */
const BROKEN_SEALS = `
  select s.seq from audit_seal s
  left join lateral (select count(*) as n, sha256(string_agg(audit_content(e), ''::bytea order by e.n)) as content from audit_event e where e.tx = s.tx) c on true
  where s.chain = $1 and (c.n <> s.count or s.hash is distinct from sha256(coalesce((select p.hash from audit_seal p where p.chain = s.chain and p.seq = s.seq - 1), ''::bytea) || c.content))`;
