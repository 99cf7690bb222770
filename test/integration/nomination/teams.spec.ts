import type { DuplicateRow } from '../../../src/applicant/duplicate.repository';
import type { Receipt } from '../../../src/nomination/batch.service';
import type { NomineeRow } from '../../../src/nomination/nomination.repository';
import type { Page } from '../../../src/platform/http/page-query';
import { newId } from '../../../src/platform/new-id';
import { MUNICIPAL_TEAMS } from '../../../src/programme/municipal-teams';
import { type Answer, TestApi } from '../../support/app';
import { freshName, freshSnils, type NominatingAccount, type Refusal, withStage } from '../../support/campaign-story';
import { openProgramme, type ProgrammeCampaign, teamMember } from '../../support/programme-story';

/** The share of members in their team's result is not built. */
const TEAMS = withStage(MUNICIPAL_TEAMS, 'enrolment', { cascade: 'applicant' });

interface Entered {
  readonly items: readonly { readonly candidacyId: string; readonly number: string }[];
}

let api: TestApi;
let campaign: ProgrammeCampaign;
let clerk: NominatingAccount;

beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());
beforeEach(async () => {
  api.clock.set('2026-08-20T12:00:00+03:00');
  campaign = await openProgramme(api, TEAMS, 'team-lead');
  clerk = campaign.nominator;
});

const team = (change: object = {}, of = clerk): object => ({
  nominatorId: of.nominatorId, title: 'Команда', documents: [{ key: 'project', receivedOn: '2026-08-20' }],
  members: [teamMember('lead'), teamMember('member'), teamMember('member')], ...change,
});
const enter = async (wish: object, by = clerk): Promise<Entered['items'][number]> => {
  const { status, body } = await by.api.post<Entered & Refusal>(`${campaign.path}/nominations/teams`, wish);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return body.items[0]!;
};
const submit = (candidacyId: string, by = clerk): Promise<Answer<{ receipt: Receipt } & Refusal>> => by.api.post(`${campaign.path}/nominations/submit`, { nominatorId: by.nominatorId, candidacyIds: [candidacyId] });
const list = async (): Promise<unknown[]> => (await clerk.api.get<Page<NomineeRow>>(`${campaign.path}/nominations`)).body.items.map(({ number, name }) => `${number} ${name}`);
const peopleOf = async (candidacyId: string): Promise<unknown[]> =>
  (await api.sql<{ named: string; role: string }>(`select m.named, m.role from member m join candidacy c on c.applicant_id = m.applicant_id where c.id = $1 order by m.role, m.id`, [candidacyId])).map(({ named, role }) => `${role} ${named}`);

describe('the draft of a team', () => {
  it('is written anew with its title and members, by its address or the nominator\'s number, and keeps its public number', async () => {
    const before = team({ externalId: 'T-1' });
    const { candidacyId, number } = await enter(before);
    expect(await enter(before)).toEqual({ candidacyId, number });

    const [lead, other] = [freshName(), freshName()];
    const after = team({ externalId: 'T-1', title: 'Новая команда', members: [teamMember('member', { familyName: other }), teamMember('lead', { familyName: lead })] });
    expect(await enter(after)).toEqual({ candidacyId, number });
    expect(await list()).toEqual([`${number} Новая команда`]);
    expect(await peopleOf(candidacyId)).toEqual([`lead ${lead} Анна`, `member ${other} Анна`]);

    expect(await clerk.api.put(`${campaign.path}/nominations/teams/${candidacyId}`, team({ title: 'Третья' }))).toMatchObject({ status: 200, body: { candidacyId, number } });
    expect([await list(), (await peopleOf(candidacyId)).length]).toEqual([[`${number} Третья`], 3]);
  });

  it('is deleted with everybody in it, also after a correction of what he said', async () => {
    const { candidacyId } = await enter(team());
    const items = [{ candidacyId, kind: 'receive-document', documentKey: 'project', receivedOn: '2026-08-19' }];
    const { body: effect } = await campaign.officer.post<{ digest: string }>(`${campaign.path}/corrections/effect`, { items });
    expect(await campaign.officer.post(`${campaign.path}/corrections`, { items, reason: 'NOT_CONFIRMED_BY_DOCUMENT', digest: effect.digest })).toMatchObject({ status: 201 });
    const people = await api.sql<{ id: string }>(`select m.person_id as id from member m join candidacy c on c.applicant_id = m.applicant_id where c.id = $1`, [candidacyId]);
    expect(await clerk.api.request('DELETE', `${campaign.path}/nominations/${candidacyId}`, {})).toMatchObject({ status: 200 });
    expect(await api.sql(`select id from person where id = any($1::uuid[])`, [people.map(({ id }) => id)])).toEqual([]);
    expect(await list()).toEqual([]);
  });
});

describe('a team', () => {
  it('is submitted as a whole: the receipt covers every member', async () => {
    const [lead, other] = [freshName(), freshName()];
    const { candidacyId, number } = await enter(team({ members: [teamMember('lead', { familyName: lead }), teamMember('member', { familyName: other }), teamMember('member')] }));
    const { body: { receipt } } = await submit(candidacyId);
    const { body: rows } = await clerk.api.get<{ number: string; title: string; members: { role: string; person: { familyName: string } }[] }[]>(`${campaign.path}/receipts/${receipt.id}/rows`);
    expect(rows).toMatchObject([{ number, title: 'Команда', members: [{ role: 'lead', person: { familyName: lead } }, { role: 'member', person: { familyName: other } }, { role: 'member' }] }]);
  });

  it('stands in a set of duplicates for those whom another team has too, and for nobody else', async () => {
    const { body: { items: [registered] } } = await campaign.administrator.post<{ items: [{ id: string }] }>('/nominators/bulk', { items: [{ kind: 'team-lead', code: newId(), title: 'Other' }] });
    await campaign.officer.post(`${campaign.path}/nominators/bulk`, { items: [{ nominatorId: registered.id }] });
    const rival: NominatingAccount = { nominatorId: registered.id, ...(await api.account({ role: 'nominator', campaignId: campaign.id, nominatorId: registered.id })) };
    const shared = [{ familyName: freshName(), snils: freshSnils() }, { familyName: freshName() }];
    const first = await enter(team({ members: [teamMember('lead', shared[0]), teamMember('member', shared[1]), teamMember('member')] }));
    const second = await enter(team({ members: [teamMember('lead'), teamMember('member', shared[0]), teamMember('member', shared[1])] }, rival), rival);

    const { body: { items: [set] } } = await campaign.officer.get<Page<DuplicateRow>>(`${campaign.path}/duplicates?state=open`);
    expect(set!.members.map(({ number, name }) => `${number} ${name}`).sort()).toEqual([first, second].flatMap(({ number }) => shared.map(({ familyName }) => `${number} ${familyName} Анна`)).sort());
    expect(await submit(first.candidacyId)).toMatchObject({ status: 422, body: { faults: [{ code: 'NOMINEE_UNDER_REVIEW' }] } });

    const resolved = await campaign.officer.post(`${campaign.path}/duplicates/${set!.id}/resolve`, { outcome: 'same-person', withdraw: [second.candidacyId], reason: 'DUPLICATE_NOMINATION' });
    expect(resolved).toMatchObject({ status: 200, body: { state: 'same-person' } });
    expect((await api.sql<{ count: number }>(`select count(distinct m.person_id)::int as count from member m where m.campaign_id = $1`, [campaign.id]))[0]!.count).toBe(4);
    expect(await submit(first.candidacyId)).toMatchObject({ status: 201 });
  });
});
