import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createDataSource } from '../../src/platform/database/data-source';
import { enterTestResults, assess } from '../../src/demo/driver-assess';
import { awaitProposals, decide, recordLeavings } from '../../src/demo/driver-decide';
import { enrol } from '../../src/demo/driver-enrol';
import { nominateAll } from '../../src/demo/driver-nominate';
import { rankAndDecide } from '../../src/demo/driver-rank';
import { setUp } from '../../src/demo/driver-set-up';
import type { Campaign } from '../../src/demo/driver-state';
import { stageOf } from '../../src/demo/policy-document';
import { Progress } from '../../src/demo/progress';
import { Rest } from '../../src/demo/rest';
import { Canaries } from '../support/canaries';
import { dumpOf } from '../support/dump';
import { filesContaining } from '../support/stored-files';
import { PDF } from '../support/some-files';
import { WatchedService } from '../support/watched-service';

const SIZE = { candidates: 60, seats: 18 };
const COMMISSION = [{ name: 'Комиссарова Первая', post: 'начальник отдела' }, { name: 'Комиссаров Второй', post: 'специалист' }];

interface Answer {
  readonly status: number;
  readonly text: string;
}

const canaries = new Canaries();
/** Canaries by public number, of those who came with a list. */
const planted = new Map<string, readonly string[]>();
const refusals: Answer[] = [];
const silent = new (class extends Progress {
  override step<T>(_label: string, _total: number, work: (reached: (count: number) => void) => Promise<T>): Promise<T> {
    return work(() => undefined);
  }
})({ write: () => undefined });

let service: WatchedService;
let campaign: Campaign;
let runId: string;

const ask = async (token: string, method: string, path: string, body?: unknown, type = 'application/json'): Promise<Answer> => {
  const sent = body === undefined ? {} : { body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) };
  const answer = await fetch(`${service.base}${path.startsWith('/api') || path.startsWith('/health') ? path : `/api/v1${path}`}`, { method, headers: { authorization: `Bearer ${token}`, ...('body' in sent && { 'content-type': type }) }, ...sent });
  return { status: answer.status, text: await answer.text() };
};
const refused = async (...args: Parameters<typeof ask>): Promise<void> => {
  const answer = await ask(...args);
  expect({ args: args.slice(1, 3), status: answer.status }).toEqual({ args: args.slice(1, 3), status: expect.any(Number) });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  refusals.push(answer);
};

beforeAll(async () => {
  service = await WatchedService.start('canaries');
  campaign = await setUp({ options: { ...SIZE, seed: 'canaries', json: true, serve: false }, administrator: new Rest(service.base, service.administratorToken), progress: silent, check: () => undefined });
  const words = new Map(campaign.nominees.map((nominee) => [nominee.index, canaries.plant(nominee)]));
  await nominateAll(campaign);
  for (const { number, nominee } of campaign.candidates.values()) planted.set(number, words.get(nominee.index)!);
  const { policy } = campaign;
  const judge = async (stage: string): Promise<void> => {
    await awaitProposals(campaign, stage, stage);
    await decide(campaign, stage);
  };
  await judge(stageOf(policy, 'eligibility').key);
  await recordLeavings(campaign, stageOf(policy, 'diagnostics').key);
  await enterTestResults(campaign);
  await judge(stageOf(policy, 'diagnostics').key);
  await recordLeavings(campaign, stageOf(policy, 'assessment').key);
  await assess(campaign);
  await judge(stageOf(policy, 'assessment').key);
  const ranking = stageOf(policy, 'ranking').key;
  await recordLeavings(campaign, ranking);
  const ranked = await rankAndDecide(campaign, ranking, `${campaign.path}/stages/${ranking}/runs`);
  runId = ranked.runId;
  await enrol(campaign, Math.min(SIZE.seats, ranked.filled));
  await typeInByHand(); // drafts: while anybody is one, no ranking begins
  await sendWrongThings();
}, 300_000);
afterAll(async () => {
  await service.stop();
  rmSync(service.files, { recursive: true, force: true });
});

