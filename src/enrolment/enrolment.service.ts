import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import type { EnrolmentStage } from '../campaign/domain/policy';
import { CandidacyService } from '../candidacy/candidacy.service';
import type { Verdict } from '../candidacy/domain/verdict';
import { type Compute, WorkService } from '../candidacy/work.service';
import { DomainError } from '../kernel/domain-error';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { type NamedDeparture, RankingService } from '../ranking/ranking.service';
import { decideEnrolment } from './domain/decide-enrolment';
import { type EnrolmentOrder, EnrolmentRepository, type Seat } from './enrolment.repository';

export interface SeatAnswer {
  readonly candidacyId: string;
  readonly answer: 'accept' | 'decline';
  readonly channel: string;
}

export type { EnrolmentOrder, Seat };

/** Seats: offered, answered, replaced; and the order that ends a selection. */
@Injectable()
export class EnrolmentService {
  constructor(
    private readonly database: Database,
    private readonly enrolment: EnrolmentRepository,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
    private readonly ranking: RankingService,
    private readonly work: WorkService,
  ) {}

  /**
   * Offers seats to those named, or to everybody who has come this far without an offer. Never more offers out and
   * accepted than seats: 409 `NO_SEAT_LEFT`. Nobody is offered a seat on a decision that is not published.
   */
  async offer(caller: Caller, campaignId: string, stageKey: string, candidacyIds: readonly string[] | null): Promise<{ offered: number }> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const stage = this.campaigns.stage(campaign, stageKey, 'enrolment');
      await this.enrolment.openQuota(tx, campaignId, stageKey, seatsOf(campaign, stage));
      const quota = (await this.enrolment.lockQuota(tx, campaignId, stageKey))!;
      const found = await this.enrolment.toBeOffered(tx, campaignId, stageKey, candidacyIds);
      if (candidacyIds && found.length !== candidacyIds.length) throw new DomainError('conflict', 'NOT_TO_BE_OFFERED', 'Somebody named is not in this stage or has an offer.', { named: candidacyIds.length, found: found.length });
      if (!found.length) throw new DomainError('conflict', 'NOBODY_TO_OFFER', 'Nobody waits for an offer.');
      if (found.some(({ published }) => !published)) throw new DomainError('conflict', 'NOT_PUBLISHED', 'The decision that led here is not published.');
      const held = await this.enrolment.held(tx, campaignId, stageKey);
      if (quota.seats !== null && held + found.length > quota.seats) throw new DomainError('conflict', 'NO_SEAT_LEFT', 'There are fewer free seats than people.', { seats: quota.seats, held, wanted: found.length });
      await this.enrolment.offer(tx, campaignId, stageKey, found.map(({ candidacyId }) => candidacyId));
      await tx.audit({ action: 'seat.offered', chain: campaignId, policyVersion: campaign.policyVersion, lines: found.length, digest: digestOf(found) });
      return { offered: found.length };
    });
  }

  /**
   * Records answers to offers, by the nominator's clerk for his own people or by an officer for anybody. All or nothing:
   * 409 `SEAT_NOT_OFFERED` names whoever has no open offer, 409 `NO_SEAT_LEFT` when the seats are taken.
   */
  async answer(caller: Caller, campaignId: string, stageKey: string, scope: readonly string[] | 'all', answers: readonly SeatAnswer[]): Promise<{ accepted: number; declined: number }> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const stage = this.campaigns.stage(campaign, stageKey, 'enrolment');
      await this.candidacies.requireOpenIn(tx, campaignId, stageKey, answers.map(({ candidacyId }) => candidacyId), scope);
      const quota = await tx.beyondReach(() => this.enrolment.lockQuota(tx, campaignId, stageKey)); // the seats are the campaign's
      const answered = new Set(await this.enrolment.answer(tx, campaignId, stageKey, answers.map(({ candidacyId, answer, channel }) => ({ candidacyId, channel, state: answer === 'accept' ? 'accepted' : 'declined' }))));
      const faults = answers.flatMap(({ candidacyId }, i) => (answered.delete(candidacyId) ? [] : [{ pointer: `/items/${i}/candidacyId`, code: 'SEAT_NOT_OFFERED', params: {} }]));
      if (!quota || faults.length) throw new DomainError('conflict', 'SEAT_NOT_OFFERED', 'Somebody named has no open offer.', {}, faults);
      const accepted = answers.filter(({ answer }) => answer === 'accept').length;
      if (quota.seats !== null && quota.taken + accepted > quota.seats) throw new DomainError('conflict', 'NO_SEAT_LEFT', 'All seats are taken.', { seats: quota.seats, taken: quota.taken });
      await tx.beyondReach(() => this.enrolment.addTaken(tx, campaignId, stageKey, accepted));
      await this.work.markReady(tx, campaignId, { key: stage.key, kind: 'enrolment' }, answers.map(({ candidacyId }) => candidacyId));
      await tx.audit({ action: 'seat.answered', chain: campaignId, policyVersion: campaign.policyVersion, lines: answers.length, digest: digestOf(answers) });
      return { accepted, declined: answers.length - accepted };
    });
  }

  async seats(caller: Caller, campaignId: string, stage: string, scope: readonly string[] | 'all', { after, limit }: { after?: string; limit: number }): Promise<Page<Seat>> {
    return this.database.transact(caller, async (tx) => {
      this.campaigns.stage(await this.campaigns.running(tx, campaignId), stage, 'enrolment');
      const rows = await this.enrolment.seats(tx, campaignId, stage, scope === 'all' ? null : scope, after ?? null, limit + 1);
      return pageOf(rows, limit, ({ number }) => number);
    });
  }

  /** Starts the ranking run that fills freed seats under the policy's vacancy rule; it is confirmed like any other run. */
  async replace(caller: Caller, campaignId: string, stageKey: string, locks: readonly NamedDeparture[]): Promise<{ stage: string; id: string; revision: number; state: 'queued' }> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId, { lock: true });
      const stage = this.campaigns.stage(campaign, stageKey, 'enrolment');
      const ranking = rankingBefore(campaign, stage);
      if (!stage.vacancy || !ranking) throw new DomainError('conflict', 'NO_VACANCY_RULE', 'The policy names no rule for freed seats.');
      const { left, accepted } = await this.enrolment.standings(tx, campaignId);
      const rule = stage.vacancy.keeps === 'confirmed' ? 'keep-confirmed' : 'keep-offers';
      const run = await this.ranking.replace(tx, campaign, ranking.key, { rule, vacancy: stage.vacancy.rule, confirmed: accepted }, new Set(left), locks);
      return { stage: ranking.key, ...run };
    });
  }

  /** Called by the queue: proposals from the answers. */
  readonly compute: Compute = async (tx, batch) => {
    const states = await this.enrolment.statesOf(tx, batch.ids);
    return batch.ids.map((candidacyId): Verdict => {
      const seat = states.get(candidacyId) ?? null;
      return { candidacyId, ...decideEnrolment(seat), score: null, measures: {}, inputs: { seat } };
    });
  };

  /** Makes the order as data: everybody enrolled who stands in no earlier order, with a digest over its lines. */
  async order(caller: Caller, campaignId: string): Promise<EnrolmentOrder> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId, { lock: true });
      const lines = await this.enrolment.toBeOrdered(tx, campaignId);
      if (!lines.length) throw new DomainError('conflict', 'NOBODY_TO_ORDER', 'Nobody is enrolled outside an order.');
      const ordinal = (await this.enrolment.newestOrdinal(tx, campaignId)) + 1;
      const order = await this.enrolment.createOrder(tx, { id: newId(), campaignId, ordinal, lines, digest: digestOf({ programme: campaign.policy.programme.key, ordinal, lines }) });
      await tx.audit({ action: 'order.made', chain: campaignId, subject: order.id, policyVersion: campaign.policyVersion, lines: lines.length, digest: Buffer.from(order.digest, 'hex') });
      return order;
    });
  }

  async orders(caller: Caller, campaignId: string): Promise<EnrolmentOrder[]> {
    return this.database.transact(caller, (tx) => this.enrolment.orders(tx, campaignId));
  }
}

/** The ranking directly before the enrolment; null where everyone who passes is enrolled. */
function rankingBefore({ policy }: RunningCampaign, stage: EnrolmentStage): { key: string; quotas: { seats: number | null } } | null {
  const before = policy.stages[policy.stages.findIndex(({ key }) => key === stage.key) - 1];
  return before?.kind === 'ranking' ? before : null;
}

function seatsOf(campaign: RunningCampaign, stage: EnrolmentStage): number | null {
  return rankingBefore(campaign, stage)?.quotas.seats ?? null;
}
