import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.service';
import type { Caller } from '../platform/caller';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { campaignAbsent, programmeUnknown } from './campaign.errors';
import { CampaignRepository, type ListedCampaign } from './campaign.repository';
import { digestPolicy } from './domain/digest-policy';
import { shiftPolicy } from './domain/shift-policy';
import { ProgrammeService } from './programme.service';

export interface CampaignWish {
  readonly programme: string;
  readonly name: string;
  /** Moves every date of the campaign by so many days; none unless told. */
  readonly shiftDays?: number;
  /** False: one person may propose and publish, in a small campaign. True unless told. */
  readonly secondPerson?: boolean;
}

/** Which campaigns there are, and how one begins. */
@Injectable()
export class CampaignRegisterService {
  constructor(
    private readonly database: Database,
    private readonly campaigns: CampaignRepository,
    private readonly programmes: ProgrammeService,
  ) {}

  /** A campaign in draft, whose first policy is the shifted preset of its programme; 422 `PROGRAMME_UNKNOWN`. */
  async create(caller: Caller, { programme, name, shiftDays = 0, secondPerson = true }: CampaignWish): Promise<ListedCampaign> {
    const preset = this.programmes.find(programme);
    if (!preset) throw programmeUnknown();
    const policy = shiftPolicy(preset, shiftDays);
    return this.database.transact(caller, async (tx) => {
      const id = newId();
      const digest = digestPolicy(policy);
      await this.campaigns.create(tx, { id, programme, name, secondPerson });
      const draftVersion = await this.campaigns.saveDraft(tx, id, policy, digest);
      await tx.audit({ action: 'campaign.created', chain: id, subject: id, policyVersion: draftVersion, digest, after: secondPerson ? 'two-persons' : 'one-person' });
      return { id, programme, name, state: 'draft', policyVersion: null, secondPerson, draftVersion };
    });
  }

  /** Campaigns in the order of their creation; `visible` are those the caller has to do with. */
  async list(caller: Caller, visible: readonly string[] | 'all', { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Page<ListedCampaign>> {
    const rows = await this.database.transact(caller, (tx) => this.campaigns.page(tx, visible === 'all' ? null : visible, after ?? null, limit + 1));
    return pageOf(rows, limit, (campaign) => campaign.id);
  }

  /** 404 `CAMPAIGN_ABSENT`. */
  async get(caller: Caller, campaignId: string): Promise<ListedCampaign> {
    const [campaign] = await this.database.transact(caller, (tx) => this.campaigns.page(tx, [campaignId], null, 1));
    if (!campaign) throw campaignAbsent();
    return campaign;
  }
}