const own = (): Campaign['cast']['clerks'][number] => campaign.cast.clerks.find(({ region }) => [...campaign.candidates.values()].some(({ nominee }) => nominee.region === region))!;
const oneOfHis = (): Campaign['candidates'] extends Map<string, infer C> ? C : never => [...campaign.candidates.values()].find(({ nominee }) => nominee.region === own().region)!;

/** A nomination typed in, with a canary in every text it can carry. */
function typed(change: object = {}, person: object = {}): Record<string, unknown> {
  const word = (field: string): string => canaries.word(`typed ${field}`);
  const place = { postCategory: 'municipal-office', sphere: 'municipal-service', region: own().region };
  return {
    nominatorId: own().nominatorId, category: 'head', citizenship: 'RU', education: 'higher', registrationRegion: own().region, externalId: word('externalId'),
    person: { familyName: word('familyName'), givenName: word('givenName'), patronymic: word('patronymic'), birthDate: '1980-05-20', sex: 'female', email: `${word('email')}@example.org`, ...person },
    post: { title: word('post'), organisation: word('organisation'), ...place },
    employment: [{ startedOn: '2015-02-01', endedOn: null, title: word('job'), organisation: word('employer'), municipalityName: word('municipality'), sourceDocument: word('source'), postCategory: 'municipal-office', region: own().region }],
    documents: [{ key: 'consent', receivedOn: '2026-02-10' }],
    ...change,
  };
}

/** One by one and in bulk, with documents and letters. */
async function typeInByHand(): Promise<void> {
  const { rest, nominatorId } = own();
  const { path } = campaign;
  const { items } = await rest.post<{ items: { candidacyId: string }[] }>(`${path}/nominations/bulk`, { items: [typed(), typed(), typed()] });
  await rest.post(`${path}/nominations`, typed());
  const { candidacyId } = items[0]!;
  const scan = (field: string): Buffer => Buffer.concat([PDF, Buffer.from(canaries.word(field))]);
  await rest.upload('POST', `${path}/candidacies/${candidacyId}/documents/diploma/files`, scan('document'));
  const { id } = await rest.post<{ id: string }>(`${path}/letters`, { nominatorId, number: '99', datedOn: '2026-02-20', signatory: canaries.word('signatory'), candidacyIds: [candidacyId] });
  await rest.upload('PUT', `${path}/letters/${id}/file`, scan('letter'));
  await rest.post(`${path}/candidacies/${candidacyId}/consents`, { document: 'consent', purpose: 'selection', givenOn: '2026-02-10' });
}

/** What clerks and programs get wrong: every refusal is kept. */
async function sendWrongThings(): Promise<void> {
  const { path } = campaign;
  const { token } = own();
  const number = canaries.word('name with a digit');
  for (const wrong of [
    typed({}, { familyName: `${number}7` }), typed({}, { birthDate: canaries.word('birthDate') }), typed({}, { snils: canaries.word('snils') }), typed({}, { email: canaries.word('email without a host') }),
    typed({ education: canaries.word('education') }), typed({ nominatorId: canaries.word('nominatorId') }), typed({ category: canaries.word('category') }), typed({ employment: canaries.word('employment') }),
    typed({ registrationRegion: canaries.word('region') }), { ...typed(), person: canaries.word('person') }, typed({ documents: [{ key: canaries.word('document key'), receivedOn: '2026-02-10' }] }),
    typed({ post: { title: canaries.word('long').repeat(2_000), organisation: 'x' } }),
  ]) {
    await refused(token, 'POST', `${path}/nominations`, wrong);
    await refused(token, 'POST', `${path}/nominations/bulk`, { items: [typed(), wrong] });
  }
  await refused(token, 'POST', `${path}/nominations`, `{ "person": { "familyName": "${canaries.word('broken JSON')}" `);
  await refused(token, 'POST', `${path}/nominations`, canaries.word('no JSON'), 'text/plain');
  await refused(token, 'POST', `${path}/imports?nominatorId=${own().nominatorId}&apply=true`, Buffer.from(canaries.word('no list')), 'application/octet-stream');
  await refused(token, 'POST', `${path}/letters`, { nominatorId: own().nominatorId, number: '1', datedOn: canaries.word('date'), signatory: canaries.word('signatory'), candidacyIds: [] });
  await refused(token, 'GET', `${path}/nominations?after=${canaries.word('cursor')}`);
  await refused(token, 'GET', `${path}/candidacies/${canaries.word('id')}/documents`);
  await refused(token, 'GET', `/${canaries.word('route')}`);
  await refused(canaries.word('token'), 'GET', path);
}

