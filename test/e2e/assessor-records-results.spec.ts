import { DataSource } from 'typeorm';
import type { OwnSheetPageDto, PanelPageDto } from '../../src/assessment/assessment.dto';
import type { AsAccount, TestApi } from '../support/app';
import { openCampaign, type OpenCampaign, type Refusal, schoolOfMayors } from '../support/campaign-story';
import { confirmShown, preview, startComputingApi, untilComputed } from '../support/computing-api';
import { Seed, type SeededCandidacy } from '../support/seed';

const GOOD = { strategy: '4', people: '4.5', result: '4' };
const WEAK = { strategy: '1.5', people: '2', result: '1.5' };
const RESULT = { instrument: 'lpd', takenOn: '2026-02-10', normGroup: 'managers', raw: { leadership: '63', analysis: '48.5', cooperation: '70' }, conclusion: 'recommended' };
const SECRET_NAME = 'Неназываемая';

interface Assessor {
  readonly id: string;
  readonly api: AsAccount;
}

let api: TestApi;
let campaign: OpenCampaign;
let panel: readonly [Assessor, Assessor, Assessor];

beforeAll(async () => {
  api = await startComputingApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  campaign = await openCampaign(api);
  panel = [await assessor(), await assessor(), await assessor()];
});

const assessor = ({ id } = campaign): Promise<Assessor> => api.account({ role: 'assessor', campaignId: id });
const stand = (stage: string, count: number): Promise<SeededCandidacy[]> =>
  new Seed(api.app.get(DataSource)).candidacies({ campaign: { id: campaign.id, policy: schoolOfMayors(), policyVersion: 1 }, stage, count, familyName: SECRET_NAME });
const at = (path: string, stage = 'potential'): string => `${campaign.path}/stages/${stage}/${path}`;
const assign = (people: readonly SeededCandidacy[], assessors: readonly Assessor[]) =>
  campaign.officer.post(at('assignments/bulk'), { items: people.flatMap(({ id }) => assessors.map((who) => ({ candidacyId: id, assessorId: who.id }))) });
const mark = (who: Assessor, person: SeededCandidacy, marks: Record<string, string>) => who.api.post<Refusal>(at('marks'), { candidacyId: person.id, marks });
const sheets = async (who: Assessor): Promise<OwnSheetPageDto['items']> => (await who.api.get<OwnSheetPageDto>(at('sheets'))).body.items;
const panels = async (): Promise<PanelPageDto['items']> => (await campaign.officer.get<PanelPageDto>(at('panels'))).body.items;

