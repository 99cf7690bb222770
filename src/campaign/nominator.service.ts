import { Injectable } from '@nestjs/common';
import type { Fault } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import { NO_CAMPAIGN, type Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { limitBelowUsed, nominationLimitReached, nominatorAbsent, nominatorsRefused } from './campaign.errors';
import { CampaignService, type RunningCampaign } from './campaign.service';
import { FEDERAL_SUBJECTS } from './domain/federal-subjects';
import { nominationPlaces, nominationStage } from './domain/nomination-stage';
import type { NominatorKind } from './domain/policy';
import { type NominatorPlaces, NominatorRepository, type NominatorRow } from './nominator.repository';

export type { NominatorPlaces };

export interface NominatorWish {
  readonly kind: NominatorKind;
  readonly code: string;
  readonly title: string;
  readonly region?: string;
}

const REGIONS: ReadonlySet<string> = new Set(FEDERAL_SUBJECTS.map(({ code }) => code));

/** Who puts applicants forward, in which campaigns, and how many. */
@Injectable()
export class NominatorService {
  constructor(
    private readonly database: Database,
    private readonly nominators: NominatorRepository,
    private readonly campaigns: CampaignService,
  ) {}

  /**
   * Registers nominators and answers in order; who is registered by kind and code already is answered as he stands.
   * 422 `NOMINATORS_REFUSED`: a region is unknown, missing for a region's nominator, or another than registered.
   */
  async register(caller: Caller, wishes: readonly NominatorWish[]): Promise<NominatorRow[]> {
    const faults = wishes.flatMap((wish, i) => regionFault(wish, `/items/${i}/region`));
    if (faults.length) throw nominatorsRefused(faults);
    return this.database.transact(caller, async (tx) => {
      const wished = wishes.map((wish) => ({ ...wish, id: newId(), region: wish.region ?? null }));
      const byName = new Map((await this.nominators.register(tx, wished)).map((row) => [nameOf(row), row]));
      const registered = wished.map((wish) => byName.get(nameOf(wish))!);
      const others = registered.flatMap(({ region }, i) => (region === wished[i]!.region ? [] : [{ pointer: `/items/${i}/region`, code: 'REGISTERED_OTHERWISE', params: {} }]));
      if (others.length) throw nominatorsRefused(others);
      await tx.audit({ action: 'nominator.registered', chain: NO_CAMPAIGN, lines: registered.length, digest: digestOf(registered.map(({ id }) => id)) });
      return registered;
    });
  }

  /** Lets nominators take part in an open campaign, with the places its policy gives. 422 `NOMINATORS_REFUSED`. */
  async enrol(caller: Caller, campaignId: string, ids: readonly string[]): Promise<NominatorPlaces[]> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const stage = nominationStage(campaign.policy);
      const known = new Map((await this.nominators.find(tx, ids)).map((nominator) => [nominator.id, nominator]));
      const faults = ids.flatMap((id, i): Fault[] => {
        const nominator = known.get(id);
        if (!nominator) return [{ pointer: `/items/${i}/nominatorId`, code: 'NOMINATOR_ABSENT', params: {} }];
        if (!stage.nominators.includes(nominator.kind)) return [{ pointer: `/items/${i}/nominatorId`, code: 'NOMINATOR_KIND_NOT_ALLOWED', params: { kind: nominator.kind } }];
        return [];
      });
      if (faults.length) throw nominatorsRefused(faults);
      await this.nominators.enrol(tx, campaignId, [...known.values()].map(({ id, code }) => ({ id, places: nominationPlaces(stage, code) })));
      await tx.audit({ action: 'nominator.enrolled', chain: campaignId, policyVersion: campaign.policyVersion, lines: known.size, digest: digestOf(ids) });
      const enrolled = new Map((await this.nominators.enrolled(tx, campaignId, stage.key, ids)).map((places) => [places.id, places]));
      return ids.map((id) => enrolled.get(id)!);
    });
  }

  async list(caller: Caller, campaignId: string, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Page<NominatorPlaces>> {
    const rows = await this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      return this.nominators.page(tx, campaignId, nominationStage(campaign.policy).key, after ?? null, limit + 1);
    });
    return pageOf(rows, limit, (nominator) => nominator.id);
  }

  /** Those of the ids who take part in the campaign. */
  async enrolled(tx: Tx, campaign: RunningCampaign, ids: readonly string[]): Promise<Map<string, NominatorPlaces>> {
    const rows = await this.nominators.enrolled(tx, campaign.campaignId, nominationStage(campaign.policy).key, ids);
    return new Map(rows.map((nominator) => [nominator.id, nominator]));
  }

  /** Holds a nominator's places until the end of the transaction: one who counts or numbers something of his at a time. */
  async holdPlaces(tx: Tx, campaign: RunningCampaign, nominatorId: string): Promise<void> {
    await this.nominators.lockPlaces(tx, campaign.campaignId, nominatorId);
  }

  /** Takes `count` places for a submission, one submission of a nominator at a time; 409 `NOMINATION_LIMIT_REACHED`. */
  async takePlaces(tx: Tx, campaign: RunningCampaign, nominatorId: string, count: number): Promise<void> {
    await this.nominators.lockPlaces(tx, campaign.campaignId, nominatorId);
    const nominator = (await this.enrolled(tx, campaign, [nominatorId])).get(nominatorId);
    if (!nominator) throw nominatorAbsent();
    const { places, used } = nominator;
    if (places !== null && used + count > places) throw nominationLimitReached(places, used);
    await this.nominators.setPlaces(tx, campaign.campaignId, [{ id: nominatorId, places, used: used + count }]);
  }

  /** Gives everyone who takes part the places of a new policy version; 409 `LIMIT_BELOW_USED` names whom it does not fit. */
  async setPlaces(tx: Tx, campaign: RunningCampaign): Promise<void> {
    const stage = nominationStage(campaign.policy);
    const ids = await this.nominators.lockPlaces(tx, campaign.campaignId, null);
    const enrolled = await this.nominators.enrolled(tx, campaign.campaignId, stage.key, ids);
    const now = enrolled.map(({ id, code, used }) => ({ id, code, used, places: nominationPlaces(stage, code) }));
    const over = now.filter(({ places, used }) => places !== null && used > places);
    if (over.length) throw limitBelowUsed(over.map(({ code }) => code));
    await this.nominators.setPlaces(tx, campaign.campaignId, now);
  }
}

function regionFault({ kind, region }: NominatorWish, pointer: string): Fault[] {
  if (region === undefined) return kind === 'region' ? [{ pointer, code: 'REGION_MISSING', params: {} }] : [];
  return REGIONS.has(region) ? [] : [{ pointer, code: 'REGION_UNKNOWN', params: {} }];
}

function nameOf({ kind, code }: Pick<NominatorRow, 'kind' | 'code'>): string {
  return `${kind} ${code}`;
}
