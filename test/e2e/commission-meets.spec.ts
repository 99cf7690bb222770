import { unzipSync } from 'fflate';
import { DataSource } from 'typeorm';
import type { ShownMeeting } from '../../src/commission/meeting.service';
import type { Policy } from '../../src/campaign/domain/policy';
import type { CheckedList, ShownList, SinglePage } from '../../src/decision/decision-list.service';
import { type AsAccount, TestApi } from '../support/app';
import { openCampaign, type OpenCampaign, type Refusal, schoolOfMayors, withStage } from '../support/campaign-story';
import { Seed, type SeededCandidacy } from '../support/seed';

const STAGE = 'diagnostics';
const PDF = '%PDF-1.4\n%%EOF\n';
const INN = '7707083893';
/** The commission decides about diagnostics; a second person publishes. */
const byCommission = (change: Partial<NonNullable<Policy['commission']>> = {}): Policy => {
  const policy = withStage(schoolOfMayors(), 'diagnostics', { gate: { confirms: 'commission', publishes: 'second-person' } });
  return { ...policy, commission: { ...policy.commission!, members: { min: 3, max: 15 }, ...change } };
};

let api: TestApi;
let campaign: OpenCampaign;
let second: AsAccount;
let people: SeededCandidacy[];
let members: string[];

beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());

/** A commission of five, its chair first; two candidates who pass, one of them from the organisation of the last member. */
async function begin(policy = byCommission()): Promise<void> {
  campaign = await openCampaign(api, { policy });
  second = (await api.account({ role: 'officer', campaignId: campaign.id })).api;
  const seed = new Seed(api.app.get(DataSource));
  const seeded = { id: campaign.id, policy, policyVersion: 1 };
  people = await seed.candidacies({ campaign: seeded, stage: STAGE, count: 2, nominatorId: campaign.nominators['36']!.nominatorId });
  await seed.verdicts(seeded, STAGE, people.map(({ id }) => ({ candidacyId: id, score: 500_000 })));
  await api.sql(`update member set organisation_inn = $2 where id = $1`, [people[1]!.memberId, INN]);
  const entered = await campaign.officer.post<{ ids: string[] }>(at('commission/members/bulk'), {
    items: ['chair', 'deputy', 'member', 'member', 'member'].map((role, i) => ({ name: `Членов Пётр Номер-${i}`, post: 'Профессор', role, since: '2026-01-01', ...(i === 4 && { organisationInn: INN }) })),
  });
  expect(entered.status).toBe(201);
  members = entered.body.ids;
}

const at = (path: string): string => `${campaign.path}/${path}`;
const call = async (): Promise<string> => {
  const called = await campaign.officer.post<ShownMeeting>(at('commission/meetings'), { heldOn: '2026-05-20', place: 'Москва', secretary: 'Секретарёва М. И.' });
  expect(called.status).toBe(201);
  return called.body.id;
};
const in_ = (meeting: string, path: string): string => at(`commission/meetings/${meeting}/${path}`);
const attend = (meeting: string, who: readonly number[] = [0, 1, 2, 3, 4], presiding = 0) =>
  campaign.officer.put<ShownMeeting & Refusal>(in_(meeting, 'attendance'), { present: who.map((i) => members[i]), presidingId: members[presiding] });
const add = async (meeting: string, item: object): Promise<string> => {
  const added = await campaign.officer.post<ShownMeeting>(in_(meeting, 'items'), item);
  expect(added.status).toBe(201);
  return added.body.items.at(-1)!.id;
};
const vote = (meeting: string, itemId: string, said: Readonly<Record<number, string>>, more: object = {}) =>
  campaign.officer.post<ShownMeeting & Refusal>(in_(meeting, 'votes'), { itemId, votes: Object.entries(said).map(([i, word]) => ({ memberId: members[Number(i)], vote: word })), ...more });
const outcomeOf = ({ items }: ShownMeeting, itemId: string): string => {
  const { outcome, reasons } = items.find(({ id }) => id === itemId)!;
  return `${outcome} ${reasons.at(-1)?.code}`;
};
const FOR = { 0: 'for', 1: 'for', 2: 'for', 3: 'for', 4: 'for' };

/** Marks everybody as proposed and checks; gives the list and what confirming repeats. */
async function checkedList(): Promise<{ listId: string; shown: object }> {
  const { version } = (await campaign.officer.get<ShownList>(at(`stages/${STAGE}/pending`))).body;
  await campaign.officer.post(at(`stages/${STAGE}/pending/proposed`), { version });
  const { id, count, digest } = (await campaign.officer.post<CheckedList>(at(`stages/${STAGE}/pending/check`))).body;
  const singly = (await campaign.officer.get<SinglePage>(at(`stages/${STAGE}/pending/singly`))).body;
  return { listId: id, shown: { count, digest, singly: { count: singly.count, digest: singly.digest } } };
}
const confirm = (shown: object) => campaign.officer.post<{ id: string } & Refusal>(at(`stages/${STAGE}/pending/confirm`), shown);

