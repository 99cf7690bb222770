import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import { ExitService } from '../decision/exit.service';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { duplicateAbsent, duplicateResolved, resolutionRefused } from './applicant.errors';
import { alike, checkResolution, type DuplicateState, keptPerson, type Resolution, type Standing } from './domain/check-resolution';
import { samePatronymic } from './domain/same-person';
import { DuplicateRepository, type DuplicateRow, type Match, type NewSet } from './duplicate.repository';

export interface ResolveRequest {
  readonly outcome: Resolution;
  readonly withdraw: readonly string[];
  readonly reason: string;
}

/**
 * One person put forward by several nominators: found when he is entered, resolved by an officer. Until then a nominee
 * who is not submitted yet cannot be; his nominator learns that there is a conflict and nothing of the other side.
 */
@Injectable()
export class DuplicateService {
  constructor(
    private readonly database: Database,
    private readonly duplicates: DuplicateRepository,
    private readonly campaigns: CampaignService,
    private readonly exits: ExitService,
  ) {}

  /** Looks for others' nominations of the same persons, in the transaction that enters or changes these candidacies. */
  async find(tx: Tx, campaignId: string, candidacyIds: readonly string[]): Promise<void> {
    const sets = await tx.beyondReach(async () => { // the nominator is told that an officer looks into it, and nothing that was found
      const matches = await this.duplicates.matches(tx, candidacyIds);
      const found = joined(matches.filter(({ patronymic, otherPatronymic }) => samePatronymic(patronymic, otherPatronymic)));
      if (found.length) await this.duplicates.insert(tx, campaignId, found);
      return found;
    });
    if (!sets.length) return;
    await tx.audit({ action: 'duplicate.found', chain: campaignId, lines: sets.length, digest: digestOf(sets.map(({ id, candidacyIds: ids }) => ({ id, candidacyIds: ids }))) });
  }

  /** Sets of a campaign in the order they were found. */
  async list(caller: Caller, campaignId: string, { state, after, limit }: { readonly state?: DuplicateState; readonly after?: string; readonly limit: number }): Promise<Page<DuplicateRow>> {
    const rows = await this.database.transact(caller, (tx) => this.duplicates.page(tx, campaignId, { state, after }, limit + 1));
    return pageOf(rows, limit, ({ id }) => id);
  }

  /**
   * Says who is who. The same: the persons become one and whoever is named withdraws, so that one candidacy remains.
   * Different: all go on. Withdrawn: as the same, and who they are stays open. 404 `DUPLICATE_ABSENT`, 409
   * `DUPLICATE_RESOLVED`, 422 `RESOLUTION_REFUSED`.
   */
  async resolve(caller: Caller, campaignId: string, id: string, { outcome, withdraw, reason }: ResolveRequest): Promise<DuplicateRow> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const state = await this.duplicates.lock(tx, campaignId, id);
      if (!state) throw duplicateAbsent();
      if (state !== 'open') throw duplicateResolved(state);
      const members = await tx.beyondReach(() => this.duplicates.standings(tx, id));
      const faults = checkResolution(outcome, withdraw, members);
      if (faults.length) throw resolutionRefused(faults);
      if (outcome === 'same-person') await tx.beyondReach(() => this.merge(tx, members));
      if (withdraw.length) await this.exits.exitIn(tx, campaign, [...new Set(withdraw)].map((candidacyId) => ({ candidacyId, event: 'withdraw', reason })));
      await this.duplicates.resolve(tx, id, outcome, reason);
      await tx.audit({ action: 'duplicate.resolved', chain: campaignId, subject: id, reason, policyVersion: campaign.policyVersion, lines: members.length, digest: digestOf({ outcome, withdraw }) });
      const [resolved] = await this.duplicates.page(tx, campaignId, { id }, 1);
      return resolved!;
    });
  }

  private async merge(tx: Tx, members: readonly Standing[]): Promise<void> {
    for (const group of alike(members)) {
      const kept = keptPerson(group);
      const others = [...new Set(group.map(({ personId }) => personId))].filter((personId) => personId !== kept);
      if (others.length) await this.duplicates.merge(tx, kept, others);
    }
  }
}

/** Matches as sets: whoever is linked with somebody of a set belongs to it, also to one that is open already. */
function joined(matches: readonly Match[]): NewSet[] {
  const setOf = new Map<string, { id: string; foundBy: Match['foundBy']; candidacyIds: string[] }>();
  for (const { candidacyId, otherId, foundBy, setId } of matches) {
    const set = setOf.get(candidacyId) ?? setOf.get(otherId) ?? { id: setId ?? newId(), foundBy, candidacyIds: [] };
    for (const id of [candidacyId, otherId]) {
      if (!setOf.has(id)) set.candidacyIds.push(id);
      setOf.set(id, set);
    }
  }
  return [...new Set(setOf.values())];
}
