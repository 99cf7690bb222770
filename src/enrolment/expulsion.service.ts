import { Injectable } from '@nestjs/common';
import { CandidacyService } from '../candidacy/candidacy.service';
import { DecisionService } from '../decision/decision.service';
import type { Caller } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import { newId } from '../platform/new-id';
import { notEnrolled } from './order.errors';
import { SeatRepository } from './seat.repository';
import { SeatService } from './seat.service';

export interface Expulsion {
  readonly candidacyId: string;
  readonly reason: string;
}

/** Expulsion [отчисление] of people who are enrolled: a decision about each, and his seat is free. */
@Injectable()
export class ExpulsionService {
  constructor(
    private readonly database: Database,
    private readonly candidacies: CandidacyService,
    private readonly decisions: DecisionService,
    private readonly seats: SeatService,
    private readonly seatRows: SeatRepository,
    private readonly clock: Clock,
  ) {}

  /** All or nothing; the order of expulsion names them later. 409 `NOT_ENROLLED`. */
  async expel(caller: Caller, campaignId: string, stage: string, items: readonly Expulsion[]): Promise<{ id: string; expelled: number }> {
    return this.database.transact(caller, async (tx) => {
      const { campaign } = await this.seats.hold(tx, campaignId, stage);
      const found = await this.candidacies.require(tx, campaignId, items.map(({ candidacyId }) => candidacyId), 'all', { lock: true });
      const faults = found.flatMap(({ status, stage: at, number }, i) => (status === 'enrolled' && at === stage ? [] : [{ pointer: `/items/${i}/candidacyId`, code: 'NOT_ENROLLED', params: { number } }]));
      if (faults.length) throw notEnrolled(faults);
      const id = await this.decisions.record(tx, campaign, 'event', stage, items.map(({ candidacyId, reason }) => ({ candidacyId, fromStatus: 'enrolled', event: 'expel', reason, revision: null })), { atOnce: true });
      const batchId = newId();
      for (const reason of new Set(items.map((item) => item.reason))) {
        const lines = items.filter((item) => item.reason === reason);
        await this.seatRows.withdraw(tx, { id: batchId, campaignId, stage, kind: 'withdrawn', at: this.clock.now(), reason }, lines.map(({ candidacyId }) => ({ candidacyId })));
      }
      return { id, expelled: items.length };
    });
  }
}
