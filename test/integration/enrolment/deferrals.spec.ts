import type { Caller } from '../../../src/platform/caller';
import { newId } from '../../../src/platform/new-id';
import { TestClock } from '../../support/app';
import { callerOf, Seed, type SeededCampaign, type SeededCandidacy } from '../../support/seed';
import { policyWithSeats, type Selection, selectionOn } from '../../support/selection';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

describe('a seat deferred to a later campaign', () => {
  let db: TestDatabase;
  let seed: Seed;
  let selection: Selection;
  let campaign: SeededCampaign;
  let later: SeededCampaign;
  let officer: Caller;
  let laterOfficer: Caller;
  let person: SeededCandidacy;
  let heir: SeededCandidacy;

  beforeAll(async () => {
    db = await openTestDatabase();
    seed = new Seed(db.source);
    selection = selectionOn(db, new TestClock());
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    campaign = await seed.campaign(policyWithSeats(1));
    later = await seed.campaign(policyWithSeats(1));
    officer = callerOf(await seed.account('officer', { campaign }));
    laterOfficer = callerOf(await seed.account('officer', { campaign: later }));
    [person, heir] = (await seed.candidacies({ campaign, stage: 'enrolment', count: 2, category: 'deputy-head' })) as [SeededCandidacy, SeededCandidacy];
    await seed.admitted(campaign, 'enrolment', [person.id, heir.id]);
    await selection.offers.offer(officer, campaign.id, 'enrolment', [person.id]);
  });

  const defer = (toCampaignId: string): Promise<unknown> => selection.deferrals.defer(officer, campaign.id, 'enrolment', [{ candidacyId: person.id, toCampaignId, reason: 'PARENTAL_LEAVE' }]);
  const decide = async (): Promise<void> => {
    await selection.drain();
    const { count, digest } = await selection.decisions.preview(officer, campaign.id, 'enrolment', { limit: 10 });
    await selection.decisions.confirm(officer, campaign.id, { stage: 'enrolment', count, digest, departures: [] });
  };
  const incoming = async (): Promise<Awaited<ReturnType<Selection['deferrals']['incoming']>>['items']> => (await selection.deferrals.incoming(laterOfficer, later.id, { limit: 10 })).items;
  const refusal = (work: Promise<unknown>): Promise<unknown> => work.then(() => 'accepted', (error: { code: string }) => error.code);

  it('is free here, is found there, and taken by a named decision', async () => {
    await defer(later.id);
    await selection.offers.offer(officer, campaign.id, 'enrolment', [heir.id]); // the seat is free
    const [found] = await incoming();
    expect(found).toMatchObject({ number: '36-0001', name: 'Проверяемова Имя 36-0001', campaign: 'test', reason: 'PARENTAL_LEAVE', deferredBy: officer.actor.id, admittedId: null });
    expect(await refusal(selection.deferrals.admit(laterOfficer, later.id, found!.id, 'SEAT_DEFERRED'))).toBe('DEFERRAL_UNDECIDED');
    await decide();
    const [here] = await db.source.query<unknown[]>(`select status from candidacy where id = $1`, [person.id]);
    expect(here).toEqual({ status: 'withdrawn' });

    const admitted = await selection.deferrals.admit(laterOfficer, later.id, found!.id, 'SEAT_DEFERRED');
    const [there] = await db.source.query<unknown[]>(
      `select c.number, c.stage, c.status, c.category, c.territory, h.event, h.reason, d.decided_by, d.published_by, p.family_name, (select count(*)::int from employment e where e.member_id = m.id) as career
       from candidacy c join history h on h.candidacy_id = c.id join decision_batch d on d.id = h.batch_id join member m on m.applicant_id = c.applicant_id join person p on p.id = m.person_id where c.id = $1`,
      [admitted.candidacyId],
    );
    const by = laterOfficer.actor.id;
    expect(there).toEqual({ number: '36-0001', stage: 'enrolment', status: 'open', category: 'deputy-head', territory: '36', event: 'admit', reason: 'SEAT_DEFERRED', decided_by: by, published_by: by, family_name: 'Проверяемова', career: 1 });
    expect(await selection.offers.offer(laterOfficer, later.id, 'enrolment', null)).toMatchObject({ offered: 1 });
    expect(await incoming()).toMatchObject([{ admittedId: admitted.candidacyId }]);
    expect(await refusal(selection.deferrals.admit(laterOfficer, later.id, found!.id, 'SEAT_DEFERRED'))).toBe('DEFERRAL_ADMITTED');
  });

  it('goes to another round of the programme alone, and is not taken twice', async () => {
    const other = await seed.campaign({ ...policyWithSeats(1), programme: { ...policyWithSeats(1).programme, key: 'star-path' } });
    for (const wrong of [campaign.id, newId(), other.id]) expect(await refusal(defer(wrong))).toBe('LATER_CAMPAIGN_ABSENT');
    await defer(later.id);
    expect(await refusal(defer(later.id))).toBe('SEAT_NOT_HELD');
    expect(await refusal(selection.deferrals.admit(officer, campaign.id, (await incoming())[0]!.id, 'SEAT_DEFERRED'))).toBe('DEFERRAL_ABSENT');
  });
});
