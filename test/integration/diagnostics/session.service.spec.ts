import { DiagnosticsRepository, type StageKey } from '../../../src/diagnostics/diagnostics.repository';
import { DiagnosticsService } from '../../../src/diagnostics/diagnostics.service';
import { type Session, SessionRepository } from '../../../src/diagnostics/session.repository';
import { type ResultByCode, SessionService } from '../../../src/diagnostics/session.service';
import { atOnce } from '../../support/at-once';
import { type Pipeline, pipelineOn } from '../../support/pipeline';
import { callerOf, Seed, type SeededAccount, type SeededCampaign, type SeededCandidacy } from '../../support/seed';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

const RAW = { leadership: '63', analysis: '48.5', cooperation: '70' };

describe('sessions of testing', () => {
  let db: TestDatabase;
  let seed: Seed;
  let pipeline: Pipeline;
  let sessions: SessionService;
  let campaign: SeededCampaign;
  let officer: SeededAccount;
  let at: StageKey;

  beforeAll(async () => {
    db = await openTestDatabase();
    seed = new Seed(db.source);
    pipeline = pipelineOn(db);
    const diagnostics = new DiagnosticsService(db.database, new DiagnosticsRepository(), pipeline.campaigns, pipeline.candidacies, pipeline.work);
    sessions = new SessionService(db.database, new SessionRepository(), diagnostics, pipeline.campaigns, pipeline.candidacies);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    campaign = await seed.campaign();
    officer = await seed.account('officer', { campaign });
    at = { campaignId: campaign.id, stage: 'diagnostics' };
  });

  const stand = (count: number, familyName?: string): Promise<SeededCandidacy[]> => seed.candidacies({ campaign, stage: 'diagnostics', count, familyName });
  const open = (capacity: number): Promise<Session> => sessions.create(callerOf(officer), at, { startsAt: '2026-04-25T10:00:00+03:00', place: null, capacity });
  const invite = (session: Session, people: readonly SeededCandidacy[]): Promise<unknown> => sessions.invite(callerOf(officer), at, session.id, people.map(({ id }) => id));
  const registerOf = async ({ id }: Session): Promise<readonly { number: string; code: string; state: string }[]> => (await sessions.register(callerOf(officer), at, id, { limit: 200 })).invitations.items;
  const result = (code: string): ResultByCode => ({ code, instrument: 'lpd', takenOn: '2026-02-10', normGroup: 'managers', raw: RAW, conclusion: 'recommended' });

  it('has as many places as it has, also when two officers invite at once', async () => {
    const people = await stand(3);
    const session = await open(2);
    await expect(invite(session, people)).rejects.toMatchObject({ kind: 'conflict', code: 'SESSION_FULL', params: { free: 2, asked: 3 } });
    const sent = await atOnce(db, campaign, [() => invite(session, people.slice(0, 2)), () => invite(session, people.slice(1))]);
    expect(sent.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await registerOf(session)).toHaveLength(2);
  });

  it('invites nobody twice, and again whoever was rescheduled, whose place is free then', async () => {
    const [person] = (await stand(1)) as [SeededCandidacy];
    const [first, second] = [await open(1), await open(1)];
    await invite(first, [person]);
    await expect(invite(second, [person])).rejects.toMatchObject({ code: 'ALREADY_INVITED', faults: [{ pointer: '/candidacyIds/0' }] });
    await sessions.attend(callerOf(officer), at, first.id, [{ candidacyId: person.id, state: 'rescheduled' }]);
    await invite(second, [person]);
    expect((await sessions.list(callerOf(officer), at, { limit: 5 })).items.map(({ taken }) => taken)).toEqual([0, 1]);
    const [before, after] = [await registerOf(first), await registerOf(second)];
    expect([before[0]!.state, after[0]!.state]).toEqual(['rescheduled', 'invited']);
    expect(after[0]!.code).toBe(before[0]!.code);
  });

  it('records who came and who did not, once', async () => {
    const [came, absent, stranger] = (await stand(3)) as [SeededCandidacy, SeededCandidacy, SeededCandidacy];
    const session = await open(5);
    await invite(session, [came, absent]);
    const mark = (person: SeededCandidacy, state: 'attended' | 'no-show'): Promise<unknown> => sessions.attend(callerOf(officer), at, session.id, [{ candidacyId: person.id, state }]);
    await mark(came, 'attended');
    await mark(absent, 'no-show');
    await expect(mark(came, 'no-show')).rejects.toMatchObject({ code: 'NOT_INVITED', faults: [{ pointer: '/items/0/candidacyId' }] });
    await expect(mark(stranger, 'attended')).rejects.toMatchObject({ code: 'NOT_INVITED' });
    expect((await registerOf(session)).map(({ state }) => state)).toEqual(['attended', 'no-show']);
    expect(await db.source.query(`select distinct status from candidacy where campaign_id = $1`, [campaign.id])).toEqual([{ status: 'open' }]);
  });

  it('prints a register to sign, with names that cannot break the page', async () => {
    const people = await stand(2, 'Кот<b>ова');
    const session = await open(5);
    await invite(session, people);
    const page = await sessions.print(callerOf(officer), at, session.id);
    expect(page).toContain('Кот&#60;b&#62;ова');
    expect(page).toContain('дистанционно. Приглашено: 2 из 5.');
    expect(page.match(/class="code"/g)).toHaveLength(2);
  });

  it('takes results back by code, and names codes that are mistyped or nobody’s', async () => {
    const people = await stand(2);
    const session = await open(5);
    await invite(session, people);
    const register = await registerOf(session);
    const [one, two] = [register[0]!, register[1]!];
    const record = (results: ResultByCode[]): Promise<unknown> => sessions.recordByCode(callerOf(officer), at, results);
    const wrong = one.code.slice(0, -1) + (one.code.endsWith('2') ? '3' : '2');
    await expect(record([result(wrong), result('?'), result('22222222')])).rejects.toMatchObject({
      code: 'RESULT_REFUSED',
      faults: [{ pointer: '/items/0/code', code: 'CODE_CHECKSUM' }, { pointer: '/items/1/code', code: 'CODE_FORMAT' }, { pointer: '/items/2/code', code: 'CODE_UNKNOWN' }],
    });
    expect(await record([result(one.code.toLowerCase()), result(two.code)])).toEqual([
      { code: one.code, instrument: 'lpd', complete: true }, { code: two.code, instrument: 'lpd', complete: true },
    ]);
    await expect(record([result(one.code)])).rejects.toMatchObject({ code: 'RESULT_RECORDED' });
  });

  it('is absent to another campaign', async () => {
    const session = await open(1);
    const other = await seed.campaign();
    const stranger = await seed.account('officer', { campaign: other });
    await expect(sessions.print(callerOf(stranger), { ...at, campaignId: other.id }, session.id)).rejects.toMatchObject({ kind: 'absent', code: 'SESSION_ABSENT' });
  });
});
