import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { DomainError } from '../kernel/domain-error';
import type { Tx } from '../platform/database/tx';
import { AgendaRepository } from './agenda.repository';

/** What a decision of a list rests on: a run that never changes, or a list as it was checked. */
export type ResolvedSubject = { readonly kind: 'run'; readonly id: string } | { readonly kind: 'list'; readonly id: string; readonly digest: string };

/** What the commission resolved, for whoever decides in its name. Where the policy asks no commission, nothing is asked. */
@Injectable()
export class ResolutionService {
  constructor(
    private readonly agenda: AgendaRepository,
    private readonly campaigns: CampaignService,
  ) {}

  /**
   * The item of the agenda on which the commission adopted this very subject; null where the gate of the stage asks no
   * commission. 409 `COMMISSION_NEEDED`, with what came of the last vote, if any; without a subject always.
   */
  async requireAdopted(tx: Tx, campaign: RunningCampaign, stage: string, subject: ResolvedSubject | null): Promise<string | null> {
    if (this.campaigns.stage(campaign, stage).gate.confirms !== 'commission') return null;
    const voted = subject && (await this.agenda.lastVoted(tx, campaign.campaignId, subject.id, subject.kind === 'list' ? subject.digest : null));
    if (voted?.outcome !== 'adopted') {
      throw new DomainError('conflict', 'COMMISSION_NEEDED', 'The policy leaves this to the commission: put it on the agenda and record how it was voted on.', { outcome: voted?.outcome ?? null });
    }
    return voted.id;
  }

  /** 409 `PROTOCOL_NOT_SIGNED` until the protocol of the item has its number and its signed scan. */
  async requireSigned(tx: Tx, itemId: string): Promise<void> {
    const missing = await this.agenda.missingOfProtocol(tx, itemId);
    if (missing) throw new DomainError('conflict', 'PROTOCOL_NOT_SIGNED', 'This decision rests on a protocol of the commission that is not signed yet: enter its number and upload the scan.', { missing });
  }
}
