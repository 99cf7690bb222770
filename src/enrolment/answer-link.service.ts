import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import type { Text } from '../campaign/domain/policy-terms';
import { CandidacyService } from '../candidacy/candidacy.service';
import { type Caller, LINK_HOLDER } from '../platform/caller';
import { Clock } from '../platform/clock';
import { FieldCipher, type Place } from '../platform/crypto/field-cipher';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { GuessLimit } from '../platform/http/guess-limit';
import { newId } from '../platform/new-id';
import { AnswerLinkRepository, type FoundLink } from './answer-link.repository';
import { AnswerService } from './answer.service';
import { moscowDay, showTerm, type ShownTerm, termEnd } from './domain/answer-term';
import { answeredOtherwise, linkAbsent, seatNotOffered } from './enrolment.errors';
import { SeatRepository } from './seat.repository';
import { offerRules, SeatService } from './seat.service';

/** A link for one candidate. The page reads the token from the part of its address that a browser sends to nobody. */
export interface IssuedLink {
  readonly candidacyId: string;
  readonly number: string;
  readonly token: string;
  readonly page: string;
  readonly expiresAt: string;
}

/** What is offered, as the holder of a link sees it: nothing that names him. */
export interface OfferByLink {
  readonly programme: Text;
  readonly campaign: string;
  readonly number: string;
  readonly answerUntil: ShownTerm;
}

/** A stored answer carries the tokens sealed only: no token is ever stored open. */
interface SealedLinks {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly links: string;
}

const PAGE = '/api/v1/answer.html';
const place = (id: string, column: string): Place => ({ table: 'idempotent_answer', column, rowId: id });

/** One-time links by which candidates answer their offers themselves, without an account. */
@Injectable()
export class AnswerLinkService {
  private readonly guesses = new GuessLimit();

  constructor(
    private readonly database: Database,
    private readonly links: AnswerLinkRepository,
    private readonly repository: SeatRepository,
    private readonly seats: SeatService,
    private readonly answers: AnswerService,
    private readonly candidacies: CandidacyService,
    private readonly campaigns: CampaignService,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  /**
   * Issues links to open offers: 256 random bits each, of which the database keeps the SHA-256 only. A further link for
   * the same seat ends the one before. It lives as long as the term of the offer; before the dispatch, as long as the
   * term would be if it were sent today. 409 `ANSWERED_OTHERWISE` where the policy knows no links, `SEAT_NOT_OFFERED`.
   */
  async issue(caller: Caller, campaignId: string, stageKey: string, candidacyIds: readonly string[]): Promise<IssuedLink[]> {
    const sealed = await this.database.transact(caller, async (tx): Promise<SealedLinks> => {
      const { campaign, stage } = await this.seats.hold(tx, campaignId, stageKey);
      const { answeredBy, answerDays } = offerRules(stage);
      if (!answeredBy.includes('link') || answerDays === undefined) throw answeredOtherwise(answeredBy);
      await this.candidacies.requireOpenIn(tx, campaignId, stageKey, candidacyIds, 'all', { lock: true, at: (i) => `/candidacyIds/${i}` });
      const found = await this.repository.named(tx, campaignId, stageKey, candidacyIds);
      const now = this.clock.now();
      const faults = candidacyIds.flatMap((id, i) => (found.get(id)?.state === 'offered' && candidacyIds.indexOf(id) === i ? [] : [{ pointer: `/candidacyIds/${i}`, code: 'SEAT_NOT_OFFERED', params: {} }]));
      if (faults.length) throw seatNotOffered(faults);
      const issued = candidacyIds.map((candidacyId): IssuedLink => {
        const { number, answerUntil } = found.get(candidacyId)!;
        const token = randomBytes(32).toString('base64url');
        return { candidacyId, number, token, page: `${PAGE}#${token}`, expiresAt: (answerUntil ?? termEnd(moscowDay(now), answerDays)).toISOString() };
      });
      const links = issued.map(({ candidacyId, token, expiresAt }) => ({ candidacyId, hash: hashOf(token).toString('hex'), expiresAt: new Date(expiresAt) }));
      await this.links.issue(tx, campaignId, stageKey, links, now);
      const id = newId();
      await tx.audit({ action: 'link.issued', chain: campaignId, subject: id, policyVersion: campaign.policyVersion, lines: links.length, digest: digestOf(candidacyIds) });
      return this.seal(id, issued);
    });
    return this.open(sealed);
  }

  /** What the link is for. 404 `ANSWER_LINK_ABSENT`, 429 `TOO_MANY_GUESSES`. */
  async read(token: string | null, address: string): Promise<OfferByLink> {
    return this.database.transact(LINK_HOLDER, async (tx) => {
      const link = await this.require(tx, token, address);
      const { policy } = await this.campaigns.running(tx, link.campaignId);
      return { programme: policy.programme.title, campaign: link.campaign, number: link.number, answerUntil: showTerm(link.expiresAt, link.region) };
    });
  }

  /** Records the candidate's own answer and uses the link up. Refusals as `read`. */
  async answer(token: string | null, address: string, answer: 'accept' | 'decline'): Promise<{ number: string; answer: 'accept' | 'decline' }> {
    return this.database.transact(LINK_HOLDER, async (tx) => {
      const { campaignId, stage, candidacyId } = await this.require(tx, token, address);
      const held = await this.seats.hold(tx, campaignId, stage);
      await this.candidacies.require(tx, campaignId, [candidacyId], 'all', { lock: true });
      const link = await this.links.find(tx, hashOf(token!), this.clock.now());
      if (!link) throw linkAbsent(); // somebody answered before this transaction held the seats
      await this.links.use(tx, candidacyId, this.clock.now());
      await this.answers.record(tx, held, [{ candidacyId, answer, channel: 'link' }]);
      return { number: link.number, answer };
    });
  }

  /** Wrong, used, expired and another's are one and the same refusal. */
  private async require(tx: Tx, token: string | null, address: string): Promise<FoundLink> {
    const now = this.clock.now();
    this.guesses.require(address, now);
    const link = token === null ? null : await this.links.find(tx, hashOf(token), now);
    if (link) return link;
    this.guesses.count(address, now);
    throw linkAbsent();
  }

  private seal(id: string, links: readonly IssuedLink[]): SealedLinks {
    const key = this.cipher.createKey(place(id, 'links-key'));
    return { id, key: key.wrapped.toString('base64'), version: key.version, links: this.cipher.seal(key, place(id, 'links'), JSON.stringify(links)).toString('base64') };
  }

  private open({ id, key, version, links }: SealedLinks): IssuedLink[] {
    const dataKey = this.cipher.openKey(place(id, 'links-key'), Buffer.from(key, 'base64'), version);
    return JSON.parse(this.cipher.open(dataKey, place(id, 'links'), Buffer.from(links, 'base64'))) as IssuedLink[];
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