/** The document of the service itself names every address. */
async function addresses(): Promise<{ readonly path: string }[]> {
  const { text } = await ask(service.administratorToken, 'GET', '/api/openapi.json');
  const { paths } = JSON.parse(text) as { readonly paths: Readonly<Record<string, object>> };
  const { policy, path } = campaign;
  const { candidacyId } = oneOfHis();
  const of = async (name: string): Promise<string> => ((await own().rest.get<{ items: { id: string }[] }>(`${path}/${name}`)).items[0]?.id) ?? runId;
  const ids: Readonly<Record<string, string>> = {
    campaignId: path.split('/').at(-1)!, candidacyId, stage: stageOf(policy, 'assessment').key, runId, letterId: await of('letters'), importId: await of('imports'), batchId: await of('batches'),
  };
  const stages = policy.stages.map(({ key }) => key);
  const got = Object.entries(paths).filter(([, methods]) => 'get' in methods).map(([address]) => address).filter((address) => !address.endsWith('/events'));
  return got.flatMap((address) => (address.includes('{stage}') ? stages : ['']).map((stage) => ({ path: address.replace(/\{(\w+)\}/g, (_, name: string) => (name === 'stage' ? stage : (ids[name] ?? runId))) + (address.endsWith('/export') ? '?form=csv' : '') })));
}

