import type { Policy } from '../../src/campaign/domain/policy';
import { MUNICIPAL_TEAMS } from '../../src/programme/municipal-teams';
import { STAR_PATH } from '../../src/programme/star-path';
import type { TestApi } from '../support/app';
import { freshSnils, nomination, openCampaign, type OpenCampaign, type Refusal, withStage } from '../support/campaign-story';
import { startComputingApi } from '../support/computing-api';
import { openProgramme, type ProgrammeCampaign, standing, teamMember, type ToldVerdict, verdictAt } from '../support/programme-story';

/**
 * The presets with their eligibility stages as they are. What else of them the service does not carry out is put otherwise,
 * so that they can be published: the members' share in the teams' result; the source of applicants and answers by link of
 * the Star path.
 */
const TEAMS: Policy = withStage(MUNICIPAL_TEAMS, 'enrolment', { cascade: 'applicant' });
const STARS: Policy = withStage({ ...STAR_PATH, applicants: { ...STAR_PATH.applicants, sources: [{ type: 'nomination' }] } }, 'enrolment', {
  offer: { answerDays: 10, answeredBy: ['nominator', 'officer'], cutOffs: [] },
});

interface Entered {
  readonly items: readonly { readonly candidacyId: string; readonly number: string }[];
}

let api: TestApi;
beforeAll(async () => {
  api = await startComputingApi();
});
afterAll(() => api.close());

async function submit({ nominator: { api: clerk, nominatorId }, path }: ProgrammeCampaign, { items }: Entered): Promise<string[]> {
  const candidacyIds = items.map(({ candidacyId }) => candidacyId);
  const submitted = await clerk.post(`${path}/nominations/submit`, { nominatorId, candidacyIds });
  expect(submitted).toMatchObject({ status: 201 });
  return candidacyIds;
}
const about = ({ outcome, reasons }: ToldVerdict, criterion: string): unknown[] =>
  [outcome, ...reasons.filter(({ params }) => params.criterion === criterion).map(({ code, params: { member } }) => (typeof member === 'number' ? `${code} ${member}` : code))];

