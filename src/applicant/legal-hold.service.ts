import { Injectable } from '@nestjs/common';
import { CandidacyService } from '../candidacy/candidacy.service';
import type { Caller } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { newId } from '../platform/new-id';
import { type Page, pageOf } from '../platform/http/page-query';
import { holdAbsent, holdReleased } from './applicant.errors';
import { type HoldWish, type LegalHold, LegalHoldRepository } from './legal-hold.repository';

export type { HoldWish, LegalHold };

/** Legal holds: a person's data outlive their term while an appeal, a lawsuit or an inquiry needs them. */
@Injectable()
export class LegalHoldService {
  constructor(
    private readonly database: Database,
    private readonly holds: LegalHoldRepository,
    private readonly candidacies: CandidacyService,
    private readonly clock: Clock,
  ) {}

  /** Holds the people of the candidacies, all or none; one hold a person. Gives the holds' ids. 404 `CANDIDACY_ABSENT`. */
  async hold(tx: Tx, campaignId: string, wishes: readonly HoldWish[]): Promise<string[]> {
    await this.candidacies.require(tx, campaignId, wishes.map(({ candidacyId }) => candidacyId), 'all');
    const people = await this.holds.peopleOf(tx, wishes.map(({ candidacyId }) => candidacyId));
    const holds = wishes.flatMap((wish) => people.filter(({ candidacyId }) => candidacyId === wish.candidacyId).map(({ personId }) => ({ ...wish, id: newId(), personId })));
    await this.holds.insert(tx, holds);
    const ids = holds.map(({ id }) => id);
    await tx.audit({ action: 'legal-hold.placed', chain: campaignId, ...(ids.length === 1 && { subject: ids[0]! }), reason: wishes[0]!.reason, lines: ids.length, digest: digestOf(ids) });
    return ids;
  }

  /** Ends holds, all or none. 404 `HOLD_ABSENT`, 409 `HOLD_RELEASED`. */
  async release(tx: Tx, campaignId: string, ids: readonly string[], reason: string): Promise<void> {
    const known = await this.holds.find(tx, campaignId, ids);
    if (ids.some((id) => !known.has(id))) throw holdAbsent();
    if ((await this.holds.release(tx, campaignId, ids, reason)).size !== new Set(ids).size) throw holdReleased();
    await tx.audit({ action: 'legal-hold.released', chain: campaignId, ...(ids.length === 1 && { subject: ids[0]! }), reason, lines: ids.length, digest: digestOf([...ids]) });
  }

  /** Those of the persons whose data may not be destroyed today. */
  async heldAmong(tx: Tx, personIds: readonly string[]): Promise<ReadonlySet<string>> {
    return this.holds.heldAmong(tx, personIds, this.clock.now().toISOString().slice(0, 10));
  }

  async place(caller: Caller, campaignId: string, wishes: readonly HoldWish[]): Promise<{ readonly items: LegalHold[] }> {
    return this.database.transact(caller, async (tx) => this.shown(tx, campaignId, await this.hold(tx, campaignId, wishes)));
  }

  async lift(caller: Caller, campaignId: string, ids: readonly string[], reason: string): Promise<{ readonly items: LegalHold[] }> {
    return this.database.transact(caller, async (tx) => {
      await this.release(tx, campaignId, ids, reason);
      return this.shown(tx, campaignId, ids);
    });
  }

  /** In the order they were placed. */
  async list(caller: Caller, campaignId: string, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Page<LegalHold>> {
    return pageOf(await this.database.transact(caller, (tx) => this.holds.page(tx, campaignId, after ?? null, limit + 1)), limit, ({ id }) => id);
  }

  private async shown(tx: Tx, campaignId: string, ids: readonly string[]): Promise<{ readonly items: LegalHold[] }> {
    const holds = await this.holds.find(tx, campaignId, ids);
    return { items: ids.map((id) => holds.get(id)!) };
  }
}
