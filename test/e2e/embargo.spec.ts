import { DataSource } from 'typeorm';
import { newId } from '../../src/platform/new-id';
import { addressOf, ApiDescription, type ApiOperation } from '../support/api-description';
import { type AsAccount, TestApi } from '../support/app';
import { badBodies, goodBody } from '../support/bad-input';
import { openCampaign, type OpenCampaign, schoolOfMayors } from '../support/campaign-story';
import { Seed, type SeededCandidacy } from '../support/seed';

/** What has been decided and not been published: everybody passes, everybody fails, nobody is decided. */
const WORLDS = ['pass', 'fail', 'absent'] as const;
type World = (typeof WORLDS)[number];
/** Who may not know, and what they are to the people decided about. */
const OBSERVERS = ['own clerk', 'foreign clerk', 'assessor', 'administrator'] as const;
type Observer = (typeof OBSERVERS)[number];

/** Of the ways in which a body can be wrong as a whole; their refusals are the same for every operation. */
const WRONG_WAYS = 2;
const OWN = '36';
const FOREIGN = '48';

interface OneWorld {
  readonly campaign: OpenCampaign;
  readonly people: readonly SeededCandidacy[];
  readonly asking: Readonly<Record<Observer, AsAccount>>;
  readonly assessorId: string;
  readonly decisionId: string;
}

/**
 * Nobody who may not know finds a decision before it is published. Three campaigns that differ in nothing but what was
 * decided and not published; every operation of OpenAPI is asked in each by everybody who may not know: whatever is
 * read, read again after everything else, and whatever is written, with bodies that are right and that are wrong, each
 * about a person of its own. Every answer must be the same to the byte, but for identifiers and times.
 */