describe('a team of the School of municipal teams', () => {
  let mayors: OpenCampaign;
  let campaign: ProgrammeCampaign;

  beforeAll(async () => {
    api.clock.set('2026-08-20T12:00:00+03:00');
    mayors = await openCampaign(api);
    campaign = await openProgramme(api, TEAMS, 'team-lead');
  });

  const studied = async (person: object, ...standings: readonly [status: string, on: string][]): Promise<void> => {
    const { nominatorId, api: clerk } = mayors.nominators['36']!;
    const { body } = await clerk.post<Entered>(`${mayors.path}/nominations`, nomination(nominatorId, {}, { ...person }));
    for (const [status, on] of standings) await standing(api, mayors, body.items[0]!.candidacyId, status, on);
  };
  const team = (lead: object, ...others: object[]): object => ({
    nominatorId: campaign.nominator.nominatorId, title: 'Команда', documents: [{ key: 'project', receivedOn: '2026-08-20' }],
    members: [teamMember('lead', lead), ...others, ...Array.from({ length: 2 - others.length }, () => teamMember('member'))],
  });
  const enter = (...teams: object[]) => campaign.nominator.api.post<Entered & Refusal>(`${campaign.path}/nominations/teams/bulk`, { items: teams });

  it('is led by a graduate of the School of mayors, as of the reference date', async () => {
    const person = (familyName: string): { familyName: string; snils: string } => ({ familyName, snils: freshSnils() });
    const [graduate, late, stranger, namesake] = [person('Выпускова'), person('Позднева'), person('Чужова'), { familyName: 'Безномёрова', snils: undefined }];
    await studied(graduate, ['enrolled', '2025-10-01'], ['graduated', '2026-06-15']);
    await studied(late, ['enrolled', '2025-10-01'], ['graduated', '2026-09-02']);
    await studied({ familyName: 'БЕЗНОМЕРОВА' }, ['graduated', '2026-06-15']);

    const entered = await enter(team(graduate), team(late), team(stranger), team(namesake));
    expect(entered.status).toBe(201);
    const ids = await submit(campaign, entered.body);
    const verdicts = await Promise.all(ids.map((id) => verdictAt(campaign, id, 'alumni')));
    expect(verdicts.map((verdict) => about(verdict, 'lead-is-graduate'))).toEqual([
      ['pass', 'CANDIDACY_MET 1'], ['fail', 'CANDIDACY_OTHER 1'], ['fail', 'CANDIDACY_NONE 1'], ['undetermined', 'CANDIDACY_ALIKE 1'],
    ]);
    const said = (verdict: ToldVerdict): string => verdict.reasons[0]!.text!.replace(/\u00a0/g, ' ');
    expect(said(verdicts[0]!)).toBe('Руководитель команды: Участие в программе «Школа мэров» подтверждено: выпускник с 15 июня 2026 года.');
    expect(said(verdicts[1]!)).toBe('Руководитель команды: Участие в программе «Школа мэров» не даёт права: зачислен с 1 октября 2025 года. Нужно: выпускник.');
  });

  it('is judged by each of its members, who are told apart', async () => {
    const graduate = { familyName: 'Ведущева', snils: freshSnils() };
    await studied(graduate, ['graduated', '2026-06-15']);
    const newcomer = teamMember('member', {}, { employment: [{ startedOn: '2026-05-01', endedOn: null, title: 'Специалист', organisation: 'Администрация', sphere: 'municipal-service' }] });
    const byMonth = teamMember('member', {}, { employment: [{ startedOn: '2026-03', endedOn: null, title: 'Специалист', organisation: 'Администрация', sphere: 'municipal-service' }] });
    const [first] = await submit(campaign, (await enter(team(graduate, newcomer))).body);
    expect(about(await verdictAt(campaign, first!, 'alumni'), 'members-in-service')).toEqual(['fail', 'TENURE_MET 1', 'TENURE_SHORT 2', 'TENURE_MET 3']);

    const other = { familyName: 'Вторая', snils: freshSnils() };
    await studied(other, ['graduated', '2026-06-15']);
    const [second] = await submit(campaign, (await enter(team(other, byMonth))).body);
    expect(about(await verdictAt(campaign, second!, 'alumni'), 'members-in-service')).toEqual(['undetermined', 'TENURE_MET 1', 'TENURE_DEPENDS_ON_DATES 2', 'TENURE_MET 3']);
    const { body: explained } = await campaign.officer.get<{ records: { member: number; startedOn: string }[]; tenure: { member: number; lines: { code: string }[] }[] }>(
      `${campaign.path}/stages/alumni/explanations/${second}`,
    );
    expect(explained.records.map(({ member, startedOn }) => `${member} ${startedOn}`)).toEqual(['1 2015-02-01', '2 2026-03', '3 2015-02-01']);
    expect(explained.tenure.map(({ member, lines }) => [member, ...lines.map(({ code }) => code)].join(' '))).toEqual(['1 DAYS_COUNTED', '2 DAYS_COUNTED_BY_MONTH', '3 DAYS_COUNTED']);
  });

  it('is shown by its name, is refused whole with every fault, and lists nobody twice', async () => {
    const twice = freshSnils();
    const answer = await enter(team({ snils: twice }, teamMember('member', { snils: twice }), teamMember('lead')));
    expect({ status: answer.status, faults: answer.body.faults?.map(({ pointer, code }) => `${pointer} ${code}`) }).toEqual({
      status: 422, faults: ['/items/0/members LEAD_TWICE', '/items/0/members/1/person/snils PERSON_ALREADY_NOMINATED'],
    });
    const { body } = await enter(team({ familyName: 'Именная' }));
    const { body: list } = await campaign.nominator.api.get<{ items: { number: string; name: string }[] }>(`${campaign.path}/nominations?limit=200`);
    expect(list.items.find(({ number }) => number === body.items[0]!.number)).toMatchObject({ name: 'Команда' });
  });

  it('is no person, and a person is no team', async () => {
    const { nominatorId, api: clerk } = campaign.nominator;
    const alone = await clerk.post<Refusal>(`${campaign.path}/nominations`, nomination(nominatorId, { category: undefined, documents: [] }));
    expect(alone).toMatchObject({ status: 422, body: { faults: [{ pointer: '', code: 'APPLICANT_KIND_NOT_ALLOWED' }] } });
    const mayors36 = mayors.nominators['36']!;
    const together = await mayors36.api.post<Refusal>(`${mayors.path}/nominations/teams`, { ...team({}), nominatorId: mayors36.nominatorId, category: 'head', documents: [] });
    expect(together).toMatchObject({ status: 422, body: { faults: [{ pointer: '', code: 'APPLICANT_KIND_NOT_ALLOWED' }] } });
  });
});

