import { Injectable } from '@nestjs/common';
import { CandidacyService } from '../candidacy/candidacy.service';
import type { Caller } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { termOver } from '../campaign/domain/term-in-days';
import { HELD } from './domain/decide-enrolment';
import { changeAbsent, changedSince, changeStays, newTermNeeded, seatRefilled } from './enrolment.errors';
import { type RevertedLine, type SeatChangeBatch, type SeatChangeLine, SeatChangeRepository } from './seat-change.repository';
import { SeatRepository } from './seat.repository';
import { faultsOf, SeatService } from './seat.service';

export type { SeatChangeBatch, SeatChangeLine };

export interface RevertSeats {
  readonly reason: string;
  /** Only these of the batch. */
  readonly candidacyIds?: readonly string[];
  /** Until when offers that are open again can be answered. */
  readonly answerUntil?: string;
}

/** Ends and answers can be taken back; an offer is withdrawn instead, a dispatch followed by another. */
const TAKEN_BACK: readonly SeatChangeBatch['kind'][] = ['answered', 'lapsed', 'withdrawn'];

/** What happened to seats, batch by batch, and how it is taken back. */
@Injectable()
export class SeatChangeService {
  constructor(
    private readonly database: Database,
    private readonly repository: SeatRepository,
    private readonly changes: SeatChangeRepository,
    private readonly seats: SeatService,
    private readonly candidacies: CandidacyService,
    private readonly clock: Clock,
  ) {}

  /** Batches of changes in the order they were made. */
  async batches(caller: Caller, campaignId: string, stage: string, { after, limit }: { after?: string; limit: number }): Promise<Page<SeatChangeBatch>> {
    return this.database.transact(caller, async (tx) => {
      await this.seats.open(tx, campaignId, stage);
      return pageOf(await this.changes.batches(tx, campaignId, stage, after ?? null, limit + 1), limit, ({ id }) => id);
    });
  }

  /** The lines of one batch. 404 `SEAT_CHANGE_ABSENT`. */
  async lines(caller: Caller, campaignId: string, stage: string, id: string, { after, limit }: { after?: string; limit: number }): Promise<Page<SeatChangeLine>> {
    return this.database.transact(caller, async (tx) => {
      const rows = await this.changes.lines(tx, campaignId, stage, id, after ?? null, limit + 1);
      if (!rows.length && after === undefined) throw changeAbsent();
      return pageOf(rows, limit, ({ number }) => number);
    });
  }

  /**
   * Takes a batch, or some of it, back: each seat stands as before, and the trace of both stays. Refused once a seat
   * changed again (409 `SEAT_CHANGED_SINCE`), its candidacy was decided (`NOT_IN_STAGE`), or its place went to somebody
   * else, who may only have moved up and wait for his offer (`SEAT_REFILLED`).
   */
  async revert(caller: Caller, campaignId: string, stageKey: string, id: string, { reason, candidacyIds, answerUntil }: RevertSeats): Promise<{ id: string; reverted: number }> {
    return this.database.transact(caller, async (tx) => {
      const held = await this.seats.hold(tx, campaignId, stageKey, { lockCampaign: true }); // a replacement that counts on these seats is confirmed before or after
      const found = await this.changes.toRevert(tx, campaignId, stageKey, id);
      if (!found) throw changeAbsent();
      if (!TAKEN_BACK.includes(found.kind)) throw changeStays(found.kind);
      const lines = pick(found.lines, candidacyIds);
      const ids = lines.map(({ candidacyId }) => candidacyId);
      await this.candidacies.requireOpenIn(tx, campaignId, stageKey, ids, 'all', { lock: true, at: (i) => `/candidacyIds/${i}` });
      const now = this.clock.now();
      const until = answerUntil === undefined ? null : new Date(answerUntil);
      const expired = lines.flatMap((line, i) => (line.fromState === 'offered' && termOver(until ?? line.answerUntil, now) ? [{ pointer: `/candidacyIds/${i}`, code: 'NEW_TERM_NEEDED', params: { number: line.number } }] : []));
      if (expired.length) throw newTermNeeded(expired);

      const wanted = lines.filter(({ fromState, toState }) => HELD.includes(fromState!) && !HELD.includes(toState)).length;
      const { seats, held: taken } = held.quota!;
      const waiting = (await this.repository.waiting(tx, campaignId, stageKey)) - lines.filter(({ toState }) => toState === 'withdrawn').length; // a place is kept for whose offer was withdrawn
      if (seats !== null && wanted > 0 && taken + waiting + wanted > seats) throw seatRefilled(seats, taken, waiting, wanted);

      const batch = { id: newId(), campaignId, stage: stageKey, kind: 'reverted', at: now, reason, revertsId: id } as const;
      const reverted = await this.repository.revert(tx, batch, lines.map(({ candidacyId, fromState, answerUntil: before }) => ({ candidacyId, until: fromState === 'offered' && before ? until : null })));
      const missing = faultsOf(lines, reverted, 'SEAT_CHANGED_SINCE');
      if (missing.length) throw changedSince(missing);
      await this.seats.renewJudged(tx, held, ids);
      await tx.audit({ action: 'seat.reverted', chain: campaignId, subject: id, reason, policyVersion: held.campaign.policyVersion, lines: lines.length, digest: digestOf(lines.map(({ number, fromState, toState }) => ({ number, fromState, toState }))) });
      return { id: batch.id, reverted: lines.length };
    });
  }
}

function pick(lines: readonly RevertedLine[], ids: readonly string[] | undefined): readonly RevertedLine[] {
  const byId = new Map(lines.map((line) => [line.candidacyId, line]));
  const picked = ids ? ids.map((id) => byId.get(id)) : lines;
  const faults = picked.flatMap((line, i) => (line?.isNewest ? [] : [{ pointer: `/candidacyIds/${i}`, code: 'SEAT_CHANGED_SINCE', params: { number: line?.number ?? null } }]));
  if (faults.length) throw changedSince(faults);
  return picked as readonly RevertedLine[];
}
