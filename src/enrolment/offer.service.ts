import { Injectable } from '@nestjs/common';
import { CandidacyService } from '../candidacy/candidacy.service';
import { CandidateLinkService } from '../candidacy/candidate-link.service';
import type { CalendarDate } from '../kernel/calendar-date';
import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import { newId } from '../platform/new-id';
import { moscowDay, termEnd } from '../campaign/domain/term-in-days';
import { dispatchesRefused, noSeatLeft, offerNotDispatched, seatNotHeld, seatNotOffered, seatsHeldByAppeals } from './enrolment.errors';
import { SeatRepository, type SeatRow } from './seat.repository';
import { faultsOf, offerRules, SeatService } from './seat.service';

/** That the organiser's letter left: who enters it is the actor. */
export interface Dispatch {
  readonly candidacyId: string;
  /** Today unless told. */
  readonly sentOn?: CalendarDate;
  readonly channel: string;
  /** The outgoing number. */
  readonly number: string;
}

export interface WithReason {
  readonly candidacyId: string;
  readonly reason: string;
}

/** Offers of seats: made, dispatched, withdrawn by the organiser. */
@Injectable()
export class OfferService {
  constructor(
    private readonly database: Database,
    private readonly repository: SeatRepository,
    private readonly links: CandidateLinkService,
    private readonly seats: SeatService,
    private readonly candidacies: CandidacyService,
    private readonly clock: Clock,
  ) {}

  /**
   * Offers seats to those named, or to everybody who has come this far without an offer. Never more offers out and
   * accepted than seats: 409 `NO_SEAT_LEFT`; open appeals that hold a seat keep theirs free: 409 `SEATS_HELD_BY_APPEALS`. Nobody is offered a seat on a decision that is not published.
   */
  async offer(caller: Caller, campaignId: string, stageKey: string, candidacyIds: readonly string[] | null): Promise<{ id: string; offered: number }> {
    return this.database.transact(caller, async (tx) => {
      const { campaign, quota } = await this.seats.hold(tx, campaignId, stageKey, { open: true });
      const found = await this.repository.toBeOffered(tx, campaignId, stageKey, candidacyIds);
      if (candidacyIds && found.length !== candidacyIds.length) throw new DomainError('conflict', 'NOT_TO_BE_OFFERED', 'Somebody named is not in this stage or has an offer.', { named: candidacyIds.length, found: found.length });
      if (!found.length) throw new DomainError('conflict', 'NOBODY_TO_OFFER', 'Nobody waits for an offer.');
      if (found.some(({ published }) => !published)) throw new DomainError('conflict', 'NOT_PUBLISHED', 'The decision that led here is not published.');
      const { seats, held } = quota!;
      if (seats !== null && held + found.length > seats) throw noSeatLeft(seats, held, found.length);
      const appeals = await this.repository.heldByAppeals(tx, campaignId, found.map(({ candidacyId }) => candidacyId));
      if (seats !== null && held + found.length + appeals > seats) throw seatsHeldByAppeals(seats, held, found.length, appeals);
      const id = newId();
      await this.repository.offer(tx, { id, campaignId, stage: stageKey, kind: 'offered', at: this.clock.now() }, found.map(({ candidacyId }) => candidacyId));
      await tx.audit({ action: 'seat.offered', chain: campaignId, subject: id, policyVersion: campaign.policyVersion, lines: found.length, digest: digestOf(found) });
      return { id, offered: found.length };
    });
  }

  /**
   * Records that offers were sent: only from here their term counts, and a further dispatch starts it anew. A link that
   * was issued lives as long. 409 `SEAT_NOT_OFFERED`; 422 `DISPATCHES_REFUSED` names days that cannot be.
   */
  async dispatch(caller: Caller, campaignId: string, stageKey: string, dispatches: readonly Dispatch[]): Promise<{ id: string; dispatched: number }> {
    return this.database.transact(caller, async (tx) => {
      const { campaign, stage } = await this.seats.hold(tx, campaignId, stageKey);
      await this.candidacies.requireOpenIn(tx, campaignId, stageKey, dispatches.map(({ candidacyId }) => candidacyId), 'all', { lock: true });
      const now = this.clock.now();
      const seats = await this.repository.named(tx, campaignId, stageKey, dispatches.map(({ candidacyId }) => candidacyId));
      const faults = dispatches.flatMap(({ candidacyId, sentOn }, i) => checkDay(sentOn ?? moscowDay(now), seats.get(candidacyId), moscowDay(now), `/items/${i}/sentOn`));
      if (faults.length) throw dispatchesRefused(faults);
      const { answerDays } = offerRules(stage);
      const lines = dispatches.map(({ candidacyId, sentOn = moscowDay(now), channel, number }) => ({ candidacyId, sentOn, channel, number, until: answerDays === undefined ? null : termEnd(sentOn, answerDays) }));
      const id = newId();
      const missing = faultsOf(dispatches, await this.repository.dispatch(tx, { id, campaignId, stage: stageKey, kind: 'dispatched', at: now }, lines), 'SEAT_NOT_OFFERED');
      if (missing.length) throw seatNotOffered(missing);
      await this.links.live(tx, 'answer', lines.flatMap(({ candidacyId, until }) => (until ? [{ candidacyId, until }] : [])));
      await tx.audit({ action: 'seat.dispatched', chain: campaignId, subject: id, policyVersion: campaign.policyVersion, lines: lines.length, digest: digestOf(lines) });
      return { id, dispatched: lines.length };
    });
  }

