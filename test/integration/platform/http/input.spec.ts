import { once } from 'node:events';
import { connect } from 'node:net';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Asking, type AskingCaller } from '../../../../src/access/asking.decorator';
import { Can } from '../../../../src/access/can.decorator';
import { Database } from '../../../../src/platform/database/database.service';
import { bulkOf } from '../../../../src/platform/http/bulk';
import { PageQuery } from '../../../../src/platform/http/page-query';
import type { Problem } from '../../../../src/platform/http/problem';
import {
  IsCivilDate, IsDecimalRecord, IsDecimalText, IsFlag, IsId, IsKey, IsOneOf, IsProse, IsReasonCode, IsRegionCode, IsText, IsWhole, Nested,
} from '../../../../src/platform/http/validators';
import { type AsAccount, TestApi } from '../../../support/app';

class PersonDto {
  @IsText(50)
  familyName!: string;

  @IsCivilDate()
  birthDate!: string;

  @IsCivilDate({ optional: true, nullable: true })
  endedOn?: string | null;
}

class EntryDto {
  @Nested(() => PersonDto)
  person!: PersonDto;

  @IsRegionCode({ optional: true })
  region?: string;

  @IsDecimalText({ optional: true })
  mark?: string;

  @IsDecimalRecord(3, { optional: true })
  marks?: Record<string, string>;

  @IsWhole(0, 100, { optional: true })
  count?: number;

  @IsFlag({ optional: true })
  all?: boolean;

  @IsOneOf(['pass', 'fail'], { optional: true })
  outcome?: string;

  @IsReasonCode({ optional: true })
  reason?: string;

  @IsKey({ optional: true })
  stage?: string;

  @IsProse(20, { optional: true })
  note?: string;

  @IsId({ optional: true, list: { min: 1, max: 3 } })
  ids?: string[];
}

class EntriesDto extends bulkOf(EntryDto) {}

/** Takes what it is given, as a feature would. */
@Controller('probe')
class ProbeController {
  constructor(private readonly database: Database) {}

  @Can('programmes.read')
  @Post()
  one(@Body() body: EntryDto): EntryDto {
    return body;
  }

  @Can('programmes.read')
  @Post('bulk')
  many(@Body() body: EntriesDto): { count: number } {
    return { count: body.items.length };
  }

  @Can('programmes.read')
  @Get()
  list(@Query() page: PageQuery): PageQuery {
    return page;
  }

  @Can('programmes.read')
  @Get('things/:thingId')
  thing(@Param('thingId') thingId: string): { thingId: string } {
    return { thingId };
  }

  @Can('programmes.read')
  @Get('named/:key')
  named(@Param('key') key: string): { key: string } {
    return { key };
  }

  @Can('programmes.read')
  @Post('bodiless')
  bodiless(): { done: true } {
    return { done: true };
  }

  @Can('programmes.read')
  @Get('broken')
  broken(): never {
    throw new Error('Иванов Иван, 1980');
  }

  @Can('programmes.read')
  @Get('divided')
  async divided(@Asking() caller: AskingCaller): Promise<unknown> {
    return this.database.transact(caller, (tx) => tx.query(`select 'Иванов'::uuid`));
  }
}

const GOOD = { person: { familyName: 'Иванов', birthDate: '1980-02-29' } };
const NESTED = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

let api: TestApi;
let user: AsAccount;

beforeAll(async () => {
  api = await TestApi.start({ controllers: [ProbeController] });
  user = await api.administrator();
});
afterAll(() => api.close());