describe('the Star path', () => {
  let campaign: ProgrammeCampaign;
  beforeEach(async () => {
    api.clock.set('2026-03-20T12:00:00+03:00');
    campaign = await openProgramme(api, STARS, 'organiser');
  });

  const person = (familyName: string, more: object = {}): { familyName: string; givenName: string; birthDate: string } => ({ familyName, givenName: 'Анна', birthDate: '1990-04-05', ...more });
  const enter = async (...people: object[]): Promise<string[]> => {
    const items = people.map((one) => nomination(campaign.nominator.nominatorId, { category: undefined }, { ...one }));
    const entered = await campaign.nominator.api.post<Entered>(`${campaign.path}/nominations/bulk`, { items });
    expect(entered.status).toBe(201);
    return submit(campaign, entered.body);
  };
  const bring = (items: object[], part: object = { source: 'Протокол № 3', issuedOn: '2026-03-01' }) =>
    campaign.officer.post<Refusal & { id: string; entries: number }>(`${campaign.path}/lists/contest-winners/entries/bulk`, { ...part, items });

  it('takes winners and finalists of the imported list: by СНИЛС first, then by name and birth date', async () => {
    const snils = Array.from({ length: 4 }, freshSnils);
    expect(await bring([
      { ...person('Снилсова'), familyName: 'Девичьева', snils: snils[0], result: 'winner' },
      { ...person('  ФЁДОРОВА - ПЕТРОВА '), patronymic: 'Ивановна', result: 'finalist' },
      { ...person('Двойникова'), snils: snils[1], result: 'winner' },
      { ...person('Двойникова'), snils: snils[2], result: 'winner' },
    ])).toMatchObject({ status: 201, body: { entries: 4 } });

    const ids = await enter(
      person('Снилсова', { snils: snils[0] }), person('Федорова-Петрова'), person('Двойникова', { snils: undefined }), person('Двойникова', { birthDate: '1990-04-06' }),
      // Another СНИЛС than the entry's: somebody else of the same name.
      person('Двойникова', { snils: snils[3], givenName: 'Анна' }),
    );
    const verdicts = await Promise.all(ids.map((id) => verdictAt(campaign, id, 'winner')));
    expect(verdicts.map((verdict) => about(verdict, 'winner-or-finalist'))).toEqual([
      ['pass', 'LISTED_MET'], ['pass', 'LISTED_MET'], ['undetermined', 'LISTED_ALIKE'], ['fail', 'LISTED_NONE'], ['fail', 'LISTED_NONE'],
    ]);
    expect(verdicts[1]!.reasons[0]!.text!.replace(/\u00a0/g, ' ')).toBe(
      'Человек есть в списке «Победители и финалисты конкурсов платформы»: финалист. Источник списка: Протокол № 3, 1 марта 2026 года.',
    );
  });

  it('waits for the list, and judges anew whom an import or its withdrawal concerns', async () => {
    const [winner, other] = await enter(person('Ожидаева'), person('Мимова'));
    expect(about(await verdictAt(campaign, winner!, 'winner'), 'winner-or-finalist')).toEqual(['undetermined', 'LIST_NOT_IMPORTED']);

    const { body: first } = await bring([{ ...person('Посторонняя'), result: 'winner' }]);
    expect(about(await verdictAt(campaign, winner!, 'winner', 1), 'winner-or-finalist')).toEqual(['fail', 'LISTED_NONE']);
    expect(about(await verdictAt(campaign, other!, 'winner', 1), 'winner-or-finalist')).toEqual(['fail', 'LISTED_NONE']);

    const one = { source: 'Письмо оргкомитета', issuedOn: '2026-03-20', entry: { ...person('ОЖИДАЕВА'), result: 'finalist' } };
    const second = await campaign.officer.post<{ id: string }>(`${campaign.path}/lists/contest-winners/entries`, one);
    expect(second.status).toBe(201);
    expect(about(await verdictAt(campaign, winner!, 'winner', 2), 'winner-or-finalist')).toEqual(['pass', 'LISTED_MET']);

    const withdrawal = `${campaign.path}/lists/contest-winners/imports/${second.body.id}/withdraw`;
    expect((await campaign.officer.post(withdrawal)).status).toBe(200);
    expect(await campaign.officer.post(withdrawal)).toMatchObject({ status: 409, body: { code: 'IMPORT_WITHDRAWN' } });
    expect(about(await verdictAt(campaign, winner!, 'winner', 3), 'winner-or-finalist')).toEqual(['fail', 'LISTED_NONE']);
    // Nobody asked about the other one again.
    expect(await api.sql(`select max(revision) as revision from verdict where candidacy_id = $1`, [other])).toEqual([{ revision: 1 }]);
    const { body } = await campaign.officer.get<{ items: { id: string; withdrawnAt: string | null }[] }>(`${campaign.path}/lists/contest-winners/imports`);
    expect(body.items.map(({ id, withdrawnAt }) => [id, withdrawnAt === null])).toEqual([[first.id, true], [second.body.id, false]]);
    const trail = await api.sql<{ action: string }>(`select action from audit_event where chain = $1 and action like 'list.%' order by tx`, [campaign.id]);
    expect(trail.map(({ action }) => action)).toEqual(['list.imported', 'list.imported', 'list.withdrawn']);
  });

  it('keeps nothing of a list that could be read', async () => {
    await bring([{ ...person('Невидимова'), snils: freshSnils(), result: 'winner' }]);
    const [row] = await api.sql<object>(`select * from list_entry where campaign_id = $1`, [campaign.id]);
    expect(Object.keys(row!).sort()).toEqual(['campaign_id', 'id', 'import_id', 'list', 'name_index', 'result', 'snils_index']);
  });

  it('tells every fault of a list and takes none of it', async () => {
    const snils = freshSnils();
    const { status, body } = await bring([
      { ...person('Хорошева'), result: 'winner' }, { ...person('Безрезультатова') }, { ...person('Странная'), result: 'laureate' },
      { ...person('Ц1фрова'), result: 'winner' }, { ...person('Опечаткина'), snils: '112-233-445 96', result: 'winner' },
      { ...person('Дважды'), snils, result: 'winner' }, { ...person('ДВАЖДЫ'), snils, result: 'winner' },
    ]);
    expect({ status, code: body.code, faults: body.faults?.map(({ pointer, code }) => `${pointer} ${code}`) }).toEqual({
      status: 422, code: 'LIST_REFUSED',
      faults: ['/items/1/result RESULT_MISSING', '/items/2/result RESULT_UNKNOWN', '/items/3/familyName NAME_DIGIT', '/items/4/snils SNILS_CHECKSUM', '/items/6 ENTERED_TWICE'],
    });
    expect((await campaign.officer.get<{ items: unknown[] }>(`${campaign.path}/lists/contest-winners/imports`)).body.items).toEqual([]);
    expect(await campaign.officer.post(`${campaign.path}/lists/no-such/entries/bulk`, { source: 'x', issuedOn: '2026-03-01', items: [person('Хорошева')] })).toMatchObject({ status: 404, body: { code: 'LIST_ABSENT' } });
    expect((await campaign.nominator.api.get(`${campaign.path}/lists/contest-winners/imports`)).status).toBe(403);
  });
});
