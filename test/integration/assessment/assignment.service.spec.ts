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

describe('assignment of assessors', () => {
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
  const stand = (count: number, region?: string): Promise<SeededCandidacy[]> => seed.candidacies({ campaign, stage: STAGE, count, region });
  const assign = (people: readonly SeededCandidacy[], assessors: readonly SeededAccount[] = panel): Promise<unknown> =>
    assignments.assign(callerOf(officer), at, people.flatMap(({ id }) => assessors.map((who) => ({ candidacyId: id, assessorId: who.id }))));
  const submit = (who: SeededAccount, people: readonly SeededCandidacy[]): Promise<unknown> =>
    marking.submit(callerOf(who), at, people.map(({ id }) => ({ candidacyId: id, marks: GOOD })));
  const rows = <Row>(sql: string): Promise<Row[]> => db.source.query(sql, [campaign.id]);
  const sheets = (): Promise<{ candidacyId: string; assessorId: string }[]> =>
    rows(`select candidacy_id as "candidacyId", assessor_id as "assessorId" from mark_sheet where campaign_id = $1 and declined_at is null order by 1, 2`);

  describe('by name', () => {
    it('takes assessors of this campaign whose account is alive, and nobody from the region of the candidacy', async () => {
      const [person] = await stand(1);
      const neighbour = await assessor('36');
      const elsewhere = await seed.account('assessor', { campaign: await seed.campaign() });
      const revoked = await assessor();
      await db.source.query(`update account set revoked_at = now() where id = $1`, [revoked.id]);
      await expect(assign([person!], [panel[0], neighbour, elsewhere, revoked, officer])).rejects.toMatchObject({
        kind: 'rule',
        code: 'CONFLICT_OF_INTEREST',
        faults: [
          { pointer: '/items/1/assessorId', code: 'CONFLICT_OF_INTEREST', params: { conflict: 'same-region' } },
          { pointer: '/items/2/assessorId', code: 'ASSESSOR_UNKNOWN' },
          { pointer: '/items/3/assessorId', code: 'ASSESSOR_UNKNOWN' },
          { pointer: '/items/4/assessorId', code: 'ASSESSOR_UNKNOWN' },
        ],
      });
      expect(await rows(`select from mark_sheet where campaign_id = $1`)).toEqual([]);
    });

    it('fills a panel and no more, also when two officers assign at once', async () => {
      const people = await stand(1);
      await assign(people, panel.slice(0, 2));
      await expect(assign(people, [panel[0]])).rejects.toMatchObject({ kind: 'conflict', code: 'ALREADY_ASSIGNED', faults: [{ pointer: '/items/0/assessorId' }] });
      const another = await assessor('79');
      const sent = await atOnce(db, campaign, [() => assign(people, [panel[2]]), () => assign(people, [another])]);
      expect(sent.filter(({ status }) => status === 'rejected')).toEqual([
        { status: 'rejected', reason: expect.objectContaining({ kind: 'conflict', code: 'PANEL_FULL', faults: [expect.objectContaining({ pointer: '/items/0/candidacyId', params: { size: 3 } })] }) as unknown },
      ]);
      expect(await rows(`select from mark_sheet where campaign_id = $1`)).toHaveLength(3);
    });

    it('is over once there is a verdict, and once the candidacy has moved on', async () => {
      const people = await stand(1);
      await assign(people);
      for (const who of panel) await submit(who, people);
      await pipeline.drain({ assessment: assessment.compute });
      expect(await rows(`select from verdict where campaign_id = $1`)).toHaveLength(1);
      await expect(assign(people, [await assessor()])).rejects.toMatchObject({ kind: 'conflict', code: 'PANEL_FULL' });
      await db.source.query(`update candidacy set stage = 'ranking' where id = $1`, [people[0]!.id]);
      await expect(assign(people, [await assessor()])).rejects.toMatchObject({ kind: 'conflict', code: 'NOT_IN_STAGE' });
    });
  });

  describe('of everybody at once', () => {
    it('is planned, changes nothing, and is then given out as planned: even loads, no conflict, one linked group', async () => {
      const people = [...await stand(20), ...await stand(20, '77')];
      const pool = [...panel, await assessor('36'), await assessor('36')];
      const plan = await assignments.plan(callerOf(officer), at);
      expect(plan).toMatchObject({ sheets: 120, unserved: [], linkedGroups: 1 });
      expect(await sheets()).toEqual([]);

      await assignments.assignAll(callerOf(officer), at, { digest: plan.digest, acceptUnserved: false });
      const given = await sheets();
      expect(given).toHaveLength(120);
      const loads = pool.map(({ id }) => given.filter(({ assessorId }) => assessorId === id).length);
      expect([Math.max(...loads), Math.min(...loads)]).toEqual([30, 20]); // two from 36 can mark half of the people only
      const fromRegion = new Set(people.slice(0, 20).map(({ id }) => id));
      expect(given.filter(({ candidacyId, assessorId }) => fromRegion.has(candidacyId) && pool.slice(3).some(({ id }) => id === assessorId))).toEqual([]);
    });

    it('fills up what was assigned by name and is idle afterwards', async () => {
      const people = await stand(2);
      await assign(people.slice(0, 1), [panel[0]]);
      const plan = await assignments.plan(callerOf(officer), at);
      expect(plan.sheets).toBe(5);
      await assignments.assignAll(callerOf(officer), at, { digest: plan.digest, acceptUnserved: false });
      expect((await assignments.plan(callerOf(officer), at)).sheets).toBe(0);
    });

    it('puts an expert in the category on each panel where the policy wants one, and names whose panels lack one', async () => {
      const stages = campaign.policy.stages.map((stage) => (stage.kind === 'assessment' ? { ...stage, panel: { ...stage.panel, size: 1, expertise: 'category' as const } } : stage));
      campaign = await seed.nextPolicy(campaign, { ...campaign.policy, stages });
      const heads = await seed.candidacies({ campaign, stage: STAGE, count: 2, category: 'head' });
      const [other] = (await seed.candidacies({ campaign, stage: STAGE, category: 'deputy' })) as [SeededCandidacy];
      const set = (tags: string[], who = panel[2].id): Promise<unknown> => assignments.setExpertise(callerOf(officer), campaign.id, [{ assessorId: who, tags }]);
      await expect(set(['head'], officer.id)).rejects.toMatchObject({ kind: 'rule', code: 'EXPERTISE_WRONG', faults: [{ pointer: '/items/0/assessorId', code: 'ASSESSOR_UNKNOWN' }] });
      expect((await assignments.plan(callerOf(officer), at)).withoutExpert).toHaveLength(3);
      await set(['deputy']);
      expect(await set(['law', 'head', 'law'])).toEqual([{ assessorId: panel[2].id, tags: ['head', 'law'] }]);
      expect((await assignments.expertise(callerOf(officer), campaign.id, { limit: 5 })).items).toEqual([{ assessorId: panel[2].id, tags: ['head', 'law'] }]);
      const plan = await assignments.plan(callerOf(officer), at);
      expect(plan).toMatchObject({ sheets: 3, unserved: [], withoutExpert: [other.number] });
      await assignments.assignAll(callerOf(officer), at, { digest: plan.digest, acceptUnserved: false });
      const experts = (await sheets()).filter(({ assessorId }) => assessorId === panel[2].id).map(({ candidacyId }) => candidacyId);
      expect(experts.sort()).toEqual(heads.map(({ id }) => id).sort());
    });

    it('is refused when the pool has changed since the plan', async () => {
      await stand(2);
      const { digest } = await assignments.plan(callerOf(officer), at);
      await db.source.query(`update account set revoked_at = now() where id = $1`, [panel[1].id]);
      await expect(assignments.assignAll(callerOf(officer), at, { digest, acceptUnserved: true })).rejects.toMatchObject({ kind: 'conflict', code: 'PLAN_STALE' });
      expect(await sheets()).toEqual([]);
    });

    it('names who cannot be served and why, and serves the others only when that is known', async () => {
      const [first, second] = (await stand(2)) as [SeededCandidacy, SeededCandidacy];
      await assignments.declare(callerOf(officer), campaign.id, [{ assessorId: panel[0].id, kind: 'declared', candidacyId: second.id }], false);
      const plan = await assignments.plan(callerOf(officer), at);
      expect(plan.unserved).toEqual([{ candidacyId: second.id, number: second.number, missing: 1, barred: { declared: 1 }, busy: 0 }]);
      await expect(assignments.assignAll(callerOf(officer), at, { digest: plan.digest, acceptUnserved: false }))
        .rejects.toMatchObject({ kind: 'rule', code: 'PANELS_INCOMPLETE', params: { count: 1, numbers: [second.number] } });
      await assignments.assignAll(callerOf(officer), at, { digest: plan.digest, acceptUnserved: true });
      expect((await sheets()).filter(({ candidacyId }) => candidacyId === first.id)).toHaveLength(3);
    });
  });

  describe('conflicts of interest', () => {
    it('bar on both ways of assigning, until they are withdrawn', async () => {
      const [person] = (await stand(1)) as [SeededCandidacy];
      const [interest] = await assignments.declare(callerOf(panel[0]), campaign.id, [{ assessorId: panel[0].id, kind: 'declared', candidacyId: person.id }], true);
      await expect(assign([person])).rejects.toMatchObject({ code: 'CONFLICT_OF_INTEREST', faults: [{ pointer: '/items/0/assessorId', params: { conflict: 'declared' } }] });
      expect((await assignments.plan(callerOf(officer), at)).unserved).toHaveLength(1);
      await assignments.withdrawInterest(callerOf(officer), campaign.id, interest!.id, 'ENTERED_BY_MISTAKE');
      await assign([person]);
      const { items } = await assignments.interests(callerOf(officer), campaign.id, { limit: 10 }, false);
      expect(items).toEqual([expect.objectContaining({ id: interest!.id, kind: 'declared', candidacyId: person.id, withdrawnAt: expect.any(Date) as Date })]);
    });

    it('are an assessor’s own to declare, in candidacies; what is wrong is named', async () => {
      const [person] = (await stand(1)) as [SeededCandidacy];
      const other = await assessor();
      await expect(assignments.declare(callerOf(panel[0]), campaign.id, [
        { assessorId: other.id, kind: 'declared', candidacyId: person.id },
        { assessorId: panel[0].id, kind: 'same-organisation', organisationInn: '7701000001' },
      ], true)).rejects.toMatchObject({ code: 'INTEREST_WRONG', faults: [{ pointer: '/items/0/assessorId', code: 'NOT_OWN_INTEREST' }, { pointer: '/items/1/assessorId', code: 'NOT_OWN_INTEREST' }] });
      await expect(assignments.declare(callerOf(officer), campaign.id, [
        { assessorId: officer.id, kind: 'declared' },
        { assessorId: other.id, kind: 'nominator', nominatorId: person.id, candidacyId: person.id },
      ], false)).rejects.toMatchObject({
        faults: [
          { pointer: '/items/0/candidacyId', code: 'INTEREST_IN_NOTHING', params: { kind: 'declared' } },
          { pointer: '/items/1/candidacyId', code: 'INTEREST_IN_ANOTHER' },
          { pointer: '/items/1/nominatorId', code: 'NOMINATOR_ABSENT' },
        ],
      });
      await expect(assignments.declare(callerOf(officer), campaign.id, [{ assessorId: officer.id, kind: 'same-organisation', organisationInn: '7701000001' }], false))
        .rejects.toMatchObject({ faults: [{ pointer: '/items/0/assessorId', code: 'ASSESSOR_UNKNOWN' }] });
      expect(await rows(`select from assessor_interest where campaign_id = $1`)).toEqual([]);
    });

    it('are an officer’s too, in people and in who nominates them', async () => {
      const [person] = (await stand(1)) as [SeededCandidacy];
      await db.source.query(`insert into nomination_quota (campaign_id, nominator_id) values ($1, $2)`, [campaign.id, person.nominatorId]);
      const own = { assessorId: officer.id };
      expect(await assignments.declare(callerOf(officer), campaign.id, [{ ...own, kind: 'declared', candidacyId: person.id }, { ...own, kind: 'nominator', nominatorId: person.nominatorId }], false)).toHaveLength(2);
    });

    it('bar who puts somebody forward from his own nominees, and an officer from marking at all', async () => {
      const [own] = await stand(1, '36');
      const [other] = await stand(1, '48');
      const also = (who: SeededAccount, role: string, nominatorId: string | null): Promise<unknown> =>
        db.source.query(`insert into access_grant (id, account_id, role, campaign_id, nominator_id) values (gen_random_uuid(), $1, $2, $3, $4)`, [who.id, role, campaign.id, nominatorId]);
      await also(panel[0], 'nominator', own!.nominatorId);
      await also(panel[1], 'officer', null);
      await expect(assign([own!], [panel[0]])).rejects.toMatchObject({ faults: [{ code: 'CONFLICT_OF_INTEREST', params: { conflict: 'declared' } }] });
      await expect(assign([other!], [panel[1]])).rejects.toMatchObject({ faults: [{ code: 'ASSESSOR_UNKNOWN' }] });
      await assign([other!], [panel[0]]);
    });

    it('are shown to an assessor only where they are his own', async () => {
      const [person] = (await stand(1)) as [SeededCandidacy];
      await assignments.declare(callerOf(officer), campaign.id, [{ assessorId: panel[0].id, kind: 'declared', candidacyId: person.id }, { assessorId: panel[1].id, kind: 'declared', candidacyId: person.id }], false);
      const { items } = await assignments.interests(callerOf(panel[1]), campaign.id, { limit: 10 }, true);
      expect(items.map(({ assessorId }) => assessorId)).toEqual([panel[1].id]);
    });
  });

  describe('a sheet given back', () => {
    it('frees the seat for another, keeps the reason, and is gone for its assessor', async () => {
      const people = await stand(1);
      await assign(people);
      await submit(panel[1], people);
      await submit(panel[2], people);
      const giveBack = (who: SeededAccount): Promise<unknown> => assignments.decline(callerOf(who), at, [{ candidacyId: people[0]!.id, reason: 'KNOWS_THE_CANDIDATE' }]);
      await expect(giveBack(panel[1])).rejects.toMatchObject({ kind: 'absent', code: 'SHEET_ABSENT' });
      await giveBack(panel[0]);
      await expect(submit(panel[0], people)).rejects.toMatchObject({ code: 'SHEET_ABSENT' });
      await expect(assign(people, [panel[0]])).rejects.toMatchObject({ code: 'ALREADY_ASSIGNED' });
      expect(await rows(`select declined_reason from mark_sheet where campaign_id = $1 and declined_at is not null`)).toEqual([{ declined_reason: 'KNOWS_THE_CANDIDATE' }]);

      const another = await assessor();
      const { digest } = await assignments.plan(callerOf(officer), at);
      await assignments.assignAll(callerOf(officer), at, { digest, acceptUnserved: false });
      await submit(another, people);
      await pipeline.drain({ assessment: assessment.compute });
      expect(await rows(`select outcome from verdict where campaign_id = $1`)).toEqual([{ outcome: 'pass' }]);
    });

    it('while another assessor submits at the same time: both happen, nothing is lost', async () => {
      const people = await stand(1);
      await assign(people);
      const [one, two] = await atOnce(db, campaign, [
        () => submit(panel[0], people),
        () => assignments.decline(callerOf(panel[1]), at, [{ candidacyId: people[0]!.id, reason: 'ILL' }]),
      ]);
      expect([one!.status, two!.status]).toEqual(['fulfilled', 'fulfilled']);
      expect(await rows(`select count(submitted_at)::int as submitted, count(declined_at)::int as declined from mark_sheet where campaign_id = $1`)).toEqual([{ submitted: 1, declined: 1 }]);
    });
  });
});