/** `pointer code` of every fault of a refusal with status 400. */
async function faultsOf(path: string, body: unknown): Promise<string[]> {
  const answer = await user.post<Problem>(path, body);
  expect(answer).toMatchObject({ status: 400, body: { code: 'MALFORMED', type: 'urn:problem:malformed', title: 'Bad Request', status: 400 } });
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  return (answer.body.faults ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
}

describe('a body', () => {
  it('is taken when it is good', async () => {
    const full = {
      ...GOOD, region: '05', mark: '3.5', marks: { K1: '2' }, count: 3, all: true, outcome: 'pass', reason: 'COMMISSION_CHOICE', stage: 'potential', note: 'One line.\n\nAnother.',
      ids: ['01a20000-0000-7000-8000-000000000001'],
    };
    expect(await user.post('/probe', full)).toMatchObject({ status: 201, body: full });
    expect(await user.post('/probe', { person: { ...GOOD.person, endedOn: null } })).toMatchObject({ status: 201 });
  });

  it.each<[string, object, string]>([
    ['an unknown field', { ...GOOD, isAdministrator: true }, '/isAdministrator UNKNOWN_FIELD'],
    ['an unknown nested field', { person: { ...GOOD.person, age: 3 } }, '/person/age UNKNOWN_FIELD'],
    ['a missing part', {}, '/person IS_OBJECT'],
    ['a list for a part', { person: [] }, '/person IS_OBJECT'],
    ['text for a part', { person: 'x' }, '/person IS_OBJECT'],
    ['null for a part', { person: null }, '/person IS_OBJECT'],
    ['a day that does not exist', { person: { ...GOOD.person, birthDate: '1981-02-29' } }, '/person/birthDate IS_DATE'],
    ['an instant for a day', { person: { ...GOOD.person, birthDate: '1980-02-29T00:00:00Z' } }, '/person/birthDate IS_DATE'],
    ['a number for a day', { person: { ...GOOD.person, birthDate: 19800229 } }, '/person/birthDate IS_DATE'],
    ['blank text', { person: { ...GOOD.person, familyName: '  ' } }, '/person/familyName IS_TEXT'],
    ['long text', { person: { ...GOOD.person, familyName: 'x'.repeat(51) } }, '/person/familyName IS_TEXT'],
    ['text of two lines', { person: { ...GOOD.person, familyName: 'a\nb' } }, '/person/familyName IS_TEXT'],
    ['text that turns direction', { person: { ...GOOD.person, familyName: 'a\u202eb' } }, '/person/familyName IS_TEXT'],
    ['text with a mark of Arabic writing', { person: { ...GOOD.person, familyName: 'a\u061cb' } }, '/person/familyName IS_TEXT'],
    ['prose of no words', { ...GOOD, note: '\n \n' }, '/note IS_PROSE'],
    ['long prose', { ...GOOD, note: 'x'.repeat(21) }, '/note IS_PROSE'],
    ['prose with another control character', { ...GOOD, note: 'a\rb' }, '/note IS_PROSE'],
    ['null where only absence is allowed', { ...GOOD, region: null }, '/region IS_REGION_CODE'],
    ['a number for a decimal', { ...GOOD, mark: 3.5 }, '/mark IS_DECIMAL'],
    ['five decimals', { ...GOOD, mark: '3.12345' }, '/mark IS_DECIMAL'],
    ['no marks', { ...GOOD, marks: {} }, '/marks IS_DECIMALS'],
    ['a mark that is no decimal', { ...GOOD, marks: { K1: 'x' } }, '/marks IS_DECIMALS'],
    ['text for a number', { ...GOOD, count: '3' }, '/count IS_WHOLE'],
    ['a broken number', { ...GOOD, count: 1.5 }, '/count IS_WHOLE'],
    ['a number beyond its bounds', { ...GOOD, count: 2147483648 }, '/count IS_WHOLE'],
    ['text for a flag', { ...GOOD, all: 'true' }, '/all IS_FLAG'],
    ['another word', { ...GOOD, outcome: 'maybe' }, '/outcome IS_ONE_OF'],
    ['a lower-case reason', { ...GOOD, reason: 'because' }, '/reason IS_REASON_CODE'],
    ['an upper-case key', { ...GOOD, stage: 'Potential' }, '/stage IS_KEY'],
    ['text for a list', { ...GOOD, ids: '01a20000-0000-7000-8000-000000000001' }, '/ids IS_LIST'],
    ['an item that is no identifier', { ...GOOD, ids: ['01a20000-0000-7000-8000-000000000001', 'x'] }, '/ids/1 IS_ID'],
    ['too many items', { ...GOOD, ids: Array(4).fill('01a20000-0000-7000-8000-000000000001') }, '/ids IS_LIST'],
  ])('is refused with %s', async (_, body, fault) => {
    expect(await faultsOf('/probe', body)).toEqual([fault]);
  });

  it('in bulk, gets every fault of every item with its place', async () => {
    const items = [GOOD, { ...GOOD, region: '5' }, { person: { familyName: '', birthDate: '1.1.1980' } }, null, [], [GOOD], 'x', { ...GOOD, x: 1 }];
    expect((await faultsOf('/probe/bulk', { items })).sort()).toEqual([
      '/items/1/region IS_REGION_CODE', '/items/2/person/birthDate IS_DATE', '/items/2/person/familyName IS_TEXT',
      '/items/3 IS_OBJECT', '/items/4 IS_OBJECT', '/items/5 IS_OBJECT', '/items/6 IS_OBJECT', '/items/7/x UNKNOWN_FIELD',
    ]);
  });

  it('in bulk, has 1 to 500 items', async () => {
    expect(await user.post('/probe/bulk', { items: Array(500).fill(GOOD) })).toMatchObject({ status: 201, body: { count: 500 } });
    expect(await faultsOf('/probe/bulk', { items: Array(501).fill(GOOD) })).toEqual(['/items IS_LIST']);
    expect(await faultsOf('/probe/bulk', { items: [] })).toEqual(['/items IS_LIST']);
    expect(await faultsOf('/probe/bulk', { items: GOOD })).toContain('/items IS_LIST');
    expect(await faultsOf('/probe/bulk', {})).toContain('/items IS_LIST');
  });

  it('tells the bounds of a fault', async () => {
    const { body } = await user.post<Problem>('/probe', { ...GOOD, count: 101 });
    expect(body.faults).toEqual([{ pointer: '/count', code: 'IS_WHOLE', params: { min: 0, max: 100 } }]);
  });

  it.each([
    ['NUL', '{"person":{"familyName":"a\\u0000"}}', 'MALFORMED'],
    ['a lone surrogate', '{"person":{"familyName":"\\ud800"}}', 'MALFORMED'],
    ['a key of the prototype', '{"__proto__":{"isAdministrator":true}}', 'MALFORMED'],
    ['a key `constructor`', '{"person":{"constructor":{}}}', 'MALFORMED'],
    ['a number no double holds', '{"count":12345678901234567890}', 'MALFORMED'],
    ['33 levels', NESTED(33), 'BODY_TOO_DEEP'],
    ['10 000 levels', NESTED(10_000), 'BODY_TOO_DEEP'],
    ['half of JSON', '{"person":', 'BODY_NOT_JSON'],
    ['a list', '[]', 'BODY_NOT_OBJECT'],
    ['bytes that are not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'BODY_NOT_UTF8'],
  ])('is refused with %s', async (_, body, code) => {
    expect(await user.post('/probe', body)).toMatchObject({ status: 400, body: { code } });
  });

  it('above 2 MB is refused', async () => {
    expect(await user.post('/probe', `{"a":"${'x'.repeat(2 * 1_048_576)}"}`)).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } });
  });

  it.each<[string, Record<string, string>]>([
    ['plain text', { 'content-type': 'text/plain' }],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['another charset', { 'content-type': 'application/json; charset=windows-1251' }],
    ['compression', { 'content-encoding': 'gzip' }],
  ])('as %s is refused', async (_, headers) => {
    expect(await user.post('/probe', JSON.stringify(GOOD), { headers })).toMatchObject({ status: 415, body: { code: 'MEDIA_TYPE_NOT_SUPPORTED' } });
  });

  it('may be missing where the operation needs none, and gets the faults of an empty one where it does', async () => {
    expect(await user.post('/probe/bodiless')).toMatchObject({ status: 201 });
    expect(await user.post('/probe/bodiless', {})).toMatchObject({ status: 201 });
    expect(await user.post('/probe/bodiless', '')).toMatchObject({ status: 201 });
    expect(await faultsOf('/probe', undefined)).toEqual(['/person IS_OBJECT']);
  });
});

