import type { TestApi } from '../support/app';
import { nomination, openCampaign, type OpenCampaign, type Refusal } from '../support/campaign-story';
import { confirmShown, secondOfficer, startComputingApi, untilComputed } from '../support/computing-api';

interface Told {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly text: string;
}

interface Explained {
  readonly outcome: string;
  readonly revision: number;
  readonly note: Told | null;
  readonly reasons: readonly Told[];
  readonly records: readonly { readonly n: number; readonly id: string; readonly startedOn: string; readonly endedOn: string | null; readonly title: string }[];
  readonly tenure: readonly {
    readonly criterion: string;
    readonly total: { readonly totalDays: number; readonly merged: readonly [string, string][] };
    readonly lines: readonly (Told & { readonly n: number; readonly days: number })[];
  }[];
}

const job = (startedOn: string, endedOn: string | null, postCategory = 'unit-head'): object =>
  ({ startedOn, endedOn, title: 'Начальник отдела', organisation: 'Администрация', postCategory, municipality: '20701000', region: '36' });

let api: TestApi;
let campaign: OpenCampaign;

beforeAll(async () => {
  api = await startComputingApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  campaign = await openCampaign(api, { regions: ['36', '48'] });
});

async function judged(...careers: readonly (readonly object[])[]): Promise<string[]> {
  const { nominatorId, api: clerk } = campaign.nominators['36']!;
  const items = careers.map((employment) => nomination(nominatorId, { employment, category: 'organisation' }));
  const { body } = await clerk.post<{ items: { candidacyId: string }[] }>(`${campaign.path}/nominations/bulk`, { items });
  const candidacyIds = body.items.map(({ candidacyId }) => candidacyId);
  await clerk.post(`${campaign.path}/nominations/submit`, { nominatorId, candidacyIds });
  await untilComputed(campaign, 'tenure', careers.length);
  return candidacyIds;
}
const addressOf = (id: string): string => `${campaign.path}/stages/tenure/explanations/${id}`;
const explained = async (id: string, language: 'ru' | 'en'): Promise<Explained> => (await campaign.officer.get<Explained>(`${addressOf(id)}?explain=${language}`)).body;
/** The finding about managerial tenure and the lines of its ledger, as they are read. */
const read = ({ reasons, tenure }: Explained): string[] => {
  const finding = reasons.find(({ params }) => params.criterion === 'managerial-tenure')!.text;
  return [finding, ...tenure.find(({ criterion }) => criterion === 'managerial-tenure')!.lines.map(({ text }) => text)].map((text) => text.replace(/\u00a0/g, ' '));
};