it('from the checked list to a published decision: agenda, votes, protocol, signed scan', async () => {
  await begin();
  const { listId, shown } = await checkedList();
  expect(await confirm(shown)).toMatchObject({ status: 409, body: { code: 'COMMISSION_NEEDED', params: { outcome: null } } });
  const meeting = await call();
  const item = await add(meeting, { kind: 'list', listId });
  expect(await vote(meeting, item, FOR)).toMatchObject({ status: 409, body: { code: 'ATTENDANCE_MISSING' } });
  expect((await attend(meeting)).status).toBe(200);
  const voted = await vote(meeting, item, { ...FOR, 3: 'against', 4: 'abstained' }, { dissents: [{ memberId: members[3], text: 'Считаю список неполным.' }] });
  expect(voted.status).toBe(200);
  expect(voted.body.items[0]).toMatchObject({
    votes: { for: 3, against: 1, abstained: 1 }, outcome: 'adopted',
    reasons: [{ code: 'QUORUM_MET', params: { present: 5, members: 5, needed: 3 } }, { code: 'MAJORITY_REACHED', params: { for: 3, needed: 3, of: 5 } }],
  });
  const decision = await confirm(shown);
  expect(decision.status).toBe(201);

  const publish = (by = second) => by.post<Refusal>(at(`decisions/${decision.body.id}/publish`));
  expect(await publish()).toMatchObject({ status: 409, body: { code: 'PROTOCOL_NOT_SIGNED', params: { missing: 'number' } } });
  const scan = () => campaign.officer.put<ShownMeeting & Refusal>(in_(meeting, 'scan'), PDF, { headers: { 'content-type': 'application/pdf' } });
  expect(await scan()).toMatchObject({ status: 409, body: { code: 'PROTOCOL_MISSING' } });
  expect(await campaign.officer.post(in_(meeting, 'close'), { number: '3', date: '2026-05-19' })).toMatchObject({ status: 422, body: { code: 'PROTOCOL_BEFORE_MEETING' } });
  expect((await campaign.officer.post(in_(meeting, 'close'), { number: '3', date: '2026-05-21' })).status).toBe(200);
  expect(await publish()).toMatchObject({ status: 409, body: { code: 'PROTOCOL_NOT_SIGNED', params: { missing: 'scan' } } });
  expect(await vote(meeting, item, FOR)).toMatchObject({ status: 409, body: { code: 'MEETING_CLOSED' } });
  expect((await scan()).status).toBe(200);
  expect(await scan()).toMatchObject({ status: 409, body: { code: 'SCAN_KEPT' } });
  expect((await campaign.officer.get<string>(in_(meeting, 'scan'))).body).toBe(PDF);
  expect(await publish(campaign.officer)).toMatchObject({ status: 409, body: { code: 'SECOND_PERSON_NEEDED' } });
  expect(await publish()).toMatchObject({ status: 200, body: { agendaItemId: item } });
});

it('rests on what was voted on: marks changed since need another vote, and a vote that carries a decision stays', async () => {
  await begin();
  const { listId } = await checkedList();
  const meeting = await call();
  const item = await add(meeting, { kind: 'list', listId });
  await attend(meeting);
  await vote(meeting, item, FOR);
  await campaign.officer.post(at(`stages/${STAGE}/pending/clear`), { version: 1, candidacyIds: [people[1]!.id] });
  expect(await confirm((await checkedListAsIs()).shown)).toMatchObject({ status: 409, body: { code: 'COMMISSION_NEEDED' } });
  const again = await checkedList();
  expect((await confirm(again.shown)).status).toBe(201); // the very list that was voted on
  expect(await vote(meeting, item, FOR)).toMatchObject({ status: 409, body: { code: 'ITEM_DECIDED' } });
  expect(await attend(meeting)).toMatchObject({ status: 409, body: { code: 'ITEM_DECIDED' } });
});

async function checkedListAsIs(): Promise<{ shown: object }> {
  const { count, digest } = (await campaign.officer.post<CheckedList>(at(`stages/${STAGE}/pending/check`))).body;
  const singly = (await campaign.officer.get<SinglePage>(at(`stages/${STAGE}/pending/singly`))).body;
  return { shown: { count, digest, singly: { count: singly.count, digest: singly.digest } } };
}

it('no program decides in the place of the commission either', async () => {
  await begin();
  const { count, digest } = (await campaign.officer.get<{ count: number; digest: string }>(at(`stages/${STAGE}/preview`))).body;
  expect(await campaign.officer.post(at('decisions'), { stage: STAGE, count, digest, departures: [] })).toMatchObject({ status: 409, body: { code: 'COMMISSION_NEEDED' } });
});

