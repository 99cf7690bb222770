import { DataSource } from 'typeorm';
import { TestApi } from '../../support/app';
import { freshSnils, nomination, openCampaign, type OpenCampaign, type Refusal } from '../../support/campaign-story';

interface Entered {
  readonly items: readonly { readonly candidacyId: string }[];
}

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());

function nominate(campaign: OpenCampaign, people: readonly Record<string, unknown>[], region = '36') {
  const { api: nominator, nominatorId } = campaign.nominators[region]!;
  return nominator.post<Entered & Refusal>(`${campaign.path}/nominations/bulk`, { items: people.map((person) => nomination(nominatorId, {}, person)) });
}

const found = (refusal: Refusal): unknown => refusal.faults?.map(({ pointer, code, params }) => [pointer, code, params]);

async function personOf({ items }: Entered): Promise<{ id: string; family_name: string; nominator_id: string }> {
  const rows = await api.sql<{ id: string; family_name: string; nominator_id: string }>(
    `select p.id, p.family_name, p.nominator_id from candidacy c join member m on m.applicant_id = c.applicant_id join person p on p.id = m.person_id where c.id = $1`, [items[0]!.candidacyId]);
  return rows[0]!;
}

describe('a person', () => {
  it('is put forward once by a nominator in a campaign', async () => {
    const campaign = await openCampaign(api, { regions: ['36', '37'] });
    const snils = freshSnils();
    expect((await nominate(campaign, [{ snils }])).status).toBe(201);
    const dashed = snils.replace(/(\d{3})(\d{3})(\d{3})(\d{2})/, '$1-$2-$3 $4');
    const { status, body } = await nominate(campaign, [{ familyName: '1' }, { snils: dashed }]);
    expect({ status, code: body.code, found: found(body) }).toEqual({
      status: 422, code: 'NOMINATIONS_REFUSED', found: [['/items/0/person/familyName', 'NAME_DIGIT', {}], ['/items/1/person/snils', 'PERSON_ALREADY_NOMINATED', {}]],
    });
    expect(await api.sql(`select from candidacy where campaign_id = $1`, [campaign.id])).toHaveLength(1);
  });

  it('is put forward once in a request', async () => {
    const campaign = await openCampaign(api);
    const snils = freshSnils();
    const { status, body } = await nominate(campaign, [{ snils }, {}, { snils }]);
    expect({ status, found: found(body) }).toEqual({ status: 422, found: [['/items/2/person/snils', 'PERSON_ALREADY_NOMINATED', {}]] });
  });

  it('is put forward once when a nominator sends him twice at the same moment', async () => {
    const campaign = await openCampaign(api);
    for (const snils of Array.from({ length: 5 }, freshSnils)) {
      const answers = await Promise.all([nominate(campaign, [{ snils }]), nominate(campaign, [{ snils }])]);
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
      expect(answers.flatMap(({ body }) => body.faults ?? []).map(({ code }) => code)).toEqual(['PERSON_ALREADY_NOMINATED']);
    }
  });

  it('who is known is put forward once, also when another request is faster between check and entry', async () => {
    const [before, campaign] = [await openCampaign(api), await openCampaign(api)];
    const snils = freshSnils();
    const { id } = await personOf((await nominate(before, [{ snils }])).body);
    const faster = api.app.get(DataSource).createQueryRunner();
    await faster.startTransaction();
    await faster.query(
      `with a as (insert into applicant (id, campaign_id, nominator_id, kind) values (gen_random_uuid(), $1, $2, 'person') returning id)
       insert into member (id, applicant_id, person_id, campaign_id, nominator_id, role, citizenship, education) select id, id, $3, $1, $2, 'self', 'RU', 'higher' from a`,
      [campaign.id, campaign.nominators['36']!.nominatorId, id]);
    const answer = nominate(campaign, [{}, { snils }]);
    while ((await api.sql(`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%insert into member%'`)).length === 0);
    await faster.commitTransaction();
    await faster.release();
    const { status, body } = await answer;
    expect({ status, found: found(body) }).toEqual({ status: 422, found: [['/items/1/person/snils', 'PERSON_ALREADY_NOMINATED', {}]] });
    expect(await api.sql(`select from candidacy where campaign_id = $1`, [campaign.id])).toEqual([]);
  });

  it('is the same in a later campaign and keeps the identity recorded first', async () => {
    const [first, second] = [await openCampaign(api), await openCampaign(api, { regions: ['37'] })];
    const snils = freshSnils();
    const before = await personOf((await nominate(first, [{ snils, familyName: 'Девичьева' }])).body);
    const answer = await nominate(second, [{ snils, familyName: 'Замужнева', patronymic: 'Петровна' }], '37');
    expect(answer.status).toBe(201);
    expect(await personOf(answer.body)).toEqual(before);
    expect(before.family_name).toBe('Девичьева');
  });

  it('is not taken for a stranger whose СНИЛС was typed by mistake', async () => {
    const [first, second] = [await openCampaign(api), await openCampaign(api)];
    const snils = freshSnils();
    await nominate(first, [{ snils, birthDate: '1980-05-20', givenName: 'Алёна' }]);
    const otherDay = await nominate(second, [{ snils, birthDate: '1980-05-21', givenName: 'Алёна' }]);
    const otherName = await nominate(second, [{ snils, birthDate: '1980-05-20', givenName: 'Пётр' }]);
    for (const { status, body } of [otherDay, otherName]) {
      expect({ status, found: found(body) }).toEqual({ status: 422, found: [['/items/0/person/snils', 'SNILS_OF_ANOTHER_PERSON', {}]] });
    }
    expect((await nominate(second, [{ snils, birthDate: '1980-05-20', givenName: 'Алена' }])).status).toBe(201);
  });

  it('may have an old СНИЛС that nothing proves, but none that is wrong', async () => {
    const campaign = await openCampaign(api);
    expect((await nominate(campaign, [{ snils: '001-001-997 77' }])).status).toBe(201);
    const { body } = await nominate(campaign, [{ snils: '112-233-445 96' }, { snils: '12' }, { snils: '000-000-000 00' }]);
    expect(found(body)).toEqual([
      ['/items/0/person/snils', 'SNILS_CHECKSUM', {}], ['/items/1/person/snils', 'SNILS_FORMAT', {}], ['/items/2/person/snils', 'SNILS_PLACEHOLDER', {}],
    ]);
  });

  it('is stored under a name of one spelling', async () => {
    const campaign = await openCampaign(api);
    const { body } = await nominate(campaign, [{ familyName: '  Петрова   Водкина ' }]);
    expect((await personOf(body)).family_name).toBe('Петрова Водкина');
  });
});
