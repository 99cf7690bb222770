import { AssessmentRepository, type StageKey } from '../../../src/assessment/assessment.repository';
import { AssessmentService } from '../../../src/assessment/assessment.service';
import { AssignmentRepository } from '../../../src/assessment/assignment.repository';
import { AssignmentService } from '../../../src/assessment/assignment.service';
import { MarkingService } from '../../../src/assessment/marking.service';
import type { AssessmentStage, Policy } from '../../../src/campaign/domain/policy';
import { SCHOOL_OF_MAYORS } from '../../../src/programme/school-of-mayors';
import { atOnce } from '../../support/at-once';
import { type Pipeline, pipelineOn } from '../../support/pipeline';
import { callerOf, Seed, type SeededAccount, type SeededCampaign, type SeededCandidacy } from '../../support/seed';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

const STAGE = 'potential';
const GOOD = { strategy: '4', people: '4', result: '4' };
const POOR = { strategy: '1', people: '1', result: '1' };
const FAIR = { strategy: '3', people: '3', result: '3' };

describe('marking', () => {
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
    assignments = new AssignmentService(db.database, new AssignmentRepository(), pipeline.campaigns, pipeline.candidacies);
    marking = new MarkingService(db.database, new AssessmentRepository(), pipeline.campaigns, pipeline.candidacies, pipeline.work);
  });
  afterAll(() => db.close());
  beforeEach(() => open({}));

  /** A campaign whose assessment stage differs from the School of mayors' as told, and three assessors. */
  async function open(stage: Partial<AssessmentStage>): Promise<void> {
    const act = { title: { ru: 'Приказ', en: 'Order' }, number: '1', date: '2026-01-15', file: 'a'.repeat(64) };
    const policy: Policy = { ...SCHOOL_OF_MAYORS, approvingAct: act, stages: SCHOOL_OF_MAYORS.stages.map((each) => (each.kind === 'assessment' ? { ...each, disagreement: undefined, ...stage } : each)) };
    campaign = await seed.campaign(policy);
    at = { campaignId: campaign.id, stage: STAGE };
    officer = await seed.account('officer', { campaign });
    panel = [await assessor(), await assessor(), await assessor()];
  }
  const sized = (size: number): AssessmentStage['panel'] => ({ size, from: 'campaign-pool', design: 'linked', blind: true, conflicts: [] });
  const assessor = (): Promise<SeededAccount> => seed.account('assessor', { campaign });
  const stand = (count: number): Promise<SeededCandidacy[]> => seed.candidacies({ campaign, stage: STAGE, count });
  const assign = (people: readonly SeededCandidacy[], assessors: readonly SeededAccount[] = panel): Promise<unknown> =>
    assignments.assign(callerOf(officer), at, people.flatMap(({ id }) => assessors.map((who) => ({ candidacyId: id, assessorId: who.id }))));
  const submit = (who: SeededAccount, people: readonly SeededCandidacy[], marks: Record<string, string> = GOOD): Promise<unknown> =>
    marking.submit(callerOf(who), at, people.map(({ id }) => ({ candidacyId: id, marks })));
  const key = (person: SeededCandidacy, who: SeededAccount): { candidacyId: string; assessorId: string } => ({ candidacyId: person.id, assessorId: who.id });
  const reopen = (person: SeededCandidacy, who: SeededAccount): Promise<unknown> => marking.reopen(callerOf(officer), at, [key(person, who)], 'ENTERED_FOR_ANOTHER');
  const compute = (): Promise<unknown> => pipeline.drain({ assessment: assessment.compute });
  const rows = <Row>(sql: string): Promise<Row[]> => db.source.query(sql, [campaign.id]);
  const verdicts = (): Promise<{ outcome: string; score: number | null; revision: number; codes: string[] }[]> => rows(
    `select outcome, score, revision, (select array_agg(r ->> 'code') from json_array_elements(v.reasons) r) as codes
     from verdict v join candidacy c on c.id = v.candidacy_id where v.campaign_id = $1 order by c.number, revision`,
  );

  describe('a draft', () => {
    it('is the assessor’s own until he submits, incomplete as it may be', async () => {
      const [person] = (await stand(1)) as [SeededCandidacy];
      await assign([person]);
      await marking.draft(callerOf(panel[0]), at, [{ ...key(person, panel[0]), marks: { strategy: '3.5' } }]);
      expect((await assessment.ownSheets(callerOf(panel[0]), at, { limit: 5 })).items).toMatchObject([{ submitted: false, draft: { strategy: '3.5' } }]);
      const { items } = await assessment.panels(callerOf(officer), at, { limit: 5 });
      expect(JSON.stringify(items)).not.toContain('3.5');
      await submit(panel[0], [person]);
      expect((await assessment.ownSheets(callerOf(panel[0]), at, { limit: 5 })).items).toMatchObject([{ submitted: true, marks: GOOD, draft: null }]);
    });

    it('is checked as far as it goes, and refused on sheets of others or submitted ones', async () => {
      const [person] = (await stand(1)) as [SeededCandidacy];
      await assign([person]);
      const draft = (who: SeededAccount, of: SeededAccount, marks: Record<string, string>): Promise<unknown> => marking.draft(callerOf(who), at, [{ ...key(person, of), marks }]);
      await expect(draft(panel[0], panel[0], { strategy: '9' })).rejects.toMatchObject({ code: 'MARKS_REFUSED', faults: [{ pointer: '/items/0/marks/strategy', code: 'MARK_OUT_OF_RANGE' }] });
      await submit(panel[0], [person]);
      await expect(draft(panel[0], panel[0], { strategy: '3' })).rejects.toMatchObject({ kind: 'absent', code: 'SHEET_ABSENT' });
    });

    it('entered from a signed sheet is final only when the assessor submits it, and never replaces his own', async () => {
      const [person] = (await stand(1)) as [SeededCandidacy];
      await assign([person]);
      const enter = (who: SeededAccount): Promise<unknown> => marking.draft(callerOf(officer), at, [{ ...key(person, who), marks: GOOD, scan: 'ab'.repeat(32) }]);
      await enter(panel[0]);
      expect(await rows(`select count(submitted_at)::int as submitted, count(draft_scan)::int as scans from mark_sheet where campaign_id = $1`)).toEqual([{ submitted: 0, scans: 1 }]);
      expect((await assessment.ownSheets(callerOf(panel[0]), at, { limit: 5 })).items).toMatchObject([{ draft: GOOD }]);
      await marking.draft(callerOf(panel[1]), at, [{ ...key(person, panel[1]), marks: POOR }]);
      await expect(enter(panel[1])).rejects.toMatchObject({ code: 'SHEET_ABSENT' });
    });
  });

  describe('a reopened sheet', () => {
    it('keeps what stood there, leaves the person undecided, and gives a new verdict when it is submitted again', async () => {
      await open({ panel: sized(2) });
      const [here] = (await stand(1)) as [SeededCandidacy];
      await assign([here], panel.slice(0, 2));
      await submit(panel[0], [here], GOOD);
      await submit(panel[1], [here], GOOD);
      await compute();
      await reopen(here, panel[0]);
      await compute();
      await submit(panel[0], [here], POOR);
      await compute();
      expect(await verdicts()).toEqual([
        { outcome: 'pass', score: 40_000, revision: 0, codes: ['SCORE_MET'] },
        { outcome: 'undetermined', score: null, revision: 1, codes: ['TOO_FEW_MARKS'] },
        { outcome: 'pass', score: 25_000, revision: 2, codes: ['SCORE_MET'] },
      ]);
      expect(await rows(`select version, marks, reason from mark_sheet_version where campaign_id = $1`)).toEqual([{ version: 1, marks: GOOD, reason: 'ENTERED_FOR_ANOTHER' }]);
      expect(await rows(`select version, marks from mark_sheet where campaign_id = $1 order by version`)).toEqual([{ version: 1, marks: GOOD }, { version: 2, marks: POOR }]);
    });

    it('of a panel that is not complete gives no verdict', async () => {
      const [person] = (await stand(1)) as [SeededCandidacy];
      await assign([person]);
      await submit(panel[0], [person]);
      await reopen(person, panel[0]);
      await compute();
      expect(await verdicts()).toEqual([]);
      await expect(reopen(person, panel[1])).rejects.toMatchObject({ code: 'SHEET_ABSENT' });
    });

    it('while another submits: both happen, and the verdict waits for the reopened one', async () => {
      await open({ panel: sized(2) });
      const [person] = (await stand(1)) as [SeededCandidacy];
      await assign([person], panel.slice(0, 2));
      await submit(panel[0], [person]);
      const [one, two] = await atOnce(db, campaign, [() => submit(panel[1], [person]), () => reopen(person, panel[0])]);
      expect([one!.status, two!.status]).toEqual(['fulfilled', 'fulfilled']);
      await submit(panel[0], [person], FAIR);
      await compute();
      expect((await verdicts()).at(-1)).toMatchObject({ outcome: 'pass', score: 35_000 });
    });
  });

  describe('assessors who disagree', () => {
    it('get a third one: assigned beyond the panel, and the marks of all three settle it', async () => {
      await open({ panel: sized(2), disagreement: { spreadAbove: '2', then: 'third-assessor' } });
      const [agreed, person] = (await stand(2)) as [SeededCandidacy, SeededCandidacy];
      await assign([agreed, person], panel.slice(0, 2));
      await submit(panel[0], [agreed, person], GOOD);
      await submit(panel[1], [agreed], GOOD);
      await submit(panel[1], [person], POOR);
      await compute();
      expect(await verdicts()).toMatchObject([{ outcome: 'pass' }, { outcome: 'undetermined', codes: ['SCORE_MET', 'MARKS_DISAGREE'] }]);

      await expect(assign([agreed], [panel[2]])).rejects.toMatchObject({ code: 'PANEL_FULL' });
      const plan = await assignments.plan(callerOf(officer), at);
      expect(plan).toMatchObject({ sheets: 1, unserved: [] });
      await assignments.assignAll(callerOf(officer), at, { digest: plan.digest, acceptUnserved: false });
      await submit(panel[2], [person], FAIR);
      await compute();
      expect((await verdicts()).at(-1)).toEqual({ outcome: 'pass', score: 26_667, revision: 1, codes: ['SCORE_MET', 'MARKS_SETTLED'] });
      expect((await assignments.plan(callerOf(officer), at)).sheets).toBe(0);
    });

    it('are left to the commission where the policy says so: no seat for a third', async () => {
      await open({ panel: sized(2), disagreement: { spreadAbove: '2', then: 'commission' } });
      const people = await stand(1);
      await assign(people, panel.slice(0, 2));
      await submit(panel[0], people, GOOD);
      await submit(panel[1], people, POOR);
      await compute();
      await expect(assign(people, [panel[2]])).rejects.toMatchObject({ code: 'PANEL_FULL' });
    });
  });

  describe('consensus', () => {
    it('is recorded once all sheets are in, decides, and stands beside the individual marks', async () => {
      await open({ panel: sized(2), total: 'consensus', disagreement: { spreadAbove: '2', then: 'commission' } });
      const [person] = (await stand(1)) as [SeededCandidacy];
      const agree = (): Promise<unknown> => marking.agree(callerOf(officer), at, [{ candidacyId: person.id, marks: FAIR }]);
      await assign([person], panel.slice(0, 2));
      await submit(panel[0], [person], GOOD);
      await expect(agree()).rejects.toMatchObject({ code: 'CONSENSUS_REFUSED', faults: [{ pointer: '/items/0/candidacyId', code: 'SHEETS_OPEN' }] });
      await submit(panel[1], [person], POOR);
      await compute();
      expect(await verdicts()).toEqual([]);
      await agree();
      await compute();
      expect(await verdicts()).toEqual([{ outcome: 'pass', score: 30_000, revision: 0, codes: ['SCORE_MET'] }]);
      expect(await rows(`select marks from mark_sheet where campaign_id = $1 order by marks ->> 'people'`)).toEqual([{ marks: POOR }, { marks: GOOD }]);
      await expect(agree()).rejects.toMatchObject({ faults: [{ code: 'CONSENSUS_RECORDED' }] });
    });

    it('is refused where the policy asks for none', async () => {
      const [person] = (await stand(1)) as [SeededCandidacy];
      await expect(marking.agree(callerOf(officer), at, [{ candidacyId: person.id, marks: FAIR }])).rejects.toMatchObject({ faults: [{ code: 'NO_CONSENSUS_ASKED' }] });
    });
  });

  describe('adjusted for severity', () => {
    it('nobody is computed before the whole stage is marked; then the severe assessor’s candidates gain, raw scores stay', async () => {
      await open({ panel: sized(2), adjustment: 'additive-model' });
      const [one, two, three] = (await stand(3)) as [SeededCandidacy, SeededCandidacy, SeededCandidacy];
      const [severe, mild, other] = panel;
      await assign([one], [severe, mild]);
      await assign([two], [mild, other]);
      await assign([three], [severe, other]);
      await submit(severe, [one, three], { strategy: '2', people: '2', result: '2' });
      await submit(mild, [one, two], FAIR);
      await compute();
      expect(await verdicts()).toEqual([]);
      await submit(other, [two, three], FAIR);
      await compute();
      const found = await rows<{ score: number; raw: number }>(`select score, (measures ->> 'raw')::int as raw from verdict v join candidacy c on c.id = v.candidacy_id where v.campaign_id = $1 order by c.number`);
      expect(found.map(({ raw }) => raw)).toEqual([25_000, 30_000, 25_000]);
      expect(found.map(({ score }) => score)).toEqual([26_667, 26_667, 26_667]);
    });
  });

  describe('closing', () => {
    it('gives empty sheets back and computes everybody with the marks there are', async () => {
      const [full, two, none] = (await stand(3)) as [SeededCandidacy, SeededCandidacy, SeededCandidacy];
      await assign([full, two, none]);
      for (const who of panel) await submit(who, [full]);
      for (const who of panel.slice(0, 2)) await submit(who, [two]);
      await compute();
      expect(await marking.close(callerOf(officer), at, 'TERM_IS_OVER')).toEqual({ closedSheets: 4, computed: 3 });
      await compute();
      const newest = new Map((await rows<{ number: string; outcome: string }>(`select c.number, v.outcome from verdict v join candidacy c on c.id = v.candidacy_id where v.campaign_id = $1 order by v.revision`)).map(({ number, outcome }) => [number, outcome]));
      expect([full, two, none].map(({ number }) => newest.get(number))).toEqual(['pass', 'pass', 'undetermined']); // the policy is content with two of three
      await expect(submit(panel[2], [two])).rejects.toMatchObject({ code: 'SHEET_ABSENT' });
    });
  });
});