it('without a quorum nothing is decided, and what the commission rejected is not confirmed', async () => {
  await begin();
  const { listId, shown } = await checkedList();
  const meeting = await call();
  const item = await add(meeting, { kind: 'list', listId });
  await attend(meeting, [0, 1]);
  expect(outcomeOf((await vote(meeting, item, { 0: 'for', 1: 'for' })).body, item)).toBe('no-decision NO_QUORUM');
  expect(await confirm(shown)).toMatchObject({ status: 409, body: { code: 'COMMISSION_NEEDED', params: { outcome: 'no-decision' } } });
  await attend(meeting, [0, 1, 2, 3]);
  expect(outcomeOf((await vote(meeting, item, { 0: 'against', 1: 'for', 2: 'for', 3: 'against' })).body, item)).toBe('rejected CASTING_VOTE_AGAINST');
  expect(await confirm(shown)).toMatchObject({ status: 409, body: { code: 'COMMISSION_NEEDED', params: { outcome: 'rejected' } } });
});

it('somebody tied to the person in question is recused, and counts on neither side', async () => {
  await begin();
  const meeting = await call();
  const item = await add(meeting, { kind: 'departure', proposal: 'pass', candidacyId: people[1]!.id });
  await attend(meeting);
  expect(await vote(meeting, item, FOR)).toMatchObject({ status: 422, body: { code: 'VOTES_REFUSED', faults: [{ pointer: '/items/0/recusals', code: 'MEMBER_TIED', params: { members: [members[4]] } }] } });
  const recusals = [{ memberId: members[4], reason: 'MEMBER_TIED' }];
  const voted = await vote(meeting, item, { 0: 'for', 1: 'for', 2: 'for', 3: 'against' }, { recusals });
  expect(voted.body.items[0]).toMatchObject({ outcome: 'adopted', reasons: [{ code: 'QUORUM_MET' }, { code: 'MAJORITY_REACHED', params: { for: 3, needed: 3, of: 4 } }] });
  expect(voted.body.items[0]!.members).toContainEqual({ memberId: members[4], vote: null, recused: 'MEMBER_TIED', dissent: null });
});

it('votes are counted, not named, where the policy says so', async () => {
  await begin(byCommission({ voting: 'by-count' }));
  const meeting = await call();
  const item = await add(meeting, { kind: 'departure', proposal: 'pass', candidacyId: people[0]!.id });
  await attend(meeting, [0, 1, 2, 3]);
  expect(await vote(meeting, item, { 0: 'for' })).toMatchObject({ status: 422, body: { code: 'VOTES_REFUSED' } });
  const counted = (more: object) => campaign.officer.post<ShownMeeting & Refusal>(in_(meeting, 'votes'), { itemId: item, counts: { for: 2, against: 2, abstained: 0 }, ...more });
  expect(await counted({})).toMatchObject({ status: 422, body: { faults: [{ pointer: '/items/0/presidingVote', code: 'PRESIDING_VOTE_NEEDED' }] } });
  expect(outcomeOf((await counted({ presidingVote: 'for' })).body, item)).toBe('adopted CASTING_VOTE_FOR');
});

it('membership has days, and the size is the policy’s', async () => {
  await begin();
  const meeting = await call();
  expect((await campaign.officer.post(at('commission/members/end'), { memberId: members[4], until: '2026-05-19' })).status).toBe(200);
  expect(await attend(meeting)).toMatchObject({ status: 422, body: { code: 'ATTENDANCE_REFUSED', faults: [{ pointer: '/present/4', code: 'MEMBER_UNKNOWN' }] } });
  expect(await attend(meeting, [0, 1, 2], 2)).toMatchObject({ status: 422, body: { faults: [{ pointer: '/presidingId', code: 'NOT_A_CHAIR' }] } });
  expect((await attend(meeting, [0, 1, 2], 1)).status).toBe(200);
  await campaign.officer.post(at('commission/members/end/bulk'), { items: [2, 3].map((i) => ({ memberId: members[i], until: '2026-05-01' })) });
  expect(await attend(meeting, [0, 1])).toMatchObject({ status: 422, body: { code: 'COMMISSION_SIZE', params: { count: 2, min: 3, max: 15 } } });
});

