import { DataSource } from 'typeorm';
import type * as May from '../../src/access/domain/may';
import { newId } from '../../src/platform/new-id';
import { FileStorage } from '../../src/platform/storage/file-storage.service';
import { addressOf, ApiDescription, type ApiOperation } from '../support/api-description';
import { type AsAccount, TestApi } from '../support/app';
import { goodBody } from '../support/bad-input';
import { schoolOfMayors } from '../support/campaign-story';
import { confirmShown } from '../support/computing-api';
import { ForgetfulDatabase } from '../support/forgetful-database';
import { PDF } from '../support/some-files';
import { type Belongings, CANARIES, type Tenant, twoRegions, type TwoRegions } from '../support/two-regions';
import { WHO_MAY_WHAT } from './who-may-what.table';

/** The first wall, the policy module, as the test lets it stand or takes it away. */
const mockPolicy = { isOff: false };
jest.mock('../../src/access/domain/may', () => {
  const real = jest.requireActual<typeof May>('../../src/access/domain/may');
  return {
    ...real,
    may: (...asked: Parameters<typeof May.may>) => (mockPolicy.isOff ? 'yes' : real.may(...asked)),
    nominatorScope: (...asked: Parameters<typeof May.nominatorScope>) => (mockPolicy.isOff ? 'all' : real.nominatorScope(...asked)),
    rolesHeld: (...asked: Parameters<typeof May.rolesHeld>) => (mockPolicy.isOff ? real.ROLES : real.rolesHeld(...asked)),
  };
});

type RoleLetter = 'N' | 'O' | 'S' | 'U' | 'A';
/** What a cell is about: somebody's, another region's, another campaign's, nobody's; of candidacies also by what was decided. */
const OBJECTS = ['own', 'own, before release', 'own, after release', 'other region', 'other region, before release', 'other region, after release', 'other campaign', 'absent'] as const;
type Object = (typeof OBJECTS)[number] | 'own, undecided';
type Expected = '401' | '403' | 'absent' | 'admitted' | 'as anybody';

interface Rule {
  readonly operation: string;
  readonly who: string;
  readonly about: readonly string[];
}

interface Subject {
  readonly name: string;
  readonly api: AsAccount;
  /** Roles he holds in the campaign; null: nobody is signed in. */
  readonly roles: string | null;
  readonly tenant: Tenant;
  /** Whose names he must never read. */
  readonly blindTo: readonly Tenant[];
}

interface Cell {
  readonly rule: Rule;
  readonly operation: ApiOperation;
  readonly subject: Subject;
  readonly about: string;
  readonly object: Object;
}

const AT_ONCE = 6;
const BY_CANDIDACY = ['candidacy', 'named', 'sheet'];
/** Within a candidacy: what belongs to another one is not there. */
const OF_CANDIDACY = ['file', 'consent'];
const STAGES: readonly (readonly [RegExp, string])[] = [
  [/results|sessions|conclusions/, 'diagnostics'], [/assignments|panels|sheets|drafts|consensus|marking|reliability|marks/, 'potential'], [/runs|reserve|lottery|quota/, 'ranking'], [/offers|dispatches|lapses|answer-links|replacements|seats|answers|streams|expulsions/, 'enrolment'], [/./, 'tenure'],
];

const RULES: ReadonlyMap<string, Rule> = new Map(WHO_MAY_WHAT.trim().split('\n').map((line) => {
  const [method, path, who, about] = line.trim().split(/\s+/) as [string, string, string, string];
  return [`${method} ${path}`, { operation: `${method} ${path}`, who, about: about.split(',') }];
}));
const nameOf = ({ method, path }: ApiOperation): string => `${method} ${path.replace('/api/v1', '').replace(/^\/calculations\/.*/, '/calculations/{name}')}`;