describe('canaries', () => {
  it('are more than 500, and stand where they belong', async () => {
    expect(canaries.size).toBeGreaterThan(500);
    const { officer } = campaign.cast;
    expect(canaries.in((await ask(officer.token, 'GET', `${campaign.path}/export?form=csv`)).text).length).toBeGreaterThan(SIZE.candidates);
  });

  it('stand in no line of any log', () => {
    expect(service.logs.length).toBeGreaterThan(100);
    expect(canaries.in(service.logs)).toEqual([]);
  });

  it('were never told to Redis, and are not in it', async () => {
    if (!process.env.REDIS_URL) return;
    expect(service.commands).toContain('bull');
    expect(canaries.in(service.commands)).toEqual([]);
    expect(canaries.in(await service.redisContent())).toEqual([]);
  });

  it('stand in no refusal', () => {
    expect(refusals.length).toBeGreaterThan(30);
    expect(refusals.flatMap(({ text }) => canaries.in(text))).toEqual([]);
  });

  it('stand in nothing that another region, an assessor, an administrator or nobody can read', async () => {
    const { clerks, assessors } = campaign.cast;
    const stranger = clerks.find(({ region }) => region !== own().region)!;
    const foreign = new Set([...campaign.candidates.values()].filter(({ nominee }) => nominee.region === own().region).flatMap(({ number }) => planted.get(number)!));
    const hits: object[] = [];
    let asked = 0;
    let shown = 0; // to those whose business it is: a search that finds nothing there would prove nothing
    for (const { path } of await addresses()) {
      for (const [who, token] of [['another region', stranger.token], ...assessors.slice(0, 3).map(({ token }) => ['an assessor', token] as const), ['an administrator', service.administratorToken], ['nobody', 'nobody']] as const) {
        const { text } = await ask(token, 'GET', path);
        asked++;
        const found = who === 'another region' ? [...foreign].filter((word) => text.includes(word)) : canaries.in(text);
        if (found.length) hits.push({ who, path, found: found.slice(0, 3) });
      }
      for (const { token } of [own(), campaign.cast.officer]) if (canaries.in((await ask(token, 'GET', path)).text).length) shown++;
    }
    expect(hits).toEqual([]);
    expect(asked).toBeGreaterThan(300);
    expect(shown).toBeGreaterThan(5);
    process.stdout.write(`canaries: ${canaries.size} planted, ${asked} answers of other roles, ${refusals.length} refusals, ${service.logs.length} characters of log, ${service.commands.split('\n').length} commands to Redis looked through\n`);
  }, 120_000);

  it('of a person destroyed stand in no dump and no file; the chain holds, and the act says who it was', async () => {
    const { officer, publisher } = campaign.cast;
    const { path } = campaign;
    const { items } = await officer.rest.get<{ items: { number: string; candidacyId: string; status: string }[] }>(`${path}/candidacies?limit=200`);
    const gone = ['enrolled', 'rejected'].map((status) => items.find((one) => one.status === status && planted.has(one.number))!);
    const source = await createDataSource({ databaseUrl: service.databaseUrl, databasePool: 2 }, 'test').initialize();
    try {
      const words = gone.flatMap(({ number }) => planted.get(number)!);
      const before = await dumpOf(source);
      expect(words.filter((word) => before.includes(word)).length).toBeGreaterThan(10);
      const seals = await source.query<{ n: string }[]>(`select count(*) as n from audit_seal`);

      const proposal = await officer.rest.post<{ id: string; lines: number; digest: string }>(`${path}/destructions`, { candidacyIds: gone.map(({ candidacyId }) => candidacyId), ground: 'SUBJECT_DEMANDS', commission: COMMISSION });
      await publisher.rest.post(`${path}/destructions/${proposal.id}/carry-out`, { count: proposal.lines, digest: proposal.digest });

      const after = await dumpOf(source);
      expect(words.filter((word) => after.toLowerCase().includes(word.toLowerCase()))).toEqual([]);
      expect(words.flatMap((word) => filesContaining(word, service.files))).toEqual([]);
      expect(await source.query(BROKEN)).toEqual([]);
      expect(Number((await source.query<{ n: string }[]>(`select count(*) as n from audit_seal`))[0]!.n)).toBeGreaterThan(Number(seals[0]!.n));
      const { text } = await ask(officer.token, 'GET', `${path}/destructions/${proposal.id}/log`);
      for (const { number } of gone) expect(text).toContain(planted.get(number)!.slice(0, 3).join(' '));
      for (const read of ['/candidacies?limit=200', '/funnel', `/candidacies/${gone[0]!.candidacyId}`, '/export?form=csv']) expect((await ask(officer.token, 'GET', path + read)).status).toBe(200);
    } finally {
      await source.destroy();
    }
  }, 60_000);

  it('are in the files only under names that tell nothing', () => {
    const names = readdirSync(service.files, { recursive: true, encoding: 'utf8' });
    expect(names.length).toBeGreaterThan(0);
    expect(canaries.in(names.join('\n'))).toEqual([]);
    expect(names.some((name) => name.length > 30 && canaries.in(readFileSync(join(service.files, name)).toString()).length > 0)).toBe(true);
  });
});

/** Seals that do not follow from the one before and their events. */
const BROKEN = `
  select s.chain, s.seq from audit_seal s
  left join lateral (select count(*) as n, sha256(string_agg(audit_content(e), ''::bytea order by e.n)) as content from audit_event e where e.tx = s.tx) c on true
  where c.n <> s.count or s.hash is distinct from sha256(coalesce((select p.hash from audit_seal p where p.chain = s.chain and p.seq = s.seq - 1), ''::bytea) || c.content)`;