it('the agenda takes what is there and nothing else', async () => {
  await begin();
  const meeting = await call();
  const refused = await campaign.officer.post<Refusal>(in_(meeting, 'items/bulk'), {
    items: [{ kind: 'departure', proposal: 'pass', candidacyId: meeting }, { kind: 'run', runId: meeting }, { kind: 'list', listId: meeting }, { kind: 'list', candidacyId: people[0]!.id }],
  });
  expect(refused).toMatchObject({ status: 422, body: { code: 'ITEMS_REFUSED' } });
  expect(refused.body.faults!.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(['/items/0 CANDIDACY_ABSENT', '/items/1 RUN_ABSENT', '/items/2 LIST_ABSENT', '/items/3 ITEM_NAMES_ANOTHER_THING']);
  expect(await campaign.officer.post(in_(meeting, 'close'), { number: '1', date: '2026-05-21' })).toMatchObject({ status: 409, body: { code: 'ATTENDANCE_MISSING' } });
});

describe('the papers of a meeting', () => {
  const textOf = (docx: Uint8Array): string => Buffer.from(unzipSync(docx)['word/document.xml']!).toString('utf8').replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '').replaceAll('\u00a0', ' ').replaceAll('&quot;', '"');
  const paper = async (meeting: string, kind: 'dossier' | 'protocol', format: 'pdf' | 'docx'): Promise<Uint8Array> => {
    const answer = await fetch(`${api.url}/api/v1${in_(meeting, `${kind}?format=${format}`)}`, { headers: { authorization: `Bearer ${secretary.token}` } });
    expect(answer.status).toBe(200);
    return new Uint8Array(await answer.arrayBuffer());
  };
  let secretary: { readonly token: string };
  let meeting: string;

  beforeAll(async () => {
    await begin();
    secretary = await api.account({ role: 'officer', campaignId: campaign.id });
    await api.sql(`update verdict set reasons = '[{"code":"SCORE_BELOW","params":{"score":"49.5","limit":"50"}}]', score = 495000 where candidacy_id = $1`, [people[0]!.id]);
    const { listId } = await checkedList();
    meeting = await call();
    const list = await add(meeting, { kind: 'list', listId });
    const departure = await add(meeting, { kind: 'departure', proposal: 'fail', candidacyId: people[1]!.id });
    await attend(meeting, [0, 1, 2, 4]);
    await vote(meeting, list, { 0: 'for', 1: 'for', 2: 'for', 4: 'against' }, { dissents: [{ memberId: members[4], text: 'Считаю список неполным: не учтены результаты очной беседы.' }] });
    expect((await vote(meeting, departure, { 0: 'for', 1: 'for', 2: 'against' }, { recusals: [{ memberId: members[4], reason: 'MEMBER_TIED' }] })).status).toBe(200);
  });

  it('tell members what is put to the vote, about whom, and who is tied; no result of a test', async () => {
    const text = textOf(await paper(meeting, 'dossier', 'docx'));
    for (const said of ['Членов Пётр Номер-0', 'председатель', 'Решения по этапу', 'допустить 2, отклонить 0', 'Проверяемова Имя 36-0001', 'Воронежская область', 'Возможный конфликт интересов', 'Членов Пётр Номер-4: 36-0002', 'более половины всех членов']) expect(text).toContain(said);
    for (const hidden of ['49,5', '49.5', '50,0000', 'балл']) expect(text).not.toContain(hidden);
  });

  it('state in the protocol all that was recorded, a draft until it has its number, and then the same bytes for ever', async () => {
    expect(textOf(await paper(meeting, 'protocol', 'docx'))).toContain('проект');
    await campaign.officer.post(in_(meeting, 'close'), { number: '3', date: '2026-05-21' });
    const protocol = await paper(meeting, 'protocol', 'docx');
    const text = textOf(protocol);
    for (const said of [
      'Протокол № 3', '21.05.2026', '4 из 5', 'за 3, против 1, воздержались 0', 'Решили: утвердить список по приложению 1.', 'Особое мнение (Членов Пётр Номер-4): Считаю список неполным', 'отвод. Конфликт интересов: член комиссии связан с кандидатом.',
      'Решили: от предложения по кандидату Проверяемова Имя 36-0002 (36-0002) не отступать.', 'решение открывает другой сотрудник, не тот, который его утвердил', 'решающий голос председательствующего', 'Секретарёва М. И.', 'Приложение 1',
    ]) expect(text).toContain(said);
    api.clock.advance(86_400_000);
    for (const format of ['docx', 'pdf'] as const) expect(Buffer.compare(Buffer.from(await paper(meeting, 'protocol', format)), Buffer.from(await paper(meeting, 'protocol', format)))).toBe(0);
    expect(Buffer.compare(Buffer.from(await paper(meeting, 'protocol', 'docx')), Buffer.from(protocol))).toBe(0);
    expect(Buffer.from(await paper(meeting, 'protocol', 'pdf')).subarray(0, 5).toString()).toBe('%PDF-');
    const printed = await api.sql(`select action, lines from audit_event where subject = $1 and action like '%.printed'`, [meeting]);
    expect(printed.length).toBeGreaterThan(3);
  });
});
