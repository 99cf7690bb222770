import { AssessmentAssessorController } from '../../../src/assessment/assessment.assessor.controller';
import { AssessmentRepository, type StageKey } from '../../../src/assessment/assessment.repository';
import { AssessmentService } from '../../../src/assessment/assessment.service';
import { AssignmentRepository } from '../../../src/assessment/assignment.repository';
import { AssignmentService } from '../../../src/assessment/assignment.service';
import { MarkingService } from '../../../src/assessment/marking.service';
import { atOnce } from '../../support/at-once';
import { type Pipeline, pipelineOn } from '../../support/pipeline';
import { callerOf, Seed, type SeededAccount, type SeededCampaign, type SeededCandidacy } from '../../support/seed';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

const STAGE = 'potential';
const GOOD = { strategy: '3.5', people: '4', result: '3' };
const BETTER = { strategy: '4', people: '4', result: '4' };
const WORSE = { strategy: '2.5', people: '3', result: '3.5' };

describe('assessment', () => {
  let db: TestDatabase;
  let seed: Seed;
  let pipeline: Pipeline;
  let assessment: AssessmentService;
  let assignments: AssignmentService;
  let marking: MarkingService;
  let campaign: SeededCampaign;
  let at: StageKey;
  let officer: SeededAccount;
  let panel: [SeededAccount, SeededAccount, SeededAccount];

  beforeAll(async () => {
    db = await openTestDatabase();
    seed = new Seed(db.source);
    pipeline = pipelineOn(db);
    assessment = new AssessmentService(db.database, new AssessmentRepository(), pipeline.campaigns);
    marking = new MarkingService(db.database, new AssessmentRepository(), pipeline.campaigns, pipeline.candidacies, pipeline.work);
    assignments = new AssignmentService(db.database, new AssignmentRepository(), pipeline.campaigns, pipeline.candidacies);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    campaign = await seed.campaign();
    at = { campaignId: campaign.id, stage: STAGE };
    officer = await seed.account('officer', { campaign });
    panel = [await assessor('77'), await assessor('78'), await assessor()];
  });

  const assessor = (region?: string): Promise<SeededAccount> => seed.account('assessor', { campaign, region });
  const stand = (count: number): Promise<SeededCandidacy[]> => seed.candidacies({ campaign, stage: STAGE, count });
  const assign = (people: readonly SeededCandidacy[], assessors: readonly SeededAccount[] = panel): Promise<unknown> =>
    assignments.assign(callerOf(officer), at, people.flatMap(({ id }) => assessors.map((who) => ({ candidacyId: id, assessorId: who.id }))));
  const submit = (who: SeededAccount, people: readonly SeededCandidacy[], marks: Record<string, string> = GOOD): Promise<unknown> =>
    marking.submit(callerOf(who), at, people.map(({ id }) => ({ candidacyId: id, marks })));
  const rows = <Row>(sql: string): Promise<Row[]> => db.source.query(sql, [campaign.id]);
  const ready = async (): Promise<string[]> => (await rows<{ id: string }>(`select unnest(ids) as id from work_ready where campaign_id = $1 order by 1`)).map(({ id }) => id);
  const submittedCount = async (): Promise<number> => (await rows<{ n: number }>(`select count(submitted_at)::int as n from mark_sheet where campaign_id = $1`))[0]!.n;

  describe('marks', () => {
    it('become one verdict when the whole panel has submitted, though every job is delivered twice', async () => {
      const people = await stand(2);
      await assign(people);
      await submit(panel[0], people, GOOD);
      await submit(panel[1], people, BETTER);
      await pipeline.drain({ assessment: assessment.compute });
      expect(await rows(`select from verdict where campaign_id = $1`)).toEqual([]);

      await submit(panel[2], people.slice(0, 1), WORSE);
      await pipeline.drain({ assessment: assessment.compute });
      // Totals 3.425, 4 and 3.025.
      expect(await rows(`select candidacy_id as id, outcome, score, measures from verdict where campaign_id = $1`)).toEqual([
        { id: people[0]!.id, outcome: 'pass', score: 34_833, measures: { 'criterion:strategy': 33_333, 'criterion:people': 36_667, 'criterion:result': 35_000, spread: 9_750 } },
      ]);
      expect(await rows(`select stage, status, version from candidacy where campaign_id = $1`)).toEqual([
        { stage: STAGE, status: 'open', version: 0 }, { stage: STAGE, status: 'open', version: 0 },
      ]);
    });

    it('wait for the seats of the panel that nobody has been given yet', async () => {
      const people = await stand(1);
      await assign(people, panel.slice(0, 2));
      await submit(panel[0], people);
      await submit(panel[1], people);
      expect(await ready()).toEqual([]);
    });

    it('miss nobody whose last two assessors finish at the same time', async () => {
      const people = await stand(3);
      await assign(people);
      await submit(panel[0], people);
      await atOnce(db, campaign, [() => submit(panel[1], people), () => submit(panel[2], [...people].reverse())]);
      expect(await ready()).toEqual(people.map(({ id }) => id).sort());
    });

    it('are never changed: of two sent at once one wins', async () => {
      const people = await stand(1);
      await assign(people);
      const sent = await atOnce(db, campaign, [() => submit(panel[0], people, GOOD), () => submit(panel[0], people, BETTER)]);
      expect(sent.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const kept = await rows(`select marks from mark_sheet where campaign_id = $1 and marks is not null`);
      await expect(submit(panel[0], people, WORSE)).rejects.toMatchObject({ kind: 'conflict', code: 'MARKS_SUBMITTED', faults: [{ pointer: '/items/0/candidacyId' }] });
      expect(await rows(`select marks from mark_sheet where campaign_id = $1 and marks is not null`)).toEqual(kept);
    });

    it('are refused as a whole with every fault in its place', async () => {
      const people = await stand(3);
      await assign(people);
      const sheets = [
        { candidacyId: people[0]!.id, marks: GOOD },
        { candidacyId: people[1]!.id, marks: { strategy: '3.3', people: '6', 'Пётр Петров': '1' } },
        { candidacyId: people[0]!.id, marks: GOOD },
      ];
      await expect(marking.submit(callerOf(panel[0]), at, sheets)).rejects.toMatchObject({
        kind: 'rule',
        code: 'MARKS_REFUSED',
        faults: [
          { pointer: '/items/2/candidacyId', code: 'ENTERED_TWICE' },
          { pointer: '/items/1/marks/*', code: 'CRITERION_UNKNOWN' },
          { pointer: '/items/1/marks/strategy', code: 'MARK_OFF_STEP', params: { min: '1', step: '0.5' } },
          { pointer: '/items/1/marks/people', code: 'MARK_OUT_OF_RANGE', params: { min: '1', max: '5' } },
          { pointer: '/items/1/marks/result', code: 'MARK_MISSING' },
        ],
      });
      expect(await submittedCount()).toBe(0);
    });

    it('are taken from the assessor assigned, for those still open; everything else is absent', async () => {
      const [mine, foreign, gone] = (await stand(3)) as [SeededCandidacy, SeededCandidacy, SeededCandidacy];
      await assign([mine, gone], [panel[0]]);
      await assign([foreign], [panel[1]]);
      await db.source.query(`update candidacy set status = 'withdrawn' where id = $1`, [gone.id]);
      await expect(submit(panel[0], [mine, foreign])).rejects.toMatchObject({ kind: 'absent', code: 'SHEET_ABSENT', faults: [{ pointer: '/items/1/candidacyId' }] });
      await expect(submit(panel[0], [gone])).rejects.toMatchObject({ kind: 'conflict', code: 'NOT_IN_STAGE' });
      await expect(marking.submit(callerOf(panel[0]), { ...at, stage: 'tenure' }, [{ candidacyId: mine.id, marks: GOOD }])).rejects.toMatchObject({ code: 'STAGE_ABSENT' });
      expect(await submittedCount()).toBe(0);
    });

    it('sent alone are faulted by pointers into their own body', async () => {
      const controller = new AssessmentAssessorController(assessment, assignments, marking);
      const [person] = await stand(1);
      await assign([person!]);
      const send = (marks: Record<string, string>): Promise<unknown> => controller.submit(callerOf(panel[0], 'marks.write'), campaign.id, STAGE, { candidacyId: person!.id, marks });
      await expect(send({ ...GOOD, people: '4.2' })).rejects.toMatchObject({ faults: [{ pointer: '/marks/people', code: 'MARK_OFF_STEP' }] });
      await expect(send(GOOD)).resolves.toEqual({ candidacyId: person!.id, submitted: true });
    });
  });

  describe('what is shown', () => {
    it('to an assessor: own sheets by number, with no name and no marks of others', async () => {
      const people = await seed.candidacies({ campaign, stage: STAGE, count: 3, familyName: 'Непоказываемая' });
      await assign(people);
      await submit(panel[0], people.slice(0, 1), GOOD);
      await submit(panel[1], people, BETTER);

      const page = await assessment.ownSheets(callerOf(panel[0]), at, { limit: 2 });
      expect(page).toEqual({
        items: [
          { candidacyId: people[0]!.id, number: '36-0001', submitted: true, marks: GOOD, draft: null },
          { candidacyId: people[1]!.id, number: '36-0002', submitted: false, marks: null, draft: null },
        ],
        next: '36-0002',
      });
      const last = await assessment.ownSheets(callerOf(panel[0]), at, { limit: 2, after: page.next! });
      expect(last).toEqual({ items: [{ candidacyId: people[2]!.id, number: '36-0003', submitted: false, marks: null, draft: null }], next: null });
      expect(JSON.stringify([page, last])).not.toContain('Непоказываемая');
      expect(await assessment.ownSheets(callerOf(await assessor()), at, { limit: 50 })).toEqual({ items: [], next: null });
    });

    it('to an officer: who has submitted, and marks only when the whole panel has', async () => {
      const people = await stand(2);
      await assign(people);
      await submit(panel[0], people, GOOD);
      await submit(panel[1], people, BETTER);
      await submit(panel[2], people.slice(0, 1), WORSE);

      const { items } = await assessment.panels(callerOf(officer), at, { limit: 50 });
      expect(items.map(({ number, complete }) => [number, complete])).toEqual([['36-0001', true], ['36-0002', false]]);
      const shown = items.map(({ sheets }) => panel.map(({ id }) => sheets.find(({ assessorId }) => assessorId === id)));
      expect(shown[0]!.map((sheet) => sheet?.marks)).toEqual([GOOD, BETTER, WORSE]);
      expect(shown[1]!.map((sheet) => [sheet?.submitted, sheet?.marks])).toEqual([[true, null], [true, null], [false, null]]);
    });

    it('to an auditor: how many sheets and by whom, no marks', async () => {
      const people = await stand(2);
      await assign(people);
      await submit(panel[0], people);
      const events = await rows<object>(`select action, actor, lines, policy_version from audit_event where chain = $1 order by tx`);
      expect(events).toEqual([
        { action: 'sheet.assigned', actor: officer.id, lines: 6, policy_version: 1 },
        { action: 'marks.submitted', actor: panel[0].id, lines: 2, policy_version: 1 },
      ]);
    });

    it('to an officer: the reliability of the marks, only when nothing is outstanding', async () => {
      const people = await stand(3);
      await assign(people);
      for (const [i, marks] of [GOOD, BETTER, WORSE].entries()) await submit(panel[0], [people[i]!], marks);
      await submit(panel[1], people, GOOD);
      await submit(panel[2], people.slice(0, 2), WORSE);
      await expect(assessment.reliability(callerOf(officer), at)).rejects.toMatchObject({ kind: 'conflict', code: 'SHEETS_OPEN', params: { count: 1 } });
      await submit(panel[2], people.slice(2), WORSE);

      const { of: [total, strategy], assessors, linkedGroups } = await assessment.reliability(callerOf(officer), at);
      expect(total).toMatchObject({ criterion: null, candidacies: 3, assessors: 3, marks: 9 });
      expect(total!.icc).toHaveLength(6);
      expect(strategy).toMatchObject({ criterion: 'strategy', marks: 9 });
      expect(assessors.find(({ assessorId }) => assessorId === panel[2].id)).toMatchObject({ sheets: 3, mean: 3.025, spread: 0 });
      expect(linkedGroups).toBe(1);
    });
  });
});
