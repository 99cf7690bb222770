import { buffer } from 'node:stream/consumers';
import { type Entry, fromBuffer } from 'yauzl';
import { WORKER } from '../../../src/platform/caller';
import { loadConfig } from '../../../src/platform/config/config';
import { Database } from '../../../src/platform/database/database.service';
import { prepareQueueBackend } from '../../../src/platform/queue/queue-backend';
import { NoticeSender } from '../../../src/notification/notice-sender.service';
import { TestApi } from '../../support/app';
import { until } from '../../support/computing-api';
import { MailServer, type Treatment } from '../../support/mail-server';
import { approveTemplates, inOrder, noticeStory, type NoticeStory, notices, previewNotices, publishedDecision, release, type Told } from '../../support/notice-story';

let ordinal = 0;
/** Of the people of this test. */
const address = (i: number): string => `person-${ordinal}-${i}@candidates.example`;

describe('notices', () => {
  let api: TestApi;
  let server: MailServer;
  let treat: (to: string, attempt: number) => Treatment;

  beforeAll(async () => {
    server = await MailServer.start((to, attempt) => treat(to, attempt));
    const config = { ...loadConfig(), processWork: true, mail: { host: '127.0.0.1', port: server.port, tls: 'offered' as const, login: null, from: 'selection@organiser.example' } };
    await prepareQueueBackend(config);
    api = await TestApi.start({ config });
  });
  beforeEach(() => {
    ordinal++;
    treat = () => 'accept';
    server.received.length = 0;
    server.attempts.length = 0;
    server.at = () => undefined;
  });
  afterAll(async () => {
    await api.close();
    await server.stop();
  });

  const wake = (): void => api.app.get(NoticeSender).wake();
  /** As if the time had come: of the next attempts, and of the ends of leases. */
  const soon = async ({ id }: NoticeStory): Promise<void> => {
    await api.sql(`update notice set next_at = now() where campaign_id = $1 and state = 'queued'`, [id]);
    wake();
  };
  const settled = async (story: NoticeStory, count: number): Promise<{ items: Told[] }> => {
    const { items } = await until(() => story.officer.get<{ items: Told[] }>(`${story.path}/notices?limit=200`), (body) => body.items.length === count && body.items.every(({ state }) => state !== 'queued' && state !== 'sending'));
    return { items: inOrder(story, items) };
  };
  const statesOf = (told: readonly Told[]): Record<string, number> => told.reduce<Record<string, number>>((counts, { state }) => ({ ...counts, [state]: (counts[state] ?? 0) + 1 }), {});
  const intervene = (story: NoticeStory, told: readonly Told[], event: string): Promise<{ status: number; body: { code?: string; faults?: { code: string }[] } }> =>
    story.second.post(`${story.path}/notices/interventions/bulk`, { items: told.map(({ id }) => ({ noticeId: id, event, reason: 'CHECKED' })) });

  it('are read from a published decision, shown by name, let out by a second person, and reach everybody once', async () => {
    const story = await noticeStory(api, 5, address);
    await approveTemplates(story);
    const confirmed = await story.officer.get<{ count: number; digest: string }>(`${story.path}/stages/tenure/preview`);
    const decided = await story.officer.post<{ id: string }>(`${story.path}/decisions`, { stage: 'tenure', count: confirmed.body.count, digest: confirmed.body.digest, departures: [] });
    const decision = decided.body.id;
    expect(await previewNotices(story, decision)).toMatchObject({ status: 404, body: { code: 'DECISION_ABSENT' } });
    expect((await story.officer.get(`${story.path}/notices/overview`)).body).toEqual({ states: [], due: [] });

    await story.second.post(`${story.path}/decisions/${decision}/publish`);
    const shown = (await previewNotices(story, decision, '?limit=3')).body;
    expect(shown).toMatchObject({ count: 5, withoutAddress: 0, next: '36-0003', occasions: expect.arrayContaining([{ occasion: 'passed', count: 4, templateVersion: 1 }, { occasion: 'not-admitted', count: 1, templateVersion: 1 }]) });
    expect(shown.items[0]).toMatchObject({ number: '36-0001', occasion: 'passed', hasAddress: true, subject: 'Школа мэров: вы прошли этап отбора (36-0001)' });
    expect(shown.items[0]!.body).toContain(`Участник: ${shown.items[0]!.name}, номер 36-0001.`);
    expect(await release(story, decision, story.officer)).toMatchObject({ status: 409, body: { code: 'SECOND_PERSON_NEEDED' } });
    expect(await story.second.post(`${story.path}/notices/decisions/${decision}/release`, { count: 4, digest: shown.digest })).toMatchObject({ status: 409, body: { code: 'STALE_PREVIEW' } });
    expect(await release(story, decision)).toMatchObject({ status: 200, body: { released: 5 } });
    expect(await release(story, decision)).toMatchObject({ status: 409, body: { code: 'NOTHING_TO_RELEASE' } });

    const { items } = await settled(story, 5);
    expect(statesOf(items)).toEqual({ accepted: 5 });
    expect(server.counts()).toEqual(Object.fromEntries([0, 1, 2, 3, 4].map((i) => [address(i), 1])));
    const refusal = server.received.find(({ to }) => to === address(4))!;
    expect(refusal.raw).toMatch(/^Message-ID: <[0-9a-f-]{36}@organiser\.example>/im);
    expect(items.map(({ id }) => id)).toContain(refusal.messageId);
    expect(items.find(({ id }) => id === refusal.messageId)).toMatchObject({ occasion: 'not-admitted' });
    expect(refusal.raw).toMatch(/^Auto-Submitted: auto-generated/im);
  });

  it('show a nominator his own people only, and keep what left so that it can be read later', async () => {
    const story = await noticeStory(api, 3, address);
    await approveTemplates(story);
    await release(story, await publishedDecision(story));
    const { items } = await settled(story, 3);
    const own = story.nominators['36']!.api;
    expect((await own.get<{ items: Told[] }>(`${story.path}/notices`)).body.items).toHaveLength(3);
    const text = await own.get<{ to: string; body: string; kept: boolean }>(`${story.path}/notices/${items[0]!.id}/text`);
    expect(text.body).toMatchObject({ to: address(0), kept: true });
    const { body } = await story.administrator.post<{ items: { id: string }[] }>('/nominators/bulk', { items: [{ kind: 'region', code: '77', title: 'Region 77', region: '77' }] });
    const stranger = (await api.account({ role: 'nominator', campaignId: story.id, nominatorId: body.items[0]!.id })).api;
    expect((await stranger.get<{ items: Told[] }>(`${story.path}/notices`)).body.items).toEqual([]);
    expect(await stranger.get(`${story.path}/notices?nominatorId=${story.nominators['36']!.nominatorId}`)).toMatchObject({ status: 200, body: { items: [] } });
    expect(await stranger.get(`${story.path}/notices/${items[0]!.id}/text`)).toMatchObject({ status: 404, body: { code: 'NOTICE_ABSENT' } });
    const [kept] = await api.sql<{ clear: string }>(`select string_agg(n::text, ' ') || (select string_agg(e::text, ' ') from audit_event e where e.chain = $1) as clear from notice n where campaign_id = $1`, [story.id]);
    expect(kept!.clear).not.toMatch(/candidates\.example|Проверяемова|Иван/);
    const [reads] = await api.sql<{ count: number }>(`select count(*)::int as count from audit_event where chain = $1 and action = 'notice.read'`, [story.id]);
    expect(reads!.count).toBe(1);
  });

  it('are tried again where the server asks for it, fall to a person where it refuses, and never say an address in what is kept', async () => {
    treat = (to, attempt) => (to === address(1) && attempt < 3 ? 'later' : to === address(2) ? 'never' : to === address(3) && attempt === 1 ? 'drop-before' : 'accept');
    const story = await noticeStory(api, 5, (i) => (i === 4 ? undefined : address(i)));
    await approveTemplates(story);
    await release(story, await publishedDecision(story));
    await until(() => story.officer.get<{ items: Told[] }>(`${story.path}/notices`), ({ items }) => items.filter(({ tries }) => tries > 0).every(({ state }) => state !== 'sending') && items.every(({ tries }) => tries > 0));
    const first = await notices(story);
    expect(first.map(({ state, cause }) => [state, cause])).toEqual([
      ['accepted', null], ['queued', 'SMTP_451_4.7.1'], ['refused', 'SMTP_550_5.1.1'], ['queued', expect.stringMatching(/^E/)], ['failed', 'NO_ADDRESS'],
    ]);
    await soon(story);
    await until(() => story.officer.get<{ items: Told[] }>(`${story.path}/notices`), ({ items }) => items.filter(({ state }) => state === 'accepted').length === 2 && items.some(({ tries, state }) => tries === 2 && state === 'queued'));
    await soon(story);
    const { items } = await settled(story, 5);
    expect(items.map(({ state, tries }) => [state, tries])).toEqual([['accepted', 1], ['accepted', 3], ['refused', 1], ['accepted', 2], ['failed', 1]]);

    treat = () => 'accept';
    expect(await intervene(story, [items[0]!, items[2]!], 'resend')).toMatchObject({ status: 409, body: { code: 'NOTICE_STATE', faults: [{ code: 'NOTICE_STATE' }] } });
    expect((await intervene(story, [items[2]!], 'resend')).status).toBe(200);
    expect((await intervene(story, [items[4]!], 'cancel')).status).toBe(200);
    expect(statesOf((await settled(story, 5)).items)).toEqual({ accepted: 4, cancelled: 1 });
    expect(server.counts()).toEqual({ [address(0)]: 1, [address(1)]: 1, [address(2)]: 1, [address(3)]: 1 });
  });

  it('of which no answer came are unsure, are not sent again by themselves, and are settled by a person', async () => {
    treat = (to, attempt) => (attempt > 1 ? 'accept' : to === address(0) ? 'accept-and-drop' : to === address(1) ? 'drop-within' : 'accept');
    const story = await noticeStory(api, 3, address);
    await approveTemplates(story);
    await release(story, await publishedDecision(story));
    const { items } = await settled(story, 3);
    expect(statesOf(items)).toEqual({ unsure: 2, accepted: 1 });
    await soon(story); // nothing is due
    // The log of the server is what a person looks into: one of the two was taken.
    const taken = items.filter(({ id, state }) => state === 'unsure' && server.received.some(({ messageId }) => messageId === id));
    const lost = items.filter(({ id, state }) => state === 'unsure' && !taken.some((each) => each.id === id));
    expect([taken.length, lost.length]).toEqual([1, 1]);
    expect((await intervene(story, taken, 'confirm-accepted')).status).toBe(200);
    expect((await intervene(story, lost, 'resend')).status).toBe(200);
    expect(statesOf((await settled(story, 3)).items)).toEqual({ accepted: 3 });
    expect(server.counts()).toEqual({ [address(0)]: 1, [address(1)]: 1, [address(2)]: 1 });
  });

  it('of a decision taken back are not sent: cancelled with the revert, also in the middle of a dialogue; who was told gets a correction, when a person lets it out', async () => {
    const story = await noticeStory(api, 5, address);
    await approveTemplates(story);
    treat = (to) => (to === address(0) || to === address(1) ? 'accept' : 'later');
    const decision = await publishedDecision(story);
    await release(story, decision);
    await until(() => story.officer.get<{ items: Told[] }>(`${story.path}/notices`), ({ items }) => statesOf(items).accepted === 2 && items.every(({ tries, state }) => tries > 0 && state !== 'sending'));
    const reverted = await story.officer.post<{ id: string }>(`${story.path}/decisions/${decision}/revert`, { reason: 'ENTERED_BY_MISTAKE' });
    expect(reverted.status).toBe(201);
    const after = await notices(story);
    expect(after.map(({ state, cause }) => [state, cause])).toEqual([['accepted', null], ['accepted', null], ...Array.from({ length: 3 }, () => ['cancelled', 'DECISION_REVERTED'])]);
    treat = () => 'accept';
    await soon(story);
    expect(await intervene(story, [after[2]!], 'resend')).toMatchObject({ status: 409, body: { code: 'NOTICE_STATE' } });
    expect(await previewNotices(story, decision)).toMatchObject({ status: 409, body: { code: 'DECISION_REVERTED' } });

    const overview = await story.officer.get<{ due: { decisionId: string; kind: string; occasions: object[] }[] }>(`${story.path}/notices/overview`);
    expect(overview.body.due).toEqual([expect.objectContaining({ decisionId: reverted.body.id, kind: 'revert', occasions: [{ occasion: 'correction', count: 2, templateVersion: 1 }] })]);
    const shown = (await previewNotices(story, reverted.body.id)).body;
    expect(shown.items.map(({ number, occasion }) => [number, occasion])).toEqual(after.slice(0, 2).map(({ number }) => [number, 'correction']).sort());
    expect(shown.items[0]!.body).toMatch(/Письмо от \d+ [а-я]+ \d{4} года об итогах этапа/);
    expect(server.counts()).toEqual({ [address(0)]: 1, [address(1)]: 1 });
    expect(await release(story, reverted.body.id, story.officer)).toMatchObject({ body: { code: 'SECOND_PERSON_NEEDED' } });
    expect((await release(story, reverted.body.id)).body).toEqual({ released: 2 });
    expect(statesOf((await settled(story, 7)).items)).toEqual({ accepted: 4, cancelled: 3 });
    expect(server.counts()).toEqual({ [address(0)]: 2, [address(1)]: 2 });
  });

  it('stop at the last moment: a revert after the server said yes to the address and before the text keeps the text here', async () => {
    const story = await noticeStory(api, 1, address);
    await approveTemplates(story);
    const decision = await publishedDecision(story);
    let reverted = 0;
    server.at = async (moment) => {
      if (moment === 'recipient') reverted = (await story.officer.post(`${story.path}/decisions/${decision}/revert`, { reason: 'ENTERED_BY_MISTAKE' })).status;
    };
    await release(story, decision);
    const { items } = await settled(story, 1);
    expect([reverted, items[0]!.state, items[0]!.cause]).toEqual([201, 'cancelled', 'DECISION_REVERTED']);
    await soon(story);
    expect((await previewNotices(story, decision)).body.code).toBe('DECISION_REVERTED');
    expect(server.attempts).toHaveLength(1);
    expect(server.received).toEqual([]);
  });

  it('that were taken in the moment of a revert are not lost sight of: a correction is due', async () => {
    const story = await noticeStory(api, 1, address);
    await approveTemplates(story);
    const decision = await publishedDecision(story);
    server.at = async (moment) => {
      if (moment === 'taken') await story.officer.post(`${story.path}/decisions/${decision}/revert`, { reason: 'ENTERED_BY_MISTAKE' });
    };
    await release(story, decision);
    expect((await settled(story, 1)).items[0]).toMatchObject({ state: 'accepted' });
    const { body } = await story.officer.get<{ due: { occasions: object[] }[] }>(`${story.path}/notices/overview`);
    expect(body.due.flatMap(({ occasions }) => occasions)).toEqual([{ occasion: 'correction', count: 1, templateVersion: 1 }]);
  });

  it('cannot be made twice of one line, nor changed in their approved text, past every service', async () => {
    const story = await noticeStory(api, 1, address);
    await approveTemplates(story);
    await release(story, await publishedDecision(story));
    await settled(story, 1);
    await expect(api.sql(`insert into notice (id, campaign_id, nominator_id, candidacy_id, n, batch_id, person_id, occasion, template_version, recipient, released_by)
      select gen_random_uuid(), campaign_id, nominator_id, candidacy_id, n, batch_id, person_id, occasion, template_version, recipient, released_by from notice where campaign_id = $1`, [story.id])).rejects.toMatchObject({ constraint: 'notice_once_a_decision' });
    await expect(api.sql(`update notice_template set body = 'other' where campaign_id = $1`, [story.id])).rejects.toThrow('an approved template is never changed');
    await expect(api.app.get(Database).transact(WORKER, (tx) => tx.query('select from notice limit 1'))).rejects.toMatchObject({ code: '42501' });
  });

  it('go to the nominator where the text says so, and on paper where no mail is used: never both', async () => {
    const story = await noticeStory(api, 2, address);
    await approveTemplates(story, { passed: { recipient: 'nominator' } });
    const { nominatorId, api: clerk } = story.nominators['36']!;
    expect((await clerk.post(`${story.path}/notices/addresses`, { nominatorId, email: 'office@region.example' })).status).toBe(200);
    expect((await story.officer.get<{ items: object[] }>(`${story.path}/notices/addresses`)).body.items).toEqual([{ nominatorId, email: 'office@region.example' }]);
    treat = () => 'later';
    await release(story, await publishedDecision(story));
    await until(() => story.officer.get<{ items: Told[] }>(`${story.path}/notices`), ({ items }) => items.length === 2 && items.every(({ tries, state }) => tries === 1 && state === 'queued'));
    expect([...new Set(server.attempts.map(({ to }) => to))]).toEqual(['office@region.example']);
    expect((await story.officer.post(`${story.path}/notices/hand-over`, { nominatorId, reason: 'NO_MAIL_USED' })).body).toEqual({ nominatorId, handedOver: 2 });
    treat = () => 'accept';
    await soon(story);
    expect((await notices(story)).map(({ state }) => state)).toEqual(['handed-over', 'handed-over']);
    expect(server.received).toEqual([]);
    const paper = async (): Promise<Buffer> => Buffer.from(await (await fetch(`${api.url}/api/v1${story.path}/notices/paper?nominatorId=${nominatorId}`, { headers: { authorization: `Bearer ${story.nominators['36']!.token}` } })).arrayBuffer());
    const [first, again] = [await paper(), await paper()];
    expect(first.equals(again)).toBe(true);
    const text = (await textOf(first)).replace(/<[^>]+>/g, ' ').replace(/\u00a0/g, ' ');
    for (const { number } of await notices(story)) expect(text).toContain(number);
    expect(text).toMatch(/Уважаемая Анна Ивановна!/);
    expect(text).not.toContain('office@region.example');
    expect(await story.officer.post(`${story.path}/notices/hand-over/bulk`, { items: [{ nominatorId, reason: 'NO_MAIL_USED' }] })).toMatchObject({ status: 409, body: { code: 'NOTHING_TO_PRINT', faults: [{ pointer: '/items/0/nominatorId' }] } });
  });
});

/** The text of a document for a text processor. */
function textOf(docx: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    fromBuffer(docx, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('error', reject).on('entry', (entry: Entry) => {
        if (entry.fileName !== 'word/document.xml') return zip.readEntry();
        zip.openReadStream(entry, (failed, stream) => (failed ? reject(failed) : void buffer(stream).then((bytes) => resolve(bytes.toString('utf8')), reject)));
      });
      zip.readEntry();
    });
  });
}