describe('who may what', () => {
  let api: TestApi;
  let database: ForgetfulDatabase;
  let description: ApiDescription;
  let world: TwoRegions;
  let subjects: readonly Subject[];
  const unknown = newId();
  /** An id of nothing for every parameter of an address. */
  let nobodys: Readonly<Record<string, string>>;

  beforeAll(async () => {
    api = await TestApi.start({ database: (source) => (database = new ForgetfulDatabase(source)) });
    description = await ApiDescription.of(api);
    nobodys = Object.fromEntries(description.operations().flatMap(({ path }) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, unknown])));
    world = await twoRegions(api);
    subjects = await everybody();
    database.forgets = true;
    jest.spyOn(api.app.get(FileStorage), 'remove').mockResolvedValue(undefined); // files are not the database's
  }, 120_000);
  afterAll(async () => {
    await walls('enable');
    await api.close();
  });

  async function everybody(): Promise<Subject[]> {
    const campaignId = world.here.id;
    const inCampaign = async (role: 'officer' | 'auditor' | 'assessor'): Promise<AsAccount> => (await api.account({ role, campaignId })).api;
    const clerkOf = (tenant: 'alpha' | 'beta') => ({ role: 'nominator', campaignId, nominatorId: world.of[tenant].nominatorId }) as const;
    const [assigned, submitted, unassigned] = world.assessors;
    await submitted!.api.post(`${world.here.path}/stages/potential/marks`, { candidacyId: world.of.alpha.marked, marks: { strategy: '3', people: '3', result: '3' } });
    const [disabled, revoked] = [await api.account(clerkOf('alpha')), await api.account(clerkOf('alpha'))];
    await api.sql(`update account set token_expires_at = now() where id = $1`, [disabled.id]);
    await revoked.api.get('/campaigns');
    await world.here.administrator.post(`/accounts/${revoked.id}/revoke`);
    api.clock.advance(5_000);
    const all: Tenant[] = ['alpha', 'beta', 'gamma'];
    const subject = (name: string, as: AsAccount, roles: string | null, blindTo: Tenant[], tenant: Tenant = 'alpha'): Subject => ({ name, api: as, roles, tenant, blindTo });
    return [
      subject('anonymous', api.as(null), null, all),
      subject('regional A', (await api.account(clerkOf('alpha'))).api, 'N', ['beta', 'gamma']),
      subject('regional B', (await api.account(clerkOf('beta'))).api, 'N', ['alpha', 'gamma'], 'beta'),
      subject('regional disabled', disabled.api, null, all),
      subject('assessor assigned', assigned!.api, 'S', all),
      subject('assessor not assigned', unassigned!.api, 'S', all),
      subject('assessor after submission', submitted!.api, 'S', all),
      subject('officer', await inCampaign('officer'), 'O', ['gamma']),
      subject('auditor', await inCampaign('auditor'), 'U', ['gamma']),
      subject('administrator', await api.administrator(), 'A', all),
      subject('regional and assessor', (await api.account(clerkOf('alpha'), { role: 'assessor', campaignId })).api, 'NS', ['beta', 'gamma']),
      subject('session revoked', revoked.api, null, all),
      subject('officer of another campaign', world.elsewhere.officer, 'o', ['alpha', 'beta']),
    ];
  }

  /** Everything the table and the document have, subject by subject and object by object. */
  const cells = (who: readonly Subject[]): Cell[] => description.operations().flatMap((operation) => {
    const rule = RULES.get(nameOf(operation))!;
    return who.flatMap((subject) => rule.about.flatMap((about) => objectsOf(about).map((object) => ({ rule, operation, subject, about, object }))));
  });

  function expectedOf({ rule: { who }, subject: { roles }, about, object }: Cell): Expected {
    if (who === '-') return 'as anybody';
    if (roles === null) return '401';
    const held = [...roles.toUpperCase()].filter((role) => who.includes(role)) as RoleLetter[];
    if (held.length === 0) return '403';
    if (about === 'none') return 'admitted';
    if (held.includes('A')) return object === 'absent' ? 'absent' : 'admitted';
    if (roles === 'o' && about === 'campaign' && object === 'other campaign') return 'admitted'; // his own
    if (roles === 'o' || object === 'other campaign' || object === 'absent') return 'absent';
    if (about === 'campaign' || object.startsWith('own')) return 'admitted';
    return held.every((role) => role === 'N') || OF_CANDIDACY.includes(about) ? 'absent' : 'admitted';
  }

  /** The ids a request names: the subject's own, and the object's where the cell is about it. */
  function idsOf({ subject, about, object }: Cell): Readonly<Record<string, string>> {
    const own = world.of[subject.tenant];
    const other = world.of[object === 'other campaign' ? 'gamma' : subject.tenant === 'alpha' ? 'beta' : 'alpha'];
    const whose: Belongings = object.startsWith('own') ? own : other;
    const campaignId = about === 'campaign' ? (object === 'absent' ? unknown : object === 'other campaign' ? world.elsewhere.id : world.here.id) : world.here.id;
    const candidacy = object === 'own, undecided' ? whose.undecided : object.endsWith('before release') ? whose.decided : object.endsWith('after release') ? whose.published : about === 'sheet' ? whose.marked : whose.candidacyId;
    const key = BY_CANDIDACY.includes(about) ? 'candidacyId' : `${about}Id`;
    const value = object === 'absent' ? unknown : BY_CANDIDACY.includes(about) ? candidacy : whose[key as keyof Belongings];
    return {
      ...nobodys, ...own, campaignId, assessorId: world.assessors[0]!.id, n: '2', ...(['none', 'campaign'].includes(about) ? {} : { [key]: value }), unknown,
    };
  }

  async function ask(cell: Cell): Promise<{ readonly status: number; readonly text: string; readonly code: string | undefined }> {
    const { operation, subject } = cell;
    const ids = idsOf(cell);
    const stage = STAGES.find(([pattern]) => pattern.test(operation.path.replace(/.*\{stage\}/, '')))![1];
    const address = addressOf(operation, { ...ids, stage, document: 'consent', key: 'school-of-mayors', kind: 'regions', list: 'contest-winners' }).replace('/api/v1', '');
    const query = operation.parameters.flatMap((parameter) => (parameter.in === 'query' && parameter.required ? [`${parameter.name}=${ids[parameter.name] ?? 'xlsx'}`] : [])).join('&');
    const body = operation.takesFile ? PDF : operation.body ? JSON.stringify(naming(operation.path.endsWith('/policy') ? schoolOfMayors() : goodBody(description, operation, ids), ids)) : undefined;
    const answer = await subject.api.request<unknown>(operation.method, query ? `${address}?${query}` : address, { body, headers: operation.takesFile ? { 'content-type': 'application/octet-stream' } : {} });
    return { status: answer.status, code: (answer.body as { code?: string } | null)?.code, text: typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body) };
  }

  /** An answer without what no two answers share: the request's own id, and the ids it named. */
  const masked = (text: string, cell: Cell): string =>
    Object.values(idsOf(cell)).filter((id) => id.length === 36).reduce((left, id) => left.replaceAll(id, 'ID'), text).replace(/"requestId":"[^"]*"/, '"requestId":""');

  /** Asks every cell and tells which were not answered as they have to be. */
  async function wrongOf(all: readonly Cell[], judge: (cell: Cell, answer: Awaited<ReturnType<typeof ask>>, absent: Awaited<ReturnType<typeof ask>>) => string | null): Promise<string[]> {
    const wrong: string[] = [];
    const absents = new Map<string, ReturnType<typeof ask>>();
    const absentOf = (cell: Cell): ReturnType<typeof ask> => {
      const key = `${cell.rule.operation} ${nameOf(cell.operation)} ${cell.operation.path} ${cell.subject.name} ${cell.about}`;
      const asked = absents.get(key) ?? ask({ ...cell, object: 'absent' });
      absents.set(key, asked);
      return asked;
    };
    const left = [...all].reverse();
    const lane = async (): Promise<void> => {
      for (let cell = left.pop(); cell; cell = left.pop()) {
        const answer = await ask(cell);
        const leaked = cell.subject.blindTo.filter((tenant) => answer.text.includes(CANARIES[tenant]));
        // Where only the second wall refuses to write, that is a fault of the service and told as one.
        const complaint = leaked.length ? `names ${leaked.join(' and ')}` : answer.status >= 500 && !mockPolicy.isOff ? `${answer.status}` : judge(cell, answer, await absentOf(cell));
        if (complaint) wrong.push(`${cell.operation.method} ${cell.operation.path} | ${cell.subject.name} | ${cell.about}: ${cell.object} | ${complaint} | ${answer.status} ${answer.text.slice(0, 200)}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    return wrong.sort();
  }

  const asAbsent = (cell: Cell, { status, text }: Awaited<ReturnType<typeof ask>>, absent: Awaited<ReturnType<typeof ask>>): string | null => {
    if (status < 300 && absent.status >= 300) return 'given';
    return status === absent.status && masked(text, cell) === masked(absent.text, { ...cell, object: 'absent' }) ? null : `another answer than the absent one: ${absent.status} ${absent.text.slice(0, 200)}`;
  };

  function judged(cell: Cell, answer: Awaited<ReturnType<typeof ask>>, absent: Awaited<ReturnType<typeof ask>>): string | null {
    const expected = expectedOf(cell);
    if (expected === 'as anybody') return null; // nobody is signed in there; what these answer has tests of its own
    if (expected === '401' || expected === '403') return String(answer.status) === expected ? null : `not ${expected}`;
    if (answer.status === 401 || answer.status === 403) return 'not admitted';
    if (expected === 'absent') return absent.status < 400 ? 'the absent is given' : asAbsent(cell, answer, absent);
    const isNone = cell.about !== 'none' && cell.about !== 'sheet' && answer.status === 404 && answer.code === absent.code && absent.status === 404 && !cell.about.startsWith('named');
    return isNone ? 'his own is absent' : null;
  }

  async function walls(switched: 'enable' | 'disable'): Promise<void> {
    await api.app.get(DataSource).query(`do $$ declare t text; begin
      for t in select distinct tablename from pg_policies where schemaname = 'public' and policyname = 'wall' loop execute format('alter table %I ${switched} row level security', t); end loop;
    end $$`);
  }

  it('is written down for every operation, and for no other', () => {
    const described = new Set(description.operations().map(nameOf));
    expect([...described].filter((name) => !RULES.has(name))).toEqual([]);
    expect([...RULES.keys()].filter((name) => !described.has(name))).toEqual([]);
  });

  it('is what every cell answers', async () => {
    const all = cells(subjects);
    expect(await wrongOf(all, judged)).toEqual([]);
    process.stdout.write(`who may what: ${description.operations().length} operations, ${subjects.length} subjects, ${all.length} cells\n`);
  }, 300_000);

  describe('of regions, with one wall alone', () => {
    const regional = (): Cell[] => cells(subjects.filter(({ roles }) => roles?.includes('N')));
    const isForeign = (cell: Cell): boolean => cell.object.startsWith('other') && expectedOf(cell) !== 'admitted'; // an assessor's people are of every region

    afterEach(async () => {
      mockPolicy.isOff = false;
      await walls('enable');
    });

    it('holds with the policy module: the same cells', async () => {
      await walls('disable');
      expect(await wrongOf(regional(), judged)).toEqual([]);
    }, 300_000);

    it('holds with row level security: nobody is named, and what is foreign is as what is absent', async () => {
      mockPolicy.isOff = true;
      expect(await wrongOf(regional(), (cell, answer, absent) => (isForeign(cell) ? asAbsent(cell, answer, absent) : null))).toEqual([]);
    }, 300_000);

    it('does not hold with neither', async () => {
      mockPolicy.isOff = true;
      await walls('disable');
      const wrong = await wrongOf(regional().filter(isForeign), asAbsent);
      expect(wrong.filter((line) => line.includes('names'))).not.toEqual([]);
      expect(wrong.filter((line) => line.includes('given'))).not.toEqual([]);
    }, 300_000);
  });

  it('changes in no byte for a nominator when a decision is taken and not published', async () => {
    const own = cells(subjects.filter(({ name }) => name === 'regional A')).filter(({ object }) => object.startsWith('own'));
    const aboutHim = (cell: Cell): Cell => ({ ...cell, object: 'own, undecided' });
    const answers = async (): Promise<string[]> => {
      const told: string[] = [];
      for (const cell of own.map(aboutHim)) {
        const { status, text } = await ask(cell);
        told.push(`${nameOf(cell.operation)} ${cell.about}: ${status} ${comparable(text)}`);
      }
      return [...new Set(told)];
    };
    const before = await answers();
    database.forgets = false;
    expect((await confirmShown(world.here, 'tenure')).status).toBe(201);
    database.forgets = true;
    expect(await answers()).toEqual(before);
    const [{ stage }] = (await api.sql<{ stage: string }>(`select stage from candidacy where id = $1`, [world.of.alpha.undecided])) as [{ stage: string }];
    expect(stage).toBe('diagnostics');
  }, 120_000);
});

/** An answer without what is another each time: ids, times, digests of archives. */
function comparable(text: string): string {
  return text
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+03:00)/g, 'TIME');
}

function objectsOf(about: string): readonly Object[] {
  if (about === 'none') return ['own'];
  if (about === 'campaign') return ['own', 'other campaign', 'absent'];
  if (about === 'candidacy' || about === 'named') return OBJECTS;
  return ['own', 'other region', 'other campaign', 'absent'];
}

/** The body with the ids of the cell in the places of its example. */
function naming(value: unknown, ids: Readonly<Record<string, string>>, name = ''): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => naming(item, ids, name.replace(/s$/, '')));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, naming(part, ids, key)]));
  return typeof value === 'string' && name.endsWith('Id') ? (ids[name] ?? value) : value;
}
