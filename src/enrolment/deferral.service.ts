import { Injectable } from '@nestjs/common';
import { ApplicantService } from '../applicant/applicant.service';
import { CampaignService } from '../campaign/campaign.service';
import { nominationStage } from '../campaign/domain/nomination-stage';
import { CandidacyService } from '../candidacy/candidacy.service';
import { DecisionService } from '../decision/decision.service';
import type { Caller } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { type Deferral, DeferralRepository } from './deferral.repository';
import { deferralAbsent, deferralAdmitted, deferralUndecided, laterCampaignAbsent, seatNotHeld } from './enrolment.errors';
import { SeatRepository } from './seat.repository';
import { faultsOf, SeatService } from './seat.service';

export type { Deferral };

export interface DeferSeat {
  readonly candidacyId: string;
  readonly toCampaignId: string;
  readonly reason: string;
}

/** Seats deferred to a later round of the programme. */
@Injectable()
export class DeferralService {
  constructor(
    private readonly database: Database,
    private readonly deferrals: DeferralRepository,
    private readonly repository: SeatRepository,
    private readonly seats: SeatService,
    private readonly candidacies: CandidacyService,
    private readonly campaigns: CampaignService,
    private readonly applicants: ApplicantService,
    private readonly decisions: DecisionService,
    private readonly clock: Clock,
  ) {}

  /**
   * Defers offers or accepted seats to a later round: the seats are free here, the engine proposes that their holders leave,
   * and the officer of the later round finds them. 404 `LATER_CAMPAIGN_ABSENT`, 409 `SEAT_NOT_HELD`.
   */
  async defer(caller: Caller, campaignId: string, stageKey: string, items: readonly DeferSeat[]): Promise<{ id: string; deferred: number }> {
    return this.database.transact(caller, async (tx) => {
      const held = await this.seats.hold(tx, campaignId, stageKey);
      const ids = items.map(({ candidacyId }) => candidacyId);
      await this.candidacies.requireOpenIn(tx, campaignId, stageKey, ids, 'all', { lock: true });
      const later = await this.deferrals.laterRounds(tx, campaignId, items.map(({ toCampaignId }) => toCampaignId));
      const absent = items.flatMap(({ toCampaignId }, i) => (later.has(toCampaignId) ? [] : [{ pointer: `/items/${i}/toCampaignId`, code: 'LATER_CAMPAIGN_ABSENT', params: {} }]));
      if (absent.length) throw laterCampaignAbsent(absent);
      const at = this.clock.now();
      const id = newId();
      const missing = faultsOf(items, await this.repository.defer(tx, { id, campaignId, stage: stageKey, kind: 'deferred', at, reason: 'SEAT_DEFERRED' }, items), 'SEAT_NOT_HELD');
      if (missing.length) throw seatNotHeld(missing);
      await this.deferrals.create(tx, campaignId, stageKey, items.map((item) => ({ id: newId(), ...item })), at);
      await this.seats.renew(tx, held, ids);
      await tx.audit({ action: 'seat.deferred', chain: campaignId, subject: id, policyVersion: held.campaign.policyVersion, lines: items.length, digest: digestOf(items) });
      return { id, deferred: items.length };
    });
  }

  /** Seats that were deferred to this campaign. */
  async incoming(caller: Caller, campaignId: string, { after, limit }: { after?: string; limit: number }): Promise<Page<Deferral>> {
    return this.database.transact(caller, async (tx) => pageOf(await this.deferrals.page(tx, campaignId, after ?? null, limit + 1), limit, ({ id }) => id));
  }

  /**
   * Admits somebody whose seat was deferred to this campaign: a candidacy of his own is made, and a decision in the
   * officer's name lets it into the enrolment, where he is offered one of its seats as everybody is. His personal file is
   * collected anew. 404 `DEFERRAL_ABSENT`; 409 `DEFERRAL_ADMITTED`, `DEFERRAL_UNDECIDED` while he has not left the earlier
   * campaign; 422 `PERSON_ALREADY_NOMINATED`.
   */
  async admit(caller: Caller, campaignId: string, id: string, reason: string): Promise<{ candidacyId: string; number: string; decisionId: string }> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId, { lock: true });
      const found = await this.deferrals.lock(tx, campaignId, id);
      if (!found) throw deferralAbsent();
      if (found.admittedId) throw deferralAdmitted();
      if (found.isUndecided) throw deferralUndecided();
      const { applicantId: earlier, nominatorId, region, territory, category } = found;
      const applicantId = await this.applicants.registerInLater(tx, campaignId, earlier);
      const first = nominationStage(campaign.policy).key;
      const [candidacy] = await this.candidacies.enter(tx, campaignId, nominatorId, first, region, [{ id: newId(), applicantId, territory, category }]);
      const last = campaign.policy.stages.at(-1)!.key; // enrolment is last
      const decisionId = await this.decisions.record(tx, campaign, 'event', first, [{ candidacyId: candidacy!.id, fromStatus: 'open', event: 'admit', reason, revision: null, backTo: { stage: last, status: 'open' } }], { atOnce: true });
      await this.deferrals.admit(tx, id, candidacy!.id, this.clock.now());
      await tx.audit({ action: 'deferral.admitted', chain: campaignId, subject: id, reason, policyVersion: campaign.policyVersion });
      return { candidacyId: candidacy!.id, number: candidacy!.number, decisionId };
    });
  }
}
