import { ResultCorrectionRepository } from '../../../src/diagnostics/result-correction.repository';
import { type CorrectionWithEffect, ResultCorrectionService } from '../../../src/diagnostics/result-correction.service';
import { DiagnosticsRepository, type StageKey } from '../../../src/diagnostics/diagnostics.repository';
import { DiagnosticsService } from '../../../src/diagnostics/diagnostics.service';
import type { ResultEntry } from '../../../src/diagnostics/domain/check-entries';
import { type Pipeline, pipelineOn } from '../../support/pipeline';
import { callerOf, Seed, type SeededAccount, type SeededCampaign, type SeededCandidacy } from '../../support/seed';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

const RAW = { leadership: '63', analysis: '48.5', cooperation: '70' };
const LOW = { leadership: '5', analysis: '5', cooperation: '5' };

describe('correction of a result', () => {
  let db: TestDatabase;
  let pipeline: Pipeline;
  let diagnostics: DiagnosticsService;
  let corrections: ResultCorrectionService;
  let campaign: SeededCampaign;
  let officer: SeededAccount;
  let second: SeededAccount;
  let person: SeededCandidacy;
  let at: StageKey;

  beforeAll(async () => {
    db = await openTestDatabase();
    pipeline = pipelineOn(db);
    diagnostics = new DiagnosticsService(db.database, new DiagnosticsRepository(), pipeline.campaigns, pipeline.candidacies, pipeline.work);
    corrections = new ResultCorrectionService(db.database, new ResultCorrectionRepository(), new DiagnosticsRepository(), pipeline.campaigns, pipeline.candidacies, pipeline.work);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    const seed = new Seed(db.source);
    campaign = await seed.campaign();
    officer = await seed.account('officer', { campaign });
    second = await seed.account('officer', { campaign });
    at = { campaignId: campaign.id, stage: 'diagnostics' };
    [person] = (await seed.candidacies({ campaign, stage: 'diagnostics', count: 1 })) as [SeededCandidacy];
    await diagnostics.record(callerOf(officer), at, [entry(LOW)]);
    await compute();
  });

  const entry = (raw: Record<string, string>, change: Partial<ResultEntry> = {}): ResultEntry =>
    ({ candidacyId: person.id, instrument: 'lpd', takenOn: '2026-02-10', normGroup: 'managers', raw, conclusion: 'recommended', ...change });
  const ask = (raw: Record<string, string> = RAW, change: Partial<ResultEntry> = {}): Promise<CorrectionWithEffect> => corrections.ask(callerOf(officer), at, entry(raw, change), 'TYPED_WRONGLY');
  const compute = (): Promise<unknown> => pipeline.drain({ diagnostics: diagnostics.compute });
  const rows = <Row>(sql: string): Promise<Row[]> => db.source.query(sql, [campaign.id]);
  const verdicts = (): Promise<unknown[]> => rows(`select outcome, revision from verdict where campaign_id = $1 order by revision`);

  it('shows its effect, is decided by another, and is a new version: the old one stays, a new verdict follows', async () => {
    const { id, effect, state } = await ask();
    expect({ state, effect }).toMatchObject({ state: 'asked', effect: { before: { outcome: 'undetermined' }, after: { outcome: 'pass', score: '57.8647' }, decided: false } });
    expect(await verdicts()).toEqual([{ outcome: 'undetermined', revision: 0 }]);

    await expect(corrections.apply(callerOf(officer), at, id)).rejects.toMatchObject({ kind: 'conflict', code: 'SECOND_PERSON_NEEDED' });
    await corrections.apply(callerOf(second), at, id);
    await compute();
    expect(await verdicts()).toEqual([{ outcome: 'undetermined', revision: 0 }, { outcome: 'pass', revision: 1 }]);
    expect(await rows(`select version, raw, closed_at is null as holds from diagnostics_result where campaign_id = $1 order by version`)).toEqual([
      { version: 1, raw: LOW, holds: false }, { version: 2, raw: RAW, holds: true },
    ]);
    await expect(corrections.apply(callerOf(second), at, id)).rejects.toMatchObject({ code: 'CORRECTION_DECIDED' });
    expect((await diagnostics.results(callerOf(officer), at, { limit: 5 })).items[0]!.results).toMatchObject([{ raw: RAW }]);
  });

  it('changes nothing when it is refused', async () => {
    const { id } = await ask();
    await corrections.refuse(callerOf(second), at, id, 'FORM_SAYS_OTHERWISE');
    await compute();
    expect(await verdicts()).toHaveLength(1);
    const { items } = await corrections.list(callerOf(second), at, { limit: 5 });
    expect(items).toMatchObject([{ id, number: person.number, state: 'refused', decidedBy: second.id }]);
  });

  it('waits while a decision rests on the result, and says so', async () => {
    await db.source.query(`update candidacy set stage = 'potential' where id = $1`, [person.id]);
    const { id, effect } = await ask();
    expect(effect).toMatchObject({ after: { outcome: 'pass' }, decided: true });
    await expect(corrections.apply(callerOf(second), at, id)).rejects.toMatchObject({ kind: 'conflict', code: 'NOT_IN_STAGE' });
    expect(await rows(`select version from diagnostics_result where campaign_id = $1`)).toEqual([{ version: 1 }]);
  });

  it('is refused at the door where there is nothing to correct, one is waiting, or the scores are wrong', async () => {
    await expect(ask(RAW, { supervised: true })).rejects.toMatchObject({ kind: 'absent', code: 'RESULT_ABSENT' });
    await expect(ask({ ...RAW, leadership: '1000' })).rejects.toMatchObject({ code: 'RESULT_REFUSED', faults: [{ pointer: '/raw/leadership', code: 'RAW_SCORE_OUT_OF_RANGE' }] });
    await ask();
    await expect(ask()).rejects.toMatchObject({ kind: 'conflict', code: 'CORRECTION_ASKED' });
    await expect(corrections.apply(callerOf(second), at, person.id)).rejects.toMatchObject({ kind: 'absent', code: 'CORRECTION_ABSENT' });
  });

  it('a re-test under supervision counts instead of the remote test and gives a verdict of its own', async () => {
    await diagnostics.record(callerOf(officer), at, [entry(RAW, { supervised: true })]);
    await compute();
    expect(await rows(`select revision, score from verdict where campaign_id = $1 order by revision`)).toMatchObject([{ revision: 0 }, { revision: 1, score: 578_647 }]);
    await expect(diagnostics.record(callerOf(officer), at, [entry(RAW, { supervised: true })])).rejects.toMatchObject({ code: 'RESULT_RECORDED' });
  });
});
