import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import type { Text } from '../campaign/domain/policy-terms';
import { CandidacyService } from '../candidacy/candidacy.service';
import { CandidateLinkService, type FoundLink, type IssuedLink, linkAbsent } from '../candidacy/candidate-link.service';
import { type Caller, LINK_HOLDER } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { AnswerService } from './answer.service';
import { moscowDay, showTerm, type ShownTerm, termEnd } from '../campaign/domain/term-in-days';
import { answeredOtherwise, seatNotOffered } from './enrolment.errors';
import { SeatRepository } from './seat.repository';
import { offerRules, SeatService } from './seat.service';

export type { IssuedLink };

/** What is offered, as the holder of a link sees it: nothing that names him. */
export interface OfferByLink {
  readonly programme: Text;
  readonly campaign: string;
  readonly number: string;
  readonly answerUntil: ShownTerm;
}

const PAGE = '/api/v1/answer.html';

/** One-time links by which candidates answer their offers themselves, without an account. */
@Injectable()
export class AnswerLinkService {
  constructor(
    private readonly database: Database,
    private readonly links: CandidateLinkService,
    private readonly repository: SeatRepository,
    private readonly seats: SeatService,
    private readonly answers: AnswerService,
    private readonly candidacies: CandidacyService,
    private readonly campaigns: CampaignService,
    private readonly clock: Clock,
  ) {}

  /**
   * Issues links to open offers. A link lives as long as the term of the offer; before the dispatch, as long as the term
   * would be if it were sent today. 409 `ANSWERED_OTHERWISE` where the policy knows no links, `SEAT_NOT_OFFERED`.
   */
  async issue(caller: Caller, campaignId: string, stageKey: string, candidacyIds: readonly string[]): Promise<IssuedLink[]> {
    const sealed = await this.database.transact(caller, async (tx) => {
      const { campaign, stage } = await this.seats.hold(tx, campaignId, stageKey);
      const { answeredBy, answerDays } = offerRules(stage);
      if (!answeredBy.includes('link') || answerDays === undefined) throw answeredOtherwise(answeredBy);
      await this.candidacies.requireOpenIn(tx, campaignId, stageKey, candidacyIds, 'all', { lock: true, at: (i) => `/candidacyIds/${i}` });
      const found = await this.repository.named(tx, campaignId, stageKey, candidacyIds);
      const faults = candidacyIds.flatMap((id, i) => (found.get(id)?.state === 'offered' && candidacyIds.indexOf(id) === i ? [] : [{ pointer: `/candidacyIds/${i}`, code: 'SEAT_NOT_OFFERED', params: {} }]));
      if (faults.length) throw seatNotOffered(faults);
      const today = moscowDay(this.clock.now());
      const wishes = candidacyIds.map((candidacyId) => {
        const { number, answerUntil } = found.get(candidacyId)!;
        return { candidacyId, number, stage: stageKey, expiresAt: answerUntil ?? termEnd(today, answerDays) };
      });
      return this.links.issue(tx, campaignId, campaign.policyVersion, 'answer', PAGE, wishes);
    });
    return this.links.open(sealed);
  }

  /** What the link is for. 404 `LINK_ABSENT`, 429 `TOO_MANY_GUESSES`. */
  async read(token: string | null, address: string): Promise<OfferByLink> {
    return this.database.transact(LINK_HOLDER, async (tx) => {
      const { campaignId, campaign, number, expiresAt, region } = await this.require(tx, token, address);
      const { policy } = await this.campaigns.running(tx, campaignId);
      return { programme: policy.programme.title, campaign, number, answerUntil: showTerm(expiresAt, region) };
    });
  }

  /** Records the candidate's own answer and uses the link up. Refusals as `read`. */
  async answer(token: string | null, address: string, answer: 'accept' | 'decline'): Promise<{ number: string; answer: 'accept' | 'decline' }> {
    return this.database.transact(LINK_HOLDER, async (tx) => {
      const { campaignId, stage, candidacyId, number } = await this.require(tx, token, address);
      const held = await this.seats.hold(tx, campaignId, stage);
      await this.candidacies.require(tx, campaignId, [candidacyId], 'all', { lock: true });
      if (!(await this.isOpen(tx, { candidacyId, stage }))) throw linkAbsent(); // somebody answered before this transaction held the seats
      await this.links.use(tx, 'answer', token!);
      await this.answers.record(tx, held, [{ candidacyId, answer, channel: 'link' }]);
      return { number, answer };
    });
  }

  private async require(tx: Tx, token: string | null, address: string): Promise<FoundLink> {
    const { link } = await this.links.require(tx, 'answer', token, address, async (found) => ((await this.isOpen(tx, found)) ? found : null));
    return link;
  }

  private isOpen(tx: Tx, { candidacyId, stage }: Pick<FoundLink, 'candidacyId' | 'stage'>): Promise<boolean> {
    return this.repository.isOpen(tx, candidacyId, stage, this.clock.now());
  }
}