describe.each([['tenure'], ['potential'], ['ranking']])('a decision about %s that is not published', (stage) => {
  let api: TestApi;
  let description: ApiDescription;
  let worlds: Readonly<Record<World, OneWorld>>;
  let operations: readonly ApiOperation[];

  beforeAll(async () => {
    api = await TestApi.start();
    description = await ApiDescription.of(api);
    operations = description.operations().filter(({ path }) => !['/api/v1/answer', '/api/v1/appeal'].includes(path)); // ask for no account, and count wrong guesses of an address
    worlds = Object.fromEntries(await Promise.all(WORLDS.map(async (world) => [world, await open(world)] as const))) as Record<World, OneWorld>;
  }, 60_000);
  afterAll(() => api.close());

  /** One person for every operation that writes, and everyone who asks. */
  async function open(world: World): Promise<OneWorld> {
    const policy = schoolOfMayors();
    const campaign = await openCampaign(api, { policy, regions: [OWN, FOREIGN] });
    const seeded = { id: campaign.id, policy, policyVersion: 1 };
    const seed = new Seed(api.app.get(DataSource));
    const people = await seed.candidacies({ campaign: seeded, stage, count: operations.length * OBSERVERS.length, nominatorId: campaign.nominators[OWN]!.nominatorId });
    await moved(campaign.id, people, { event: 'decided:pass', from: 'nomination', to: stage, status: 'open', published: true });
    const assessor = await api.account({ role: 'assessor', campaignId: campaign.id });
    if (stage === 'potential') await sheets(people, assessor.id);
    await seed.verdicts(seeded, stage, people.map(({ id }) => ({ candidacyId: id, outcome: world === 'fail' ? 'fail' : 'pass', score: stage === 'potential' ? 40_000 : null })));
    const asking = { 'own clerk': campaign.nominators[OWN]!.api, 'foreign clerk': campaign.nominators[FOREIGN]!.api, assessor: assessor.api, administrator: campaign.administrator };
    return { campaign, people, asking, assessorId: assessor.id, decisionId: world === 'absent' ? newId() : await decide(world, campaign, people) };
  }

  /** A decision as it would have been recorded; a ranking is not run here. Gives its id. */
  async function moved(campaignId: string, people: readonly SeededCandidacy[], move: { event: string; from: string; to: string; status: string; published: boolean }): Promise<string> {
    const batch = newId();
    await api.sql(
      `insert into decision_batch (id, campaign_id, stage, kind, policy_version, decided_by, list_digest, lines, published_by, published_at)
       values ($1, $2, $3, 'confirm', 1, $1, '', $4, case when $5 then $1::uuid end, case when $5 then now() end)`,
      [batch, campaignId, move.from, people.length, move.published],
    );
    await api.sql(
      `with moved as (update candidacy set version = version + 1, stage = $4, status = $5 where id = any($2::uuid[]) returning id, campaign_id, nominator_id, version)
       insert into history (candidacy_id, n, campaign_id, nominator_id, batch_id, event, stage, from_status, to_stage, to_status)
       select id, version, campaign_id, nominator_id, $1, $6, $3, 'open', $4, $5 from moved`,
      [batch, people.map(({ id }) => id), move.from, move.to, move.status, move.event],
    );
    return batch;
  }

  const sheets = (people: readonly SeededCandidacy[], assessorId: string): Promise<unknown> => api.sql(
    `insert into mark_sheet (candidacy_id, stage, assessor_id, campaign_id, nominator_id, assigned_by, marks, submitted_at)
     select id, 'potential', $2, campaign_id, nominator_id, $2, '{"strategy": "4", "people": "4", "result": "4"}', timestamptz '2026-06-01' from candidacy where id = any($1::uuid[])`,
    [people.map(({ id }) => id), assessorId],
  );

  async function decide(world: 'pass' | 'fail', { id, officer, path }: OpenCampaign, people: readonly SeededCandidacy[]): Promise<string> {
    if (stage === 'ranking') return moved(id, people, { event: `decided:${world}`, from: stage, ...(world === 'pass' ? { to: 'enrolment', status: 'open' } : { to: stage, status: 'rejected' }), published: false });
    const { count, digest } = (await officer.get<{ count: number; digest: string }>(`${path}/stages/${stage}/preview`)).body;
    const decision = await officer.post<{ id: string }>(`${path}/decisions`, { stage, count, digest, departures: [] });
    expect(decision.status).toBe(201);
    return decision.body.id;
  }

  /** How an operation is asked: under a label, the same in every world. */
  interface Asked {
    readonly label: string;
    readonly query?: string;
    readonly send?: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> };
  }

  function waysToAsk(operation: ApiOperation, known: Readonly<Record<string, string>>): Asked[] {
    const told = operation.parameters.filter((parameter) => parameter.in === 'query' && (parameter.required || known[parameter.name])).map(({ name }) => `${name}=${known[name] ?? ''}`).join('&');
    const query = told && `?${told}`;
    if (operation.method === 'GET') return [{ label: 'plainly' }, ...(query ? [{ label: 'with its query', query }] : [])];
    if (operation.takesFile) return [{ label: 'with a file', query, send: { body: '%PDF-1.4\n%%EOF\n', headers: { 'content-type': 'application/pdf' } } }];
    const good = operation.body && aimed(goodBody(description, operation, known), known);
    const wrong = good === null ? [] : badBodies(description, operation, good).slice(0, WRONG_WAYS).map(({ fault, body, headers }) => ({ label: fault, query, send: { body, ...(headers && { headers }) } }));
    return operation.path.includes('{campaignId}') ? [...wrong, { label: 'as it should be', query, send: good === null ? {} : { body: good } }] : wrong;
  }

  /** What the observer is answered in each world, to one operation, about one person. */
  async function answersIn(world: World, observer: Observer, at: number): Promise<Map<string, string>> {
    const { campaign, people, asking, assessorId, decisionId } = worlds[world];
    const operation = operations[at]!;
    const person = people[operations.length * OBSERVERS.indexOf(observer) + at]!;
    const known: Record<string, string> = {
      campaignId: campaign.id, candidacyId: person.id, number: person.number, nominatorId: campaign.nominators[OWN]!.nominatorId, assessorId, stage, decisionId, key: 'school-of-mayors', unknown: newId(),
    };
    const answers = new Map<string, string>();
    for (const here of operation.path.includes('{stage}') ? [stage, 'enrolment'] : [stage]) {
      const address = addressOf(operation, new Proxy({ ...known, stage: here }, { get: (ids, name: string) => (ids as Record<string, string>)[name] ?? newId() })).replace('/api/v1', '');
      for (const { label, query = '', send = {} } of waysToAsk(operation, known)) {
        const { status, body } = await asking[observer].request<unknown>(operation.method, address + query, send);
        answers.set(`${here} ${label}`, masked(`${status} ${JSON.stringify(body)}`));
      }
    }
    return answers;
  }

  it.each(OBSERVERS)('is not found by the %s on any path', async (observer) => {
    const differing: string[] = [];
    const statuses: Record<string, number> = {};
    for (const pass of ['read', 'write', 'read again'] as const) {
      for (const [at, operation] of operations.entries()) {
        if ((operation.method === 'GET') !== (pass !== 'write')) continue;
        const undecided = await answersIn('absent', observer, at);
        for (const world of ['pass', 'fail'] as const) {
          const decided = await answersIn(world, observer, at);
          for (const [label, answer] of undecided) {
            const other = decided.get(label)!;
            if (other !== answer) differing.push(`${pass}: ${operation.method} ${operation.path} ${label}, ${world}\n    undecided: ${excerpt(answer, other)}\n    decided:   ${excerpt(other, answer)}`);
          }
        }
        for (const answer of undecided.values()) statuses[answer[0]!] = (statuses[answer[0]!] ?? 0) + 1;
      }
    }
    expect(differing).toEqual([]);
    expect(statuses['2']).toBeGreaterThan(observer === 'own clerk' ? 30 : 3); // not a walk of refusals
    expect(Object.values(statuses).reduce((sum, count) => sum + count)).toBeGreaterThan(500);
  }, 240_000);

  it('is compared honestly: officers see it, and the clerk does once it is published', async () => {
    const { campaign, people, decisionId } = worlds.fail;
    const last = people.at(-1)!;
    const seen = async (by: AsAccount, path: string): Promise<string> => JSON.stringify((await by.get(`${campaign.path}/${path}`)).body);
    expect(await seen(campaign.officer, `candidacies/${last.id}`)).toContain('rejected');
    const clerk = campaign.nominators[OWN]!.api;
    const told = (): Promise<string> => seen(clerk, `nominations/changes?nominatorId=${campaign.nominators[OWN]!.nominatorId}&limit=200`);
    expect(await seen(clerk, 'nominations?limit=200')).not.toContain('rejected');
    const second = await api.account({ role: 'officer', campaignId: campaign.id });
    expect((await second.api.post(`${campaign.path}/decisions/${decisionId}/publish`)).status).toBe(200);
    expect(await seen(clerk, 'nominations?limit=200')).toContain('rejected');
    expect((await told()).length).toBeGreaterThan(0);
  });
});

/** The body with everything in it that names a person, a nominator or a stage aimed at those of the test. */
function aimed(body: unknown, known: Readonly<Record<string, string>>): unknown {
  if (Array.isArray(body)) return body.map((item) => aimed(item, known));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, name === 'candidacyIds' ? [known.candidacyId] : (known[name] ?? aimed(value, known))]));
}

/** What cannot be the same twice: ids, times, tokens, and digests that cover them. */
function masked(answer: string): string {
  return answer
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)/g, 'time')
    .replace(/"[A-Za-z0-9_-]{43}"/g, '"token"');
}

/** The first place where two answers part. */
function excerpt(answer: string, other: string): string {
  let at = 0;
  while (at < answer.length && answer[at] === other[at]) at++;
  return answer.slice(Math.max(0, at - 60), at + 120);
}
