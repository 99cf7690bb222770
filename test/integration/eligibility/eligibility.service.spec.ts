import { EligibilityRepository } from '../../../src/eligibility/eligibility.repository';
import { ExceptionRepository } from '../../../src/eligibility/exception.repository';
import { EvidenceRepository } from '../../../src/eligibility/evidence.repository';
import { EligibilityService } from '../../../src/eligibility/eligibility.service';
import { WORKER } from '../../../src/platform/caller';
import { pipelineOn } from '../../support/pipeline';
import { Seed, type SeededCampaign } from '../../support/seed';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

interface StoredVerdict {
  readonly outcome: string;
  readonly score: number | null;
  readonly measures: Record<string, number>;
  readonly reasons: { code: string; params: Record<string, unknown> }[];
}

describe('eligibility', () => {
  let db: TestDatabase;
  let seed: Seed;
  let campaign: SeededCampaign;
  let run: (batchId: string) => Promise<void>;

  beforeAll(async () => {
    db = await openTestDatabase();
    seed = new Seed(db.source);
    const { work, campaigns } = pipelineOn(db);
    const eligibility = new EligibilityService(new EligibilityRepository(new EvidenceRepository()), new ExceptionRepository(), campaigns);
    run = (batchId) => work.run({ batchId, attempt: 0 }, eligibility.compute);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    campaign = await seed.campaign();
  });

  const verdictOf = async (candidacyId: string): Promise<StoredVerdict> => {
    const rows: StoredVerdict[] = await db.source.query(`select outcome, score, measures, reasons from verdict where candidacy_id = $1`, [candidacyId]);
    expect(rows).toHaveLength(1);
    return rows[0]!;
  };
  const decisive = ({ reasons }: StoredVerdict): string[] => reasons.filter(({ params }) => params.decisive).map(({ code }) => code);

  it('proposes to pass whoever meets every requirement, with the days of tenure for ties', async () => {
    const [person] = await seed.candidacies({ campaign, stage: 'tenure' });
    await run(await seed.work(campaign, 'tenure', [person!.id]));

    const verdict = await verdictOf(person!.id);
    expect(verdict).toMatchObject({ outcome: 'pass', score: null });
    // 1 February 2016 to 1 March 2026, both inclusive.
    expect(verdict.measures['tenure:managerial-tenure']).toBe(3682);
    expect(verdict.reasons.find(({ params }) => params.criterion === 'managerial-tenure')!.params).toMatchObject({ haveYears: 10, haveMonths: 1, haveDays: 1 });
  });

  it('reads each fact of the person, the career and the file', async () => {
    const stand = async (spec: Partial<Parameters<Seed['candidacies']>[0]>): Promise<string> => (await seed.candidacies({ campaign, stage: 'tenure', ...spec }))[0]!.id;
    const tooOld = await stand({ birthDate: '1950-01-01' });
    const foreign = await stand({ citizenship: 'BY' });
    const noDegree = await stand({ education: 'secondary-professional' });
    const newcomer = await stand({ employment: [{ startedOn: '2025-06-01', postCategory: 'unit-head', municipality: '20701000' }] });
    const notInMunicipality = await stand({ employment: [{ startedOn: '2016-02-01', postCategory: 'unit-head' }] });
    const fromOrganisation = await stand({ employment: [{ startedOn: '2016-02-01', postCategory: 'unit-head' }], category: 'organisation' });
    const withoutConsent = await stand({ documents: [] });
    const withoutCareer = await stand({ employment: [] });
    const all = [tooOld, foreign, noDegree, newcomer, notInMunicipality, fromOrganisation, withoutConsent, withoutCareer];
    await run(await seed.work(campaign, 'tenure', all));

    const found = await Promise.all(all.map(verdictOf));
    expect(found.map((verdict) => [verdict.outcome, ...decisive(verdict)])).toEqual([
      ['fail', 'AGE_ABOVE'],
      ['fail', 'CITIZENSHIP_OTHER'],
      ['fail', 'EDUCATION_BELOW'],
      ['fail', 'TENURE_SHORT', 'TENURE_SHORT', 'CATEGORY_OTHER'],
      ['fail', 'TENURE_SHORT', 'CATEGORY_OTHER'],
      ['pass', 'CITIZENSHIP_MET', 'EDUCATION_MET', 'AGE_MET', 'TENURE_MET', 'CATEGORY_MET', 'DOCUMENT_RECEIVED'],
      ['undetermined', 'DOCUMENT_NOT_RECEIVED'],
      ['undetermined', 'TENURE_NO_RECORDS', 'TENURE_NO_RECORDS'],
    ]);
  });

  it('computes a whole batch once, however often its job is delivered', async () => {
    const people = await seed.candidacies({ campaign, stage: 'tenure', count: 40 });
    const batchId = await seed.work(campaign, 'tenure', people.map(({ id }) => id));
    await Promise.all([run(batchId), run(batchId)]);
    await run(batchId);

    expect(await db.source.query(`select outcome, count(*)::int from verdict where campaign_id = $1 group by outcome`, [campaign.id])).toEqual([{ outcome: 'pass', count: 40 }]);
    expect(await db.source.query(`select size, state from work_batch where campaign_id = $1`, [campaign.id])).toEqual([{ size: 40, state: 'DONE' }]);
    expect(await db.source.query(`select action, lines from audit_event where chain = $1`, [campaign.id])).toEqual([{ action: 'work.finished', lines: 40 }]);
  });

  it('judges by the version of the policy the batch was made for', async () => {
    const [person] = await seed.candidacies({ campaign, stage: 'tenure', birthDate: '1950-01-01' });
    const batchId = await seed.work(campaign, 'tenure', [person!.id]);
    await seed.nextPolicy(campaign, { ...campaign.policy, referenceDate: '2001-03-01' });
    await run(batchId);

    expect(decisive(await verdictOf(person!.id))).toEqual(['AGE_ABOVE']);
  });

  it('reads with the rights of the worker, which do not reach names, and within one campaign', async () => {
    const [person] = await seed.candidacies({ campaign, stage: 'tenure' });
    const other = await seed.campaign();
    const factsIn = (campaignId: string): Promise<unknown[]> => db.database.transact(WORKER, async (tx) => [...(await new EligibilityRepository(new EvidenceRepository()).facts(tx, campaignId, [person!.id], { candidacies: [], lists: [] }))]);
    expect(await factsIn(campaign.id)).toMatchObject([{ candidacyId: person!.id, subject: { birthDate: '1984-05-20' } }]);
    expect(await factsIn(other.id)).toEqual([]);
    await expect(db.database.transact(WORKER, (tx) => tx.query(`select family_name from person`))).rejects.toMatchObject({ code: '42501' });
  });
});
