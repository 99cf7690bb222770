import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import { keyed } from '../campaign/domain/policy';
import { moscowDay } from '../campaign/domain/term-in-days';
import { CandidacyService } from '../candidacy/candidacy.service';
import { DecisionService } from '../decision/decision.service';
import type { CalendarDate } from '../kernel/calendar-date';
import type { Paper } from '../kernel/paper';
import { type Caller, lookingUp } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import type { PaperFormat } from '../platform/paper/paper-types';
import { printPaper } from '../platform/paper/print-paper';
import { type PreviewedRun, RunReviewService } from '../ranking/run-review.service';
import { explain } from '../report/domain/explain';
import { appealNotAnswered, appealNotRegistered, appealPublished, appealsRefused, notInRanking, reviewRefused } from './appeal.errors';
import { AppealRepository } from './appeal.repository';
import { AppealService, type FoundAppeal, shown, type ShownAppeal } from './appeal.service';
import { answerPaper } from './domain/answer-paper';
import { type AppealOutcome, HOLD_REASON, refuseReview, type Remedy } from './domain/review-appeal';

/** What a reviewer answers. */
export interface AppealAnswer {
  readonly outcome: AppealOutcome;
  readonly reason: string;
  readonly text: string;
  readonly remedy: Remedy | null;
}

export interface NamedMove {
  readonly candidacyId: string;
  readonly number: string;
  readonly name: string;
}

/** What the list would come to once the person is ranked as he stands now. Nothing of it is stored. */
export interface ForeseenEffect {
  readonly stage: string;
  /** The run the list is compared with. */
  readonly from: string | null;
  /** The confirmed list that a new run would take the place of; it is reverted first. Null: none stands. */
  readonly replaces: string | null;
  readonly entered: readonly NamedMove[];
  readonly left: readonly NamedMove[];
  readonly tie: PreviewedRun['tie'];
}

/** Carries what was foreseen out of a transaction that is never committed. */
class Foreseen extends Error {
  constructor(readonly effect: ForeseenEffect) {
    super('foreseen, not done');
  }
}

/** Appeals are reviewed by another person than the decider; an upheld one opens the matter again for that person alone. */
@Injectable()
export class AppealReviewService {
  constructor(
    private readonly database: Database,
    private readonly repository: AppealRepository,
    private readonly appeals: AppealService,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
    private readonly decisions: DecisionService,
    private readonly runs: RunReviewService,
    private readonly clock: Clock,
  ) {}

