import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../../src/kernel/seeded-random';
import type { TestApi } from '../support/app';
import { startComputingApi } from '../support/computing-api';
import { MailServer, type Treatment } from '../support/mail-server';
import { approveTemplates, noticeStory, type NoticeStory, notices, publishedDecision, release } from '../support/notice-story';

const PEOPLE = 90;
const KILLS = 10;
const PROGRAM = join(__dirname, '../../dist/src/main.js');

/** The service as it is run, twice over one database: processes that send, and are killed as `kill -9` does. */
class Senders {
  said = '';
  private readonly running: ChildProcess[] = [];

  constructor(private readonly smtpUrl: string) {}

  start(): void {
    const child = spawn(process.execPath, [PROGRAM], { env: { ...process.env, HOST: '127.0.0.1', PORT: '0', PROCESS_WORK: 'false', SMTP_URL: this.smtpUrl, MAIL_FROM: 'selection@organiser.example' }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    this.running.push(child);
  }

  /** The i-th dies at once, whatever it was doing, and another takes its place. */
  async kill(i: number): Promise<void> {
    const [child] = this.running.splice(i % this.running.length, 1);
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async stop(): Promise<void> {
    while (this.running.length) await this.kill(0);
  }
}

describe('senders killed at random moments, and a server that refuses, delays and drops', () => {
  let api: TestApi;
  let server: MailServer;
  let senders: Senders;
  let treat: (to: string, attempt: number) => Treatment;

  beforeAll(async () => {
    api = await startComputingApi(); // has no mail server: the processes send
    server = await MailServer.start((to, attempt) => treat(to, attempt));
    senders = new Senders(server.url);
  });
  afterEach(() => senders.stop());
  afterAll(async () => {
    await senders.stop();
    await server.stop();
    await api.close();
  });

  /** As if hours had passed: every delay and every lease is over, also those of living processes. */
  const hoursLater = ({ id }: NoticeStory): Promise<unknown> =>
    api.sql(`update notice set next_at = now(), lease_until = case when state = 'sending' then now() end where campaign_id = $1 and state in ('queued', 'sending')`, [id]);
  const moving = async ({ id }: NoticeStory): Promise<number> => (await api.sql<{ count: number }>(`select count(*)::int as count from notice where campaign_id = $1 and state in ('queued', 'sending')`, [id]))[0]!.count;

  it('leave nobody with two letters and nobody without one, and what nobody can know to a person', async () => {
    const random = new Random('letters');
    const address = (i: number): string => `person-${i}@candidates.example`;
    const story = await noticeStory(api, PEOPLE, address);
    await approveTemplates(story);
    const kinds: Treatment[] = ['later', 'never', 'drop-before', 'drop-within', 'accept-and-drop'];
    const fate = new Map(story.candidacyIds.map((_, i) => [address(i), random.chance(1 / 3) ? random.pick(kinds) : 'accept'] as const));
    treat = (to, attempt) => (fate.get(to) === 'never' || attempt === 1 ? fate.get(to)! : 'accept');
    expect((await release(story, await publishedDecision(story))).body).toEqual({ released: PEOPLE });

    let fuse = random.whole(1, 12);
    let kills = 0;
    let killing = Promise.resolve();
    server.at = () => {
      if (kills >= KILLS || --fuse > 0) return;
      fuse = random.whole(1, 12);
      kills++;
      killing = senders.kill(random.whole(0, 1)).then(() => hoursLater(story)).then(() => senders.start());
      return killing;
    };
    senders.start();
    senders.start();
    while ((await moving(story)) > 0) {
      await pause(200);
      await killing;
      await hoursLater(story);
    }
    expect(kills).toBe(KILLS);

    // No dedup anywhere: what the server took, it took once.
    const before = server.counts();
    expect(Object.values(before).filter((count) => count !== 1)).toEqual([]);
    const told = await notices(story);
    const taken = new Set(server.received.map(({ messageId }) => messageId));
    for (const { id, state } of told) {
      if (state === 'accepted') expect([id, taken.has(id)]).toEqual([id, true]);
      if (state === 'refused') expect([id, taken.has(id)]).toEqual([id, false]);
    }
    const states = told.reduce<Record<string, number>>((counts, { state }) => ({ ...counts, [state]: (counts[state] ?? 0) + 1 }), {});
    const never = [...fate.values()].filter((treatment) => treatment === 'never').length;
    expect(states).toEqual({ accepted: expect.any(Number), refused: never, unsure: expect.any(Number) });
    console.log(`letters: ${JSON.stringify(states)} after ${kills} kills; the server took ${server.received.length} texts, ${Object.keys(before).length} people`);

    // A person looks into the server's log by Message-ID: what is there is confirmed, what is not is sent again.
    const unsure = told.filter(({ state }) => state === 'unsure');
    const items = unsure.map(({ id }) => ({ noticeId: id, event: taken.has(id) ? 'confirm-accepted' : 'resend', reason: 'SEEN_IN_THE_LOG' }));
    expect((await story.second.post(`${story.path}/notices/interventions/bulk`, { items })).status).toBe(200);
    await senders.stop();
    senders.start();
    while ((await moving(story)) > 0) await pause(100);
    expect((await notices(story)).filter(({ state }) => state !== 'accepted').map(({ state }) => state)).toEqual(Array.from({ length: never }, () => 'refused'));
    expect(server.counts()).toEqual(Object.fromEntries([...fate].flatMap(([to, treatment]) => (treatment === 'never' ? [] : [[to, 1]]))));
    expect(senders.said).not.toMatch(/candidates\.example|Проверяемова/);
  }, 600_000);

  it('send nothing of a decision taken back meanwhile', async () => {
    treat = () => 'accept';
    server.received.length = 0;
    const story = await noticeStory(api, 40, (i) => `reverted-${i}@candidates.example`);
    await approveTemplates(story);
    const decision = await publishedDecision(story);
    await release(story, decision);
    let atRevert = -1;
    server.at = async (moment) => {
      if (moment !== 'recipient' || server.received.length < 15 || atRevert >= 0) return;
      atRevert = 0;
      const { status } = await story.officer.post(`${story.path}/decisions/${decision}/revert`, { reason: 'ENTERED_BY_MISTAKE' });
      atRevert = status === 201 ? (await api.sql<{ count: number }>(`select count(*)::int as count from notice where campaign_id = $1 and left_at is not null`, [story.id]))[0]!.count : -2;
      await senders.kill(0);
      await hoursLater(story);
      senders.start();
    };
    senders.start();
    senders.start();
    while ((await moving(story)) > 0 || atRevert <= 0) await pause(100);
    await senders.stop();
    expect(atRevert).toBeGreaterThanOrEqual(15);
    expect(server.received.length).toBeLessThanOrEqual(atRevert);
    const told = await notices(story);
    expect(told.filter(({ state }) => state === 'cancelled')).toHaveLength(40 - atRevert);
    const { body } = await story.officer.get<{ due: { occasions: { occasion: string; count: number }[] }[] }>(`${story.path}/notices/overview`);
    expect(body.due.flatMap(({ occasions }) => occasions)).toEqual([{ occasion: 'correction', count: atRevert, templateVersion: 1 }]);
  }, 300_000);
});
