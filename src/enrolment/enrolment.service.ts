import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import type { EnrolmentStage } from '../campaign/domain/policy';
import type { Verdict } from '../candidacy/domain/verdict';
import type { Compute } from '../candidacy/work.service';
import { DomainError } from '../kernel/domain-error';
import type { Caller } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { type AskedVacancies, type NamedDeparture, RankingService } from '../ranking/ranking.service';
import { RunReviewService } from '../ranking/run-review.service';
import { moscowDay } from '../campaign/domain/term-in-days';
import { decideEnrolment } from './domain/decide-enrolment';
import { EnrolmentRepository, type NamedPerson, type Unanswered } from './enrolment.repository';
import { SeatRepository } from './seat.repository';
import { offerRules, rankingBefore } from './seat.service';

/** What a replacement would bring, by name, before the run that proposes it. */
export interface PreviewedReplacement extends Unanswered {
  /** Who left a seat since the last confirmed run. */
  readonly left: readonly NamedPerson[];
  /** Who would move up; `inPlaceOf`: whose seat, where the seats are freed one after another in the order of public numbers and the outcome is the same; null: the batch as a whole decides. */
  readonly entered: readonly (NamedPerson & { readonly inPlaceOf: string | null })[];
  /** Whose open offer would be taken back; nobody's under `keeps: offers`. */
  readonly displaced: readonly NamedPerson[];
  readonly tie: { readonly places: number; readonly contenders: readonly NamedPerson[] } | null;
  readonly unfilled: number;
  /** The next published day of replacement, today included. */
  readonly nextCutOff: string | null;
}

/** Freed seats are filled, answers become proposals. */
@Injectable()
export class EnrolmentService {
  constructor(
    private readonly database: Database,
    private readonly enrolment: EnrolmentRepository,
    private readonly campaigns: CampaignService,
    private readonly ranking: RankingService,
    private readonly review: RunReviewService,
    private readonly seats: SeatRepository,
    private readonly clock: Clock,
  ) {}

  /** Starts the ranking run that fills freed seats under the policy's vacancy rule; it is confirmed like any other run. */
  async replace(caller: Caller, campaignId: string, stageKey: string, locks: readonly NamedDeparture[]): Promise<{ stage: string; id: string; revision: number; state: 'queued' }> {
    return this.database.transact(caller, async (tx) => {
      const { campaign, ranking, vacancies, left } = await this.vacated(tx, campaignId, stageKey, true);
      const run = await this.ranking.replace(tx, campaign, ranking, vacancies, left, locks);
      return { stage: ranking, ...run };
    });
  }

  /** Who would enter for whom if the seats that are free now were filled, by name. Writes nothing. */
  async previewReplacement(caller: Caller, campaignId: string, stageKey: string, locks: readonly NamedDeparture[]): Promise<PreviewedReplacement> {
    return this.database.transact(caller, async (tx) => {
      const { campaign, stage, ranking, vacancies, left } = await this.vacated(tx, campaignId, stageKey, false);
      const foreseen = await this.review.foreseeReplacement(tx, campaign, ranking, vacancies, left, locks);
      const people = await this.enrolment.people(tx, campaignId, [...foreseen.left, ...foreseen.entered.map(({ number }) => number), ...foreseen.displaced, ...(foreseen.tie?.contenders ?? [])]);
      const named = (number: string): NamedPerson => people.get(number)!;
      const now = this.clock.now();
      return {
        left: foreseen.left.map(named),
        entered: foreseen.entered.map(({ number, inPlaceOf }) => ({ ...named(number), inPlaceOf })),
        displaced: foreseen.displaced.map(named),
        tie: foreseen.tie && { places: foreseen.tie.places, contenders: foreseen.tie.contenders.map(named) },
        unfilled: foreseen.unfilled,
        ...(await this.enrolment.unanswered(tx, campaignId, stageKey, now)),
        nextCutOff: offerRules(stage).cutOffs.find((day) => day >= moscowDay(now)) ?? null,
      };
    });
  }

  /** Called by the queue: proposals from the answers. */
  readonly compute: Compute = async (tx, batch) => {
    const states = await this.seats.statesOf(tx, batch.ids);
    return batch.ids.map((candidacyId): Verdict => {
      const seat = states.get(candidacyId) ?? null;
      return { candidacyId, ...decideEnrolment(seat), score: null, measures: {}, inputs: { seat } };
    });
  };

  /** The seats that are free, as the ranking is asked about them. */
  private async vacated(tx: Tx, campaignId: string, stageKey: string, lock: boolean): Promise<{ campaign: RunningCampaign; stage: EnrolmentStage; ranking: string; vacancies: AskedVacancies; left: ReadonlySet<string> }> {
    const campaign = await this.campaigns.running(tx, campaignId, { lock });
    const stage = this.campaigns.stage(campaign, stageKey, 'enrolment');
    const ranking = rankingBefore(campaign, stage);
    if (!stage.vacancy || !ranking) throw new DomainError('conflict', 'NO_VACANCY_RULE', 'The policy names no rule for freed seats.');
    const { left, accepted } = await this.enrolment.standings(tx, campaignId);
    const rule = stage.vacancy.keeps === 'confirmed' ? 'keep-confirmed' : 'keep-offers';
    return { campaign, stage, ranking: ranking.key, vacancies: { rule, vacancy: stage.vacancy.rule, confirmed: accepted }, left: new Set(left) };
  }
}