describe('a verdict explained to a lay reader', () => {
  it('of somebody one day short', async () => {
    const [id] = await judged([job('2024-03-03', null)]);
    expect(read(await explained(id!, 'ru'))).toEqual([
      'Стажа недостаточно: на 1 марта 2026 года — 1 год 11 месяцев 27 дней, требуется 2 года. Учтённые периоды: 03.03.2024–01.03.2026.',
      '03.03.2024–01.03.2026: дни засчитаны по записи 1.',
    ]);
    expect(read(await explained(id!, 'en'))).toEqual([
      'The length of service is too short: 1 year 11 months 27 days on 1 March 2026, 2 years required. Periods counted: 3 Mar 2024–1 Mar 2026.',
      '3 Mar 2024–1 Mar 2026: these days are counted because of record 1.',
    ]);
  });

  it('of somebody with three overlapping jobs, one of another kind and one that goes on', async () => {
    const [id] = await judged([job('2018-01-01', '2020-12-31'), job('2015-03-01', '2019-08-31'), job('2016-01-01', '2016-12-31'), job('2012-01-01', '2013-12-31', 'specialist'), job('2025-12-01', '2026-06-30')]);
    expect(read(await explained(id!, 'ru'))).toEqual([
      'Стажа достаточно: на 1 марта 2026 года — 6 лет 1 месяц 1 день, требуется 2 года. Учтённые периоды: 01.03.2015–31.12.2020 и 01.12.2025–01.03.2026.',
      '01.01.2012–31.12.2013: дни записи 1 не засчитаны: вид должности другой, «Специалист, советник: не руководящая должность».',
      '01.03.2015–31.08.2019: дни засчитаны по записи 2.',
      '01.01.2016–31.12.2016: дни записи 3 второй раз не засчитаны, их уже засчитали по записи 2.',
      '01.01.2018–31.08.2019: дни записи 4 второй раз не засчитаны, их уже засчитали по записи 2.',
      '01.09.2019–31.12.2020: дни засчитаны по записи 4.',
      '01.12.2025–01.03.2026: дни засчитаны по записи 5.',
      'Дни записи 5 с 2 марта 2026 года не засчитаны: они позже даты подсчёта, 1 марта 2026 года.',
    ]);
    const english = await explained(id!, 'en');
    expect(read(english)).toEqual([
      'The length of service is enough: 6 years 1 month 1 day on 1 March 2026, 2 years required. Periods counted: 1 Mar 2015–31 Dec 2020 and 1 Dec 2025–1 Mar 2026.',
      '1 Jan 2012–31 Dec 2013: these days of record 1 are not counted: the post is of another kind, “Specialist, adviser: not a managerial post”.',
      '1 Mar 2015–31 Aug 2019: these days are counted because of record 2.',
      '1 Jan 2016–31 Dec 2016: these days of record 3 are not counted twice, they are counted because of record 2.',
      '1 Jan 2018–31 Aug 2019: these days of record 4 are not counted twice, they are counted because of record 2.',
      '1 Sept 2019–31 Dec 2020: these days are counted because of record 4.',
      '1 Dec 2025–1 Mar 2026: these days are counted because of record 5.',
      'The days of record 5 from 2 March 2026 on are not counted: they are after the date of the count, 1 March 2026.',
    ]);
    expect(english.records.map(({ n, startedOn, endedOn, title }) => [n, startedOn, endedOn, title].join(' '))).toEqual([
      '1 2012-01-01 2013-12-31 Начальник отдела', '2 2015-03-01 2019-08-31 Начальник отдела', '3 2016-01-01 2016-12-31 Начальник отдела',
      '4 2018-01-01 2020-12-31 Начальник отдела', '5 2025-12-01 2026-06-30 Начальник отдела',
    ]);
    const { total, lines } = english.tenure[0]!;
    expect(lines.filter(({ code }) => code === 'DAYS_COUNTED').reduce((days, line) => days + line.days, 0)).toBe(total.totalDays);
  });

  it('asks for the document where only months are known and the days matter', async () => {
    const [id] = await judged([job('2024-03', null)]);
    const told = await explained(id!, 'ru');
    expect(told.outcome).toBe('undetermined');
    expect(read(told)[0]).toBe(
      'Стаж зависит от дней, которых никто не назвал: в части записей указан только месяц. На 1 марта 2026 года стаж не меньше чем 1 год 11 месяцев 2 дня и не больше чем 2 года 1 день, требуется 2 года. '
      + 'Нужен документ с точными датами. Учтённые периоды, где вместо неизвестного дня взято 15-е число: 15.03.2024–01.03.2026.',
    );
  });

  it('counts 60 overlapping records and leaves none without a word', async () => {
    const career = Array.from({ length: 60 }, (_, i) => job(`${2000 + (i % 12)}-0${(i % 9) + 1}-01`, `${2013 + (i % 8)}-1${i % 3}-15`));
    const [id] = await judged(career);
    const { outcome, tenure: [account] } = await explained(id!, 'en');
    expect(outcome).toBe('pass');
    expect(new Set(account!.lines.map(({ n }) => n)).size).toBe(60);
    expect(account!.lines.length).toBeLessThanOrEqual(180);
  });
});