describe('an address', () => {
  it('has identifiers, or is refused naming the parameter', async () => {
    expect(await user.get('/probe/things/01a20000-0000-7000-8000-000000000001')).toMatchObject({ status: 200 });
    for (const id of ['x', '1', '01A20000-0000-7000-8000-000000000001', '01a20000-0000-7000-8000-000000000001%00', "'%20or%201=1"]) {
      const answer = await user.get<Problem>(`/probe/things/${id}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'MALFORMED', faults: [{ pointer: '/thingId', code: 'IS_ID' }] } });
    }
  });

  it.each(['/probe/named/a%00b', '/probe/named/%ED%A0%80', '/probe/named/%'])('%s is refused', async (path) => {
    const answer = await user.get<Problem>(path);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ status: 400, code: 'MALFORMED' });
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('that nothing stands at, or is too long, is a problem too', async () => {
    expect(await user.get('/nothing')).toMatchObject({ status: 404, body: { code: 'ROUTE_ABSENT' } });
    expect(await user.get(`/probe/named/${'x'.repeat(300)}`)).toMatchObject({ status: 414, body: { code: 'ADDRESS_TOO_LONG' } });
    expect(await user.request('DELETE', '/probe', {})).toMatchObject({ status: 404, body: { code: 'ROUTE_ABSENT' } });
  });

  it('pages by number', async () => {
    expect(await user.get('/probe')).toMatchObject({ status: 200, body: { limit: 50 } });
    expect(await user.get('/probe?limit=200&after=05-0123')).toMatchObject({ status: 200, body: { limit: 200, after: '05-0123' } });
  });

  it.each([
    ['limit=0', '/limit IS_WHOLE'], ['limit=201', '/limit IS_WHOLE'], ['limit=x', '/limit IS_WHOLE'], ['limit=1.5', '/limit IS_WHOLE'], ['limit=1&limit=2', '/limit IS_WHOLE'],
    ['after=x', '/after IS_PUBLIC_NUMBER'], ['after=05-0123&after=05-0124', '/after IS_PUBLIC_NUMBER'], ['after=05-0123%00', '/after TEXT_HAS_NUL'],
    ['orderBy=name', '/orderBy UNKNOWN_FIELD'], ['__proto__=1', '/__proto__ KEY_REFUSED'],
  ])('with ?%s is refused', async (query, fault) => {
    const { status, body } = await user.get<Problem>(`/probe?${query}`);
    expect(status).toBe(400);
    expect(body.faults?.map(({ pointer, code }) => `${pointer} ${code}`)).toContain(fault);
  });
});

describe('an answer', () => {
  it('never repeats what somebody typed', async () => {
    const canary = 'Канарейкин';
    const bodies: unknown[] = [{ [canary]: canary }, { person: { familyName: 1, birthDate: canary } }, { ...GOOD, outcome: canary }, `{"${canary}`, { ids: [canary] }];
    for (const body of bodies) expect(JSON.stringify((await user.post('/probe', body)).body)).not.toContain(canary);
    expect(JSON.stringify((await user.get(`/probe/things/${encodeURIComponent(canary)}`)).body)).not.toContain(encodeURIComponent(canary));
    expect(JSON.stringify((await user.get(`/${encodeURIComponent(canary)}`)).body)).not.toContain(encodeURIComponent(canary));
  });

  it('to our own fault tells nothing but the request’s name', async () => {
    const { status, body } = await user.get<Problem>('/probe/broken', { headers: { 'x-request-id': 'mine-1' } });
    expect(status).toBe(500);
    expect(body).toEqual({
      type: 'urn:problem:internal', title: 'Internal Server Error', status: 500, code: 'INTERNAL', detail: 'The service failed; the log names the request.', requestId: 'mine-1',
    });
  });

  it('to a value the database refuses is 400 without the value', async () => {
    const { status, body } = await user.get<Problem>('/probe/divided');
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'VALUE_NOT_STORABLE' });
    expect(JSON.stringify(body)).not.toContain('Иванов');
  });

  it('has the headers that keep it where it belongs', async () => {
    for (const { headers } of [await user.get('/probe'), await user.get('/nothing'), await api.as(null).get('/probe'), await user.get('/probe/named/%')]) {
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('takes the caller’s name for the request only when it is a plain word', async () => {
    expect((await user.get('/probe', { headers: { 'x-request-id': 'abc-1.2_3' } })).headers.get('x-request-id')).toBe('abc-1.2_3');
    for (const id of ['a b', 'x'.repeat(65), '<script>']) {
      expect((await user.get('/probe', { headers: { 'x-request-id': id } })).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('comes even to what is not HTTP', async () => {
    const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
    socket.end('no such thing\r\n\r\n');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(socket, 'close');
    const text = Buffer.concat(chunks).toString();
    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4))).toMatchObject({ status: 400, code: 'MALFORMED' });
  });
});
