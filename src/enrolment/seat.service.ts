import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import type { EnrolmentStage, Offer } from '../campaign/domain/policy';
import { WorkService } from '../candidacy/work.service';
import type { Fault } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import { showTerm, type ShownTerm } from '../campaign/domain/term-in-days';
import { type Quota, SeatRepository, type SeatRow } from './seat.repository';

/** A seat as it is shown: until when it can be answered by two clocks, null while the clock does not run. */
export interface Seat extends Omit<SeatRow, 'answerUntil' | 'region'> {
  readonly answerUntil: ShownTerm | null;
}

/** The stage whose seats this transaction alone may change. */
export interface HeldStage {
  readonly campaign: RunningCampaign;
  readonly stage: EnrolmentStage;
  /** Null while no seat was offered. */
  readonly quota: Quota | null;
}

/** Without rules for offers in the policy an answer is entered by the nominator or an officer, and no term runs. */
const NO_OFFER_RULES: Pick<Offer, 'answeredBy' | 'cutOffs'> = { answeredBy: ['nominator', 'officer'], cutOffs: [] };

/** The seats of a stage: listed, and held while somebody changes them. */
@Injectable()
export class SeatService {
  constructor(
    private readonly database: Database,
    private readonly seats: SeatRepository,
    private readonly campaigns: CampaignService,
    private readonly work: WorkService,
  ) {}

  /** Everybody who changes a seat waits here for whoever does; candidacies are locked after it, never before. `open`: before the first offer. */
  async hold(tx: Tx, campaignId: string, stageKey: string, options: { readonly lockCampaign?: boolean; readonly open?: boolean } = {}): Promise<HeldStage> {
    const campaign = await this.campaigns.running(tx, campaignId, { lock: options.lockCampaign });
    const stage = this.campaigns.stage(campaign, stageKey, 'enrolment');
    const seats = seatsOf(campaign, stage);
    if (options.open) await this.seats.openQuota(tx, campaignId, stageKey, seats);
    const quota = await tx.beyondReach(() => this.seats.lockQuota(tx, campaignId, stageKey)); // the seats are the campaign's, whoever answers for one
    const isOther = options.open && quota && quota.seats !== seats && (seats === null || quota.held <= seats);
    if (isOther) await this.seats.setSeats(tx, campaignId, stageKey, seats); // by the newest policy, but never fewer than are held
    return { campaign, stage, quota: isOther ? { ...quota, seats } : quota };
  }

  /** The stage for whoever only reads. */
  async open(tx: Tx, campaignId: string, stageKey: string): Promise<Omit<HeldStage, 'quota'>> {
    const campaign = await this.campaigns.running(tx, campaignId);
    return { campaign, stage: this.campaigns.stage(campaign, stageKey, 'enrolment') };
  }

  async page(caller: Caller, campaignId: string, stage: string, scope: readonly string[] | 'all', { after, limit }: { after?: string; limit: number }): Promise<Page<Seat>> {
    return this.database.transact(caller, async (tx) => {
      await this.open(tx, campaignId, stage);
      const rows = await this.seats.seats(tx, campaignId, stage, scope === 'all' ? null : scope, after ?? null, limit + 1);
      return pageOf(rows.map(shown), limit, ({ number }) => number);
    });
  }

  /** The engine is asked anew: what it proposes depends on the seat. */
  async renew(tx: Tx, { campaign, stage }: HeldStage, ids: readonly string[]): Promise<void> {
    await this.work.renew(tx, campaign.campaignId, { key: stage.key, kind: 'enrolment' }, ids);
  }

  /** As `renew`, for whoever has a proposal: seats that are open again or gone have none to make. */
  async renewJudged(tx: Tx, { campaign, stage }: HeldStage, ids: readonly string[]): Promise<void> {
    await this.work.renewJudged(tx, campaign.campaignId, { key: stage.key, kind: 'enrolment' }, ids);
  }
}

/** The ranking directly before the enrolment; null where everyone who passes is enrolled. */
export function rankingBefore({ policy }: RunningCampaign, stage: EnrolmentStage): { key: string; quotas: { seats: number | null } } | null {
  const before = policy.stages[policy.stages.findIndex(({ key }) => key === stage.key) - 1];
  return before?.kind === 'ranking' ? before : null;
}

export function offerRules({ offer }: EnrolmentStage): Pick<Offer, 'answeredBy' | 'cutOffs'> & { readonly answerDays?: number } {
  return offer ?? NO_OFFER_RULES;
}

/** A fault for everybody named who is not among those who changed; whoever is named twice is one of them. */
export function faultsOf(named: readonly { readonly candidacyId: string }[], changed: readonly string[], code: string): Fault[] {
  const left = new Set(changed);
  return named.flatMap(({ candidacyId }, i) => (left.delete(candidacyId) ? [] : [{ pointer: `/items/${i}/candidacyId`, code, params: {} }]));
}

function shown({ answerUntil, region, ...seat }: SeatRow): Seat {
  return { ...seat, answerUntil: answerUntil && showTerm(answerUntil, region) };
}

function seatsOf(campaign: RunningCampaign, stage: EnrolmentStage): number | null {
  return rankingBefore(campaign, stage)?.quotas.seats ?? null;
}