describe('the explanation', () => {
  it('says when the facts are others by now', async () => {
    const [id] = await judged([job('2015-02-01', null)]);
    expect((await explained(id!, 'en')).note).toBeNull();
    await api.sql(`update employment e set started_on = '2025-02-01' from member m join candidacy c on c.applicant_id = m.applicant_id where e.member_id = m.id and c.id = $1`, [id]);
    const told = await explained(id!, 'en');
    expect(told.note).toMatchObject({ code: 'FACTS_CHANGED', text: expect.stringMatching(/^The facts have changed since/) });
    expect(told.outcome).toBe('pass');
    expect(read(told)[0]).toContain('11 years');
    expect(read(told)[1]).toContain('1 Feb 2025');
  });

  it('is a nominator’s for his own people, and only once it is decided and published', async () => {
    const [id] = await judged([job('2024-03-03', null)]);
    const [own, foreign] = [campaign.nominators['36']!.api, campaign.nominators['48']!.api];
    expect(await own.get<Refusal>(addressOf(id!))).toMatchObject({ status: 404, body: { code: 'VERDICT_ABSENT' } });
    const decided = await confirmShown(campaign, 'tenure');
    expect(await own.get<Refusal>(addressOf(id!))).toMatchObject({ status: 404, body: { code: 'VERDICT_ABSENT' } });
    const second = await secondOfficer(api, campaign);
    expect((await second.post(`${campaign.path}/decisions/${decided.body.id}/publish`)).status).toBe(200);
    expect(await own.get<Explained>(`${addressOf(id!)}?explain=ru`)).toMatchObject({ status: 200, body: { outcome: 'fail', note: null } });
    expect(await foreign.get<Refusal>(addressOf(id!))).toMatchObject({ status: 404, body: { code: 'CANDIDACY_ABSENT' } });

    expect((await campaign.officer.post(`${campaign.path}/decisions/${decided.body.id}/revert`, { reason: 'ENTERED_BY_MISTAKE' })).status).toBe(201);
    expect(await own.get<Refusal>(addressOf(id!))).toMatchObject({ status: 404, body: { code: 'VERDICT_ABSENT' } });
  });

  it('is of an eligibility stage', async () => {
    const [id] = await judged([job('2015-02-01', null)]);
    expect(await campaign.officer.get<Refusal>(`${campaign.path}/stages/diagnostics/explanations/${id}`)).toMatchObject({ status: 404, body: { code: 'STAGE_ABSENT' } });
  });
});

describe('wrong dates', () => {
  const refusal = async (record: object): Promise<unknown> => {
    const { nominatorId, api: clerk } = campaign.nominators['36']!;
    const { status, body } = await clerk.post<Refusal>(`${campaign.path}/nominations`, nomination(nominatorId, { employment: [record] }));
    return [status, ...(body.faults ?? []).map(({ pointer, code }) => `${pointer} ${code}`)];
  };

  it.each<[string, object, unknown]>([
    ['end before start', job('2020-01-02', '2020-01-01'), [422, '/employment/0/endedOn EMPLOYMENT_ENDS_BEFORE_START']],
    ['a day that does not exist', job('2023-02-29', null), [400, '/employment/0/startedOn IS_DATE']],
    ['a month that does not exist', job('2023-13', null), [400, '/employment/0/startedOn IS_DATE']],
    ['a future start', job('2026-03-02', null), [422, '/employment/0/startedOn EMPLOYMENT_AFTER_REFERENCE_DATE']],
    ['before the age of fourteen', job('1994-05-19', null), [422, '/employment/0/startedOn EMPLOYMENT_BEFORE_FOURTEEN']],
    ['still held and dismissed', { ...job('2020-01-01', null), dismissedOn: '2021-01-01' }, [400, '/employment/0/dismissedOn UNKNOWN_FIELD']],
  ])('%s is refused by name', async (_, record, expected) => {
    expect(await refusal(record)).toEqual(expected);
  });
});
