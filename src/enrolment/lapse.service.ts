import { Injectable } from '@nestjs/common';
import type { Caller } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { showTerm, type ShownTerm } from '../campaign/domain/term-in-days';
import { changedSince, nobodyToLapse, staleLapses } from './enrolment.errors';
import { type DueRow, SeatChangeRepository } from './seat-change.repository';
import { SeatRepository } from './seat.repository';
import { faultsOf, SeatService } from './seat.service';

/** An offer that would lapse, by name. */
export interface DueLapse extends Omit<DueRow, 'region' | 'answerUntil'> {
  readonly answerUntil: ShownTerm;
}

/** Everything that would lapse now: confirmed by count and digest. */
export interface DueLapses extends Page<DueLapse> {
  readonly count: number;
  readonly digest: string;
  /** Offers that are open and not recorded as dispatched: their clock does not run, they never lapse. */
  readonly notDispatched: number;
}

/** Offers nobody answered in time: listed by name, ended by a named person, as one batch that can be taken back. */
@Injectable()
export class LapseService {
  constructor(
    private readonly database: Database,
    private readonly repository: SeatRepository,
    private readonly changes: SeatChangeRepository,
    private readonly seats: SeatService,
    private readonly clock: Clock,
  ) {}

  /** Whose offers would lapse now. Writes nothing. */
  async due(caller: Caller, campaignId: string, stageKey: string, { after, limit }: { after?: string; limit: number }): Promise<DueLapses> {
    return this.database.transact(caller, async (tx) => {
      await this.seats.open(tx, campaignId, stageKey);
      const due = await this.changes.dueToLapse(tx, campaignId, stageKey, this.clock.now());
      const page = pageOf(due.filter(({ number }) => after === undefined || number > after).slice(0, limit + 1), limit, ({ number }) => number);
      const notDispatched = await this.changes.notDispatched(tx, campaignId, stageKey);
      return { count: due.length, digest: digestOfDue(due), notDispatched, items: page.items.map(shown), next: page.next };
    });
  }

  /** Ends exactly the offers that were shown: 409 `STALE_PREVIEW` when an answer or a dispatch came meanwhile, `NOBODY_TO_LAPSE`. */
  async lapse(caller: Caller, campaignId: string, stageKey: string, shownList: { readonly count: number; readonly digest: string }): Promise<{ id: string; lapsed: number }> {
    return this.database.transact(caller, async (tx) => {
      const held = await this.seats.hold(tx, campaignId, stageKey);
      const at = this.clock.now();
      const due = await this.changes.dueToLapse(tx, campaignId, stageKey, at, true);
      if (!due.length) throw nobodyToLapse();
      if (due.length !== shownList.count || digestOfDue(due) !== shownList.digest) throw staleLapses(due.length);
      const id = newId();
      const missing = faultsOf(due, await this.repository.lapse(tx, { id, campaignId, stage: stageKey, kind: 'lapsed', at, reason: 'TERM_OVER' }, due.map(({ candidacyId }) => ({ candidacyId }))), 'SEAT_CHANGED_SINCE');
      if (missing.length) throw changedSince(missing);
      await this.seats.renew(tx, held, due.map(({ candidacyId }) => candidacyId));
      await tx.audit({ action: 'seat.lapsed', chain: campaignId, subject: id, policyVersion: held.campaign.policyVersion, lines: due.length, digest: Buffer.from(shownList.digest, 'hex') });
      return { id, lapsed: due.length };
    });
  }
}

/** Binds who and which term: a new dispatch is another list. */
function digestOfDue(due: readonly DueRow[]): string {
  return digestOf(due.map(({ number, answerUntil }) => ({ number, answerUntil: answerUntil.toISOString() }))).toString('hex');
}

function shown({ region, answerUntil, ...row }: DueRow): DueLapse {
  return { ...row, answerUntil: showTerm(answerUntil, region) };
}