describe('an assessor', () => {
  it('marks the sheets he was given, and the marks of the whole panel become a proposal', async () => {
    const [strong, weak] = (await stand('potential', 2)) as [SeededCandidacy, SeededCandidacy];
    expect((await assign([strong, weak], panel)).status).toBe(201);
    for (const who of panel) {
      expect((await sheets(who)).map(({ number, submitted }) => [number, submitted])).toEqual([['36-0001', false], ['36-0002', false]]);
      const answer = await who.api.post(at('marks/bulk'), { items: [{ candidacyId: strong.id, marks: GOOD }, { candidacyId: weak.id, marks: WEAK }] });
      expect(answer).toMatchObject({ status: 201, body: { items: [{ submitted: true }, { submitted: true }] } });
    }
    await untilComputed(campaign, 'potential', 2);
    const { items } = await preview(campaign, 'potential');
    expect(items.map(({ number, outcome }) => [number, outcome])).toEqual([['36-0001', 'pass'], ['36-0002', 'fail']]);
    expect(await confirmShown(campaign, 'potential')).toMatchObject({ status: 201, body: { lines: 2 } });
  });

  it('records results of a test, once each, and reads none', async () => {
    const [person] = await stand('diagnostics', 1);
    const record = () => panel[0].api.post<Refusal>(at('results', 'diagnostics'), { candidacyId: person!.id, ...RESULT });
    expect(await record()).toMatchObject({ status: 201, body: { candidacyId: person!.id, complete: true } });
    await untilComputed(campaign, 'diagnostics', 1);
    expect((await preview(campaign, 'diagnostics')).items.map(({ outcome }) => outcome)).toEqual(['pass']);
    expect(await record()).toMatchObject({ status: 409, body: { code: 'RESULT_RECORDED' } });
    expect((await panel[0].api.get(at('results', 'diagnostics'))).status).toBe(403);
  });

  it('knows numbers only: no name is in any answer he gets', async () => {
    const [person] = await stand('potential', 1);
    await assign([person!], panel);
    const before = await panel[0].api.get(at('sheets'));
    expect(before.body).toEqual({ items: [{ candidacyId: person!.id, number: '36-0001', submitted: false, marks: null, draft: null }], next: null });
    const answers = [before, await mark(panel[0], person!, { ...GOOD, people: '9' }), await mark(panel[0], person!, GOOD), await panel[0].api.get(at('sheets'))];
    expect(answers.map(({ status }) => status)).toEqual([200, 422, 201, 200]);
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain(SECRET_NAME);
  });

  it('sees his own marks and never those of others', async () => {
    const [person] = await stand('potential', 1);
    await assign([person!], panel);
    await mark(panel[0], person!, GOOD);
    const own = await sheets(panel[0]);
    expect(own).toMatchObject([{ submitted: true, marks: GOOD }]);
    await mark(panel[1], person!, WEAK);
    expect((await panels())[0]).toMatchObject({ complete: false, sheets: [{ marks: null }, { marks: null }, { marks: null }] });
    await mark(panel[2], person!, WEAK);
    expect(await sheets(panel[0])).toEqual(own);
    expect((await panels())[0]).toMatchObject({ complete: true, sheets: expect.arrayContaining([expect.objectContaining({ assessorId: panel[0].id, marks: GOOD }), expect.objectContaining({ assessorId: panel[1].id, marks: WEAK })]) });
    expect((await panel[0].api.get(at('panels'))).status).toBe(403);
  });

  it('may not mark twice, nor another’s sheet, nor beyond the rubric', async () => {
    const [mine, foreign] = (await stand('potential', 2)) as [SeededCandidacy, SeededCandidacy];
    await assign([mine], [panel[0]]);
    await assign([foreign], [panel[1]]);
    expect(await mark(panel[0], foreign, GOOD)).toMatchObject({ status: 404, body: { code: 'SHEET_ABSENT' } });
    expect(await mark(panel[0], mine, { ...GOOD, people: '5.5' })).toMatchObject({ status: 422, body: { code: 'MARKS_REFUSED', faults: [{ pointer: '/marks/people', code: 'MARK_OUT_OF_RANGE' }] } });
    expect((await mark(panel[0], mine, GOOD)).status).toBe(201);
    expect(await mark(panel[0], mine, WEAK)).toMatchObject({ status: 409, body: { code: 'MARKS_SUBMITTED' } });
    expect(await sheets(panel[0])).toMatchObject([{ marks: GOOD }]);
  });

  it('of another campaign finds nothing here, and of this one nothing but his sheets', async () => {
    const [person] = await stand('potential', 1);
    await assign([person!], [panel[0]]);
    const stranger = await assessor(await openCampaign(api));
    expect((await stranger.api.get(at('sheets'))).status).toBe(404);
    expect((await mark(stranger, person!, GOOD)).status).toBe(404);
    const closed = ['candidacies', `candidacies/${person!.id}`, 'stages', 'decisions', 'nominations', 'stages/potential/preview', 'stages/potential/panels', 'stages/enrolment/seats'];
    const answers = await Promise.all(closed.map(async (path) => [path, (await panel[0].api.get(`${campaign.path}/${path}`)).status]));
    expect(answers).toEqual(closed.map((path) => [path, 403]));
  });
});