  /**
   * Records the answer. An upheld one takes back what was decided about this person alone, unless it was about his seat;
   * he is assessed again by the means the remedy names. 409 `APPEAL_NOT_REGISTERED`, `REVIEWER_DECIDED`, `APPEAL_TEXT_MISSING`, `APPEAL_NOT_ADMITTED`,
   * `LATER_STAGE_DECIDED`; 422 `REVIEW_REFUSED`.
   */
  async answer(caller: Caller, campaignId: string, id: string, { outcome, reason, text, remedy }: AppealAnswer): Promise<ShownAppeal> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId, { lock: true });
      const found = await this.appeals.requireOpen(tx, campaignId, id);
      if (found.number === null) throw appealNotRegistered();
      const atEnrolment = this.campaigns.stage(campaign, found.stage).kind === 'enrolment';
      const refused = refuseReview({ outcome, reason, remedy }, { decidedBy: found.decidedBy, isLate: found.late, isAdmitted: found.admittedAt !== null, hasText: found.text !== null, atEnrolment }, tx.actor.id);
      if (refused) throw reviewRefused(refused);
      const reopenedIn = outcome === 'upheld' && !atEnrolment ? (await this.decisions.takeBack(tx, campaign, found.decisionId, reason, found.candidacyId)).id : null;
      await this.repository.answer(tx, id, { outcome, reason, remedy, reopenedIn, answer: this.appeals.sealAnswer(found, text), at: this.clock.now() });
      await tx.audit({ action: `appeal.${outcome}`, chain: campaignId, subject: id, reason, policyVersion: campaign.policyVersion, digest: digestOf({ text, remedy }) });
      return shown(await this.appeals.require(tx, campaignId, id), moscowDay(this.clock.now()));
    });
  }

  /** The answer as a paper to be signed; once it is sent, with its outgoing number. The reading is recorded. 409 `APPEAL_NOT_ANSWERED`. */
  async print(caller: Caller, campaignId: string, id: string, format: PaperFormat): Promise<Buffer> {
    const paper = await this.database.transact(caller, async (tx) => {
      await tx.audit({ action: 'appeal.read', chain: campaignId, subject: id });
      return this.paper(tx, await this.appeals.require(tx, campaignId, id), campaignId);
    });
    return printPaper(paper, format);
  }

  /** Records that the answer was sent: from here its outcome may be known. 409 `APPEAL_NOT_ANSWERED`, `APPEAL_PUBLISHED`. */
  async send(caller: Caller, campaignId: string, id: string, { number, sentOn }: { readonly number: string; readonly sentOn?: CalendarDate }): Promise<ShownAppeal> {
    return this.database.transact(caller, async (tx) => {
      const found = await this.appeals.require(tx, campaignId, id, true);
      if (!found.reviewedAt) throw appealNotAnswered();
      if (found.publishedAt) throw appealPublished();
      const at = this.clock.now();
      const today = moscowDay(at);
      const day = sentOn ?? today;
      if (day > today || day < moscowDay(found.reviewedAt)) throw appealsRefused([{ pointer: '/sentOn', code: 'SENT_ON_IMPOSSIBLE_DAY', params: { today } }]);
      await this.repository.publish(tx, id, { number, sentOn: day, at });
      await tx.audit({ action: 'appeal.published', chain: campaignId, subject: id });
      return shown(await this.appeals.require(tx, campaignId, id), today);
    });
  }

  /**
   * Who would enter the list and who would leave it if it were ranked anew with this person as he stands now: the standing
   * list is taken back and asked again in a transaction that is never committed. 409 `NOT_IN_RANKING`; as a revert of the
   * list, `LATER_STAGE_DECIDED` once seats were offered on its strength.
   */
  async effect(caller: Caller, campaignId: string, id: string): Promise<ForeseenEffect> {
    try {
      return await this.database.transact(lookingUp(caller), async (tx) => {
        const campaign = await this.campaigns.running(tx, campaignId, { lock: true });
        const found = await this.appeals.require(tx, campaignId, id);
        const [candidacy] = await this.candidacies.require(tx, campaignId, [found.candidacyId], 'all');
        const { stage, status } = candidacy!;
        if (this.campaigns.stage(campaign, stage).kind !== 'ranking' || status !== 'open') throw notInRanking(stage, status);
        const replaces = await this.repository.standingList(tx, campaignId, stage);
        if (replaces) await this.decisions.takeBack(tx, campaign, replaces, found.reason ?? HOLD_REASON);
        const { from, effect, tie } = await this.runs.previewIn(tx, campaign, stage, { locks: [], exclusions: [] });
        const names = await this.repository.names(tx, [...effect.entered, ...effect.left].map(({ candidacyId }) => candidacyId));
        const named = (moved: { readonly candidacyId: string; readonly number: string }): NamedMove => ({ ...moved, name: names.get(moved.candidacyId)! });
        throw new Foreseen({ stage, from, replaces, entered: effect.entered.map(named), left: effect.left.map(named), tie });
      });
    } catch (error) {
      if (error instanceof Foreseen) return error.effect;
      throw error;
    }
  }

  /** The answer as a paper; 409 `APPEAL_NOT_ANSWERED`. */
  async paper(tx: Tx, found: FoundAppeal, campaignId: string): Promise<Paper> {
    if (!found.outcome || !found.reviewedAt || found.number === null) throw appealNotAnswered();
    const { policy } = await this.campaigns.running(tx, campaignId);
    const { representative, answer } = this.appeals.opened(found);
    return answerPaper({
      programme: policy.programme.title.ru,
      candidate: { number: found.candidate, name: (await this.repository.names(tx, [found.candidacyId])).get(found.candidacyId) ?? '' },
      representative,
      number: found.number,
      receivedOn: found.receivedOn,
      stage: keyed(policy.stages, found.stage)?.title.ru ?? found.stage,
      decidedOn: moscowDay(found.decisionPublishedAt),
      outcome: found.outcome,
      reason: explain({ code: found.reason!, params: {} }, 'ru', policy),
      text: answer ?? '',
      sent: found.sentNumber && found.sentOn ? { number: found.sentNumber, on: found.sentOn } : null,
      reviewedAt: found.reviewedAt.toISOString(),
    });
  }
}
