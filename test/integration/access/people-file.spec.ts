import { buffer } from 'node:stream/consumers';
import { newId } from '../../../src/platform/new-id';
import { writeXlsx } from '../../../src/platform/spreadsheet/write-xlsx';
import { type AsAccount, TestApi } from '../../support/app';

let api: TestApi;
let administrator: AsAccount;
let campaignId: string;
let nominatorId: string;

beforeAll(async () => {
  api = await TestApi.start();
  administrator = await api.administrator();
  campaignId = newId();
  await api.sql(`insert into campaign (id, programme, name, created_by) values ($1, 'probe', 'Probe', $1)`, [campaignId]);
  const [row] = await api.sql<{ id: string }>(`insert into nominator (id, kind, code, title, region) values ($1, 'region', '88', 'Region', '88') on conflict (kind, code) do update set title = excluded.title returning id`, [newId()]);
  nominatorId = row!.id;
});
afterAll(() => api.close());

const send = (content: string | Uint8Array, query = `?campaignId=${campaignId}`): ReturnType<AsAccount['post']> =>
  administrator.post(`/accounts/people/file${query}`, typeof content === 'string' ? Buffer.from(content) : content, { headers: { 'content-type': 'application/octet-stream' } });

describe('a table of persons', () => {
  it('becomes their accounts, whatever the order of its columns', async () => {
    const tag = newId().slice(-6);
    const { status, body } = await send(`Роль;ФИО;Логин;Регион;Заявитель\nРегион;Петрова А. В.;Petrova.${tag};88;88\nэксперт;Сидоров;sidorov.${tag};;\nAdministrator;Бах;bach.${tag};;\n`);
    expect(status).toBe(201);
    expect(body).toMatchObject({ items: [{ login: `petrova.${tag}`, name: 'Петрова А. В.' }, { login: `sidorov.${tag}` }, { login: `bach.${tag}` }] });
    const rows = await api.sql(`select a.login, a.region, g.role, g.campaign_id as c, g.nominator_id as n from account a join access_grant g on g.account_id = a.id where a.login like $1 order by a.id`, [`%.${tag}`]);
    expect(rows).toEqual([
      { login: `petrova.${tag}`, region: '88', role: 'nominator', c: campaignId, n: nominatorId }, { login: `sidorov.${tag}`, region: null, role: 'assessor', c: campaignId, n: null },
      { login: `bach.${tag}`, region: null, role: 'administrator', c: null, n: null },
    ]);
  });

  it('may be a workbook', async () => {
    const login = `xlsx.${newId().slice(-6)}`;
    const book = await buffer(writeXlsx([{ name: 'People', rows: [{ cells: ['login', 'name', 'role'] }, { cells: [login, 'Officer', 'officer'] }] }]));
    expect(await send(book)).toMatchObject({ status: 201, body: { items: [{ login }] } });
  });

  it('is taken whole or not at all, and every fault has its row', async () => {
    const tag = newId().slice(-6);
    expect(await send(`login,name,role,nominator\nok.${tag},Ok,officer,\nх,Имя,officer,\nb.${tag},,officer,\nc.${tag},C,король,\nd.${tag},D,region,99\n`)).toMatchObject({
      status: 422, body: { code: 'PEOPLE_FILE_REFUSED', faults: [{ pointer: '/rows/5/role', code: 'ROLE_UNKNOWN' }, { pointer: '/rows/6/role', code: 'ROLE_UNKNOWN' }] },
    });
    expect(await send(`login,name,role,nominator\nok.${tag},Ok,officer,\nх,Имя,officer,\nb.${tag},,officer,\nd.${tag},D,nominator,99\n`)).toMatchObject({
      status: 422, body: { code: 'PEOPLE_FILE_REFUSED', faults: [{ pointer: '/rows/3/login', code: 'IS_LOGIN' }, { pointer: '/rows/4/name', code: 'IS_TEXT' }, { pointer: '/rows/5/nominator', code: 'NOMINATOR_UNKNOWN' }] },
    });
    expect(await send(`login,name,role\nok.${tag},Ok,officer\nok.${tag},Ok,officer\ne.${tag},E,nominator\n`)).toMatchObject({
      status: 422, body: { code: 'GRANTS_REFUSED', faults: [{ pointer: '/rows/3/login', code: 'LOGIN_REPEATED' }, { pointer: '/rows/4/grants/0/nominatorId', code: 'GRANT_NEEDS_NOMINATOR' }] },
    });
    expect(await send(`login,name\nok.${tag},Ok\n`)).toMatchObject({ status: 422, body: { faults: [{ pointer: '/rows/1', code: 'COLUMNS_MISSING', params: { columns: ['role'] } }] } });
    expect(await send(`login,name,role\n${Array.from({ length: 501 }, (_, i) => `n${i}.${tag},N,officer`).join('\n')}`)).toMatchObject({ status: 422, body: { code: 'FILE_TOO_MANY_ROWS' } });
    expect(await send('')).toMatchObject({ status: 422, body: { code: 'FILE_EMPTY' } });
    expect(await api.sql(`select 1 from account where login like $1`, [`%.${tag}`])).toEqual([]);
  });
});