  /** Records that what was sent came back undelivered: the clock stops until the next dispatch. 409 `OFFER_NOT_DISPATCHED`. */
  async returned(caller: Caller, campaignId: string, stageKey: string, items: readonly WithReason[]): Promise<{ id: string; returned: number }> {
    return this.database.transact(caller, async (tx) => {
      const { campaign } = await this.seats.hold(tx, campaignId, stageKey);
      await this.candidacies.requireOpenIn(tx, campaignId, stageKey, items.map(({ candidacyId }) => candidacyId), 'all', { lock: true });
      const batch = { campaignId, stage: stageKey, kind: 'returned', at: this.clock.now() } as const;
      const { id, changed } = await this.byReason(items, (reason, lines, batchId) => this.repository.returned(tx, { ...batch, id: batchId, reason }, lines));
      const missing = faultsOf(items, changed, 'OFFER_NOT_DISPATCHED');
      if (missing.length) throw offerNotDispatched(missing);
      await tx.audit({ action: 'seat.returned', chain: campaignId, subject: id, policyVersion: campaign.policyVersion, lines: items.length, digest: digestOf(items) });
      return { id, returned: items.length };
    });
  }

  /**
   * The organiser withdraws offers or accepted seats of people who are not enrolled yet, each with a reason. The seats are
   * free; whoever lost one is offered another by name or excluded. 409 `SEAT_NOT_HELD`.
   */
  async withdraw(caller: Caller, campaignId: string, stageKey: string, items: readonly WithReason[]): Promise<{ id: string; withdrawn: number }> {
    return this.database.transact(caller, async (tx) => {
      const held = await this.seats.hold(tx, campaignId, stageKey);
      const ids = items.map(({ candidacyId }) => candidacyId);
      await this.candidacies.requireOpenIn(tx, campaignId, stageKey, ids, 'all', { lock: true });
      const batch = { campaignId, stage: stageKey, kind: 'withdrawn', at: this.clock.now() } as const;
      const { id, changed } = await this.byReason(items, (reason, lines, batchId) => this.repository.withdraw(tx, { ...batch, id: batchId, reason }, lines));
      const missing = faultsOf(items, changed, 'SEAT_NOT_HELD');
      if (missing.length) throw seatNotHeld(missing);
      await this.seats.renewJudged(tx, held, ids);
      await tx.audit({ action: 'seat.withdrawn', chain: campaignId, subject: id, policyVersion: held.campaign.policyVersion, lines: items.length, digest: digestOf(items) });
      return { id, withdrawn: items.length };
    });
  }

  /** One batch, however many reasons it has. */
  private async byReason(items: readonly WithReason[], change: (reason: string, lines: readonly WithReason[], batchId: string) => Promise<string[]>): Promise<{ id: string; changed: string[] }> {
    const id = newId();
    const changed: string[] = [];
    for (const reason of new Set(items.map((item) => item.reason))) changed.push(...(await change(reason, items.filter((item) => item.reason === reason), id)));
    return { id, changed };
  }
}

function checkDay(sentOn: CalendarDate, seat: SeatRow | undefined, today: CalendarDate, pointer: string): Fault[] {
  if (sentOn > today) return [{ pointer, code: 'DISPATCH_IN_FUTURE', params: { today } }];
  const offeredOn = seat && moscowDay(seat.offeredAt);
  return offeredOn && sentOn < offeredOn ? [{ pointer, code: 'DISPATCH_BEFORE_OFFER', params: { offeredOn } }] : [];
}
