import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import { DomainError } from '../kernel/domain-error';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { noCommission } from './commission.errors';
import { type Member, MemberRepository, type NewMember } from './member.repository';

export type { Member };

/** Who sits in the commission, entered by its secretary; nobody needs an account for it. */
@Injectable()
export class MemberService {
  constructor(
    private readonly database: Database,
    private readonly members: MemberRepository,
    private readonly campaigns: CampaignService,
  ) {}

  async enter(caller: Caller, campaignId: string, items: readonly Omit<NewMember, 'id'>[]): Promise<{ ids: string[] }> {
    return this.database.transact(caller, async (tx) => {
      const { policy, policyVersion } = await this.campaigns.running(tx, campaignId);
      if (!policy.commission) throw noCommission();
      const members = items.map((item) => ({ ...item, id: newId() }));
      await this.members.enter(tx, campaignId, members);
      const ids = members.map(({ id }) => id);
      await tx.audit({ action: 'commission.members-entered', chain: campaignId, policyVersion, lines: ids.length, digest: digestOf(ids) });
      return { ids };
    });
  }

  /** Ends memberships on a last day, all or none. 404 `MEMBER_ABSENT`: no such membership, or it has ended or begins later. */
  async end(caller: Caller, campaignId: string, items: readonly { readonly memberId: string; readonly until: string }[]): Promise<{ ids: string[] }> {
    return this.database.transact(caller, async (tx) => {
      const { policyVersion } = await this.campaigns.running(tx, campaignId);
      const ended = new Set(await this.members.end(tx, campaignId, items));
      const faults = items.flatMap(({ memberId }, i) => (ended.has(memberId) ? [] : [{ pointer: `/items/${i}/memberId`, code: 'MEMBER_ABSENT', params: {} }]));
      if (faults.length) throw new DomainError('absent', 'MEMBER_ABSENT', 'There is no such membership that could end on that day.', {}, faults);
      const ids = items.map(({ memberId }) => memberId);
      await tx.audit({ action: 'commission.members-ended', chain: campaignId, policyVersion, lines: ids.length, digest: digestOf(ids) });
      return { ids };
    });
  }

  async list(caller: Caller, campaignId: string, { after, limit }: { after?: string; limit: number }): Promise<Page<Member>> {
    return this.database.transact(caller, async (tx) => pageOf(await this.members.page(tx, campaignId, after ?? null, limit + 1), limit, ({ id }) => id));
  }
}
