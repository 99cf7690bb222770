import { Injectable } from '@nestjs/common';
import { LegalHoldService } from '../applicant/legal-hold.service';
import type { CalendarDate } from '../kernel/calendar-date';
import type { Fault } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import type { Category } from './domain/personal-data';
import { type Ground, hasEnded, type StatedGround, type Term, termOfData } from './domain/term-of-data';
import { candidacyAbsent, destructionRefused, policyAbsent } from './privacy.errors';
import { type CampaignOfData, type HeldCandidacy, RetentionRepository } from './retention.repository';

/** Data that are due, or will be: what an officer works off. */
export interface RetentionTask extends Term {
  readonly candidacyId: string;
  readonly number: string;
  readonly categories: readonly Category[];
  /** A legal hold stands on somebody of the candidacy. */
  readonly held: boolean;
  readonly overdue: boolean;
}

/** A candidacy whose data may go now. */
export interface DueCandidacy extends Pick<HeldCandidacy, 'candidacyId' | 'number' | 'people' | 'categories'> {
  readonly ground: Ground;
}

const AT_ONCE = 500;

/** How long data are held, by what the policy says for each outcome: nothing goes by itself, everything due is listed. */
@Injectable()
export class RetentionService {
  constructor(
    private readonly database: Database,
    private readonly retention: RetentionRepository,
    private readonly holds: LegalHoldService,
    private readonly clock: Clock,
  ) {}

  /** What is due until a day, by number. */
  async tasks(caller: Caller, campaignId: string, { until, after, limit }: { readonly until?: CalendarDate; readonly after?: string; readonly limit: number }): Promise<Page<RetentionTask>> {
    return this.database.transact(caller, async (tx) => {
      const terms = (await this.campaign(tx, campaignId)).retention;
      const last = until ?? this.today();
      const due: (HeldCandidacy & Term)[] = [];
      for (let from = after ?? null; due.length <= limit; ) {
        const some = terms ? await this.retention.held(tx, campaignId, from, AT_ONCE) : [];
        for (const candidacy of some) {
          const term = termOfData(candidacy, terms!);
          if (term && term.from <= last) due.push({ ...candidacy, ...term });
        }
        if (some.length < AT_ONCE) break;
        from = some.at(-1)!.number;
      }
      const page = pageOf(due, limit, ({ number }) => number);
      const held = await this.heldAmong(tx, page.items);
      return {
        ...page,
        items: page.items.map(({ candidacyId, number, categories, ground, retentionClass, from, by }) => ({ candidacyId, number, categories, ground, retentionClass, from, by, held: held.has(candidacyId), overdue: by < this.today() })),
      };
    });
  }

  /**
   * The candidacies, by number, whose data may all be destroyed today: for what is recorded, or for what a person states.
   * 404 `CANDIDACY_ABSENT`; 422 `DESTRUCTION_REFUSED` names by pointer who is `NOT_ENDED`, `NOT_DUE` or under `LEGAL_HOLD`.
   */
  async requireDue(tx: Tx, campaignId: string, candidacyIds: readonly string[], stated?: StatedGround): Promise<DueCandidacy[]> {
    const { retention } = await this.campaign(tx, campaignId);
    if (!retention) throw policyAbsent();
    const found = await this.retention.heldAmong(tx, campaignId, candidacyIds);
    const absent = candidacyIds.flatMap((id, i) => (found.some(({ candidacyId }) => candidacyId === id) ? [] : [`/candidacyIds/${i}`]));
    if (absent.length) throw candidacyAbsent(absent);
    const held = await this.heldAmong(tx, found);
    const due = found.map((candidacy) => ({ candidacy, term: termOfData(candidacy, retention) }));
    const faults = due.flatMap(({ candidacy: { candidacyId, number, status }, term }): Fault[] => {
      const at = { pointer: `/candidacyIds/${candidacyIds.indexOf(candidacyId)}` };
      if (held.has(candidacyId)) return [{ ...at, code: 'LEGAL_HOLD', params: { number } }];
      if (!hasEnded(status)) return [{ ...at, code: 'NOT_ENDED', params: { number, status } }];
      if (!stated && !(term && term.from <= this.today())) return [{ ...at, code: 'NOT_DUE', params: { number, ...(term && { from: term.from }) } }];
      return [];
    });
    if (faults.length) throw destructionRefused(faults);
    return due.map(({ candidacy: { candidacyId, number, people, categories }, term }) => ({ candidacyId, number, people, categories, ground: stated ?? term!.ground }));
  }

  /** What is held on the candidacies as they stand, by number; those that were destroyed are left out. */
  async look(tx: Tx, campaignId: string, candidacyIds: readonly string[]): Promise<HeldCandidacy[]> {
    return this.retention.heldAmong(tx, campaignId, candidacyIds);
  }

  async campaign(tx: Tx, campaignId: string): Promise<CampaignOfData> {
    const campaign = await this.retention.campaign(tx, campaignId);
    if (!campaign) throw candidacyAbsent([]);
    return campaign;
  }

  /** A calendar day, UTC. */
  today(): CalendarDate {
    return this.clock.now().toISOString().slice(0, 10);
  }

  private async heldAmong(tx: Tx, candidacies: readonly HeldCandidacy[]): Promise<ReadonlySet<string>> {
    const held = await this.holds.heldAmong(tx, candidacies.flatMap(({ people }) => people.map(({ personId }) => personId)));
    return new Set(candidacies.filter(({ people }) => people.some(({ personId }) => held.has(personId))).map(({ candidacyId }) => candidacyId));
  }
}
