import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error';
import type { Tx } from '../platform/database/tx';
import { secondPersonNeeded } from './campaign.errors';
import { CampaignRepository } from './campaign.repository';
import { type Policy, type Stage, stageOf } from './domain/policy';
import type { StageKind } from '../candidacy/domain/pipeline';

/** A campaign that runs, with the policy version in force. */
export interface RunningCampaign {
  readonly campaignId: string;
  readonly policy: Policy;
  readonly policyVersion: number;
}

@Injectable()
export class CampaignService {
  /** Published policies never change, so each is read and parsed once a process. */
  private readonly published = new Map<string, Policy>();

  constructor(private readonly campaigns: CampaignRepository) {}

  /** The open campaign and its policy; 404 `CAMPAIGN_ABSENT`, 409 `CAMPAIGN_NOT_OPEN`. `lock` keeps others from locking it too. */
  async running(tx: Tx, campaignId: string, options: { lock?: boolean } = {}): Promise<RunningCampaign> {
    const campaign = await this.campaigns.find(tx, campaignId, options.lock);
    if (!campaign) throw new DomainError('absent', 'CAMPAIGN_ABSENT', 'There is no such campaign.');
    if (campaign.state !== 'open' || campaign.policyVersion === null) throw new DomainError('conflict', 'CAMPAIGN_NOT_OPEN', 'The campaign is not open.', { state: campaign.state });
    return { campaignId, policyVersion: campaign.policyVersion, policy: await this.publishedPolicy(tx, campaignId, campaign.policyVersion) };
  }

  /**
   * Refuses whoever approves what he has proposed himself, unless the campaign was begun without a second person: 409
   * `SECOND_PERSON_NEEDED`.
   */
  async requireSecondPerson(tx: Tx, campaignId: string, proposedBy: string): Promise<void> {
    if (proposedBy !== tx.actor.id) return;
    const campaign = await this.campaigns.find(tx, campaignId);
    if (campaign?.secondPerson) throw secondPersonNeeded();
  }

  /** The policy of a published version. */
  async publishedPolicy(tx: Tx, campaignId: string, version: number): Promise<Policy> {
    const key = `${campaignId} ${version}`;
    const known = this.published.get(key);
    if (known) return known;
    const found = await this.campaigns.policy(tx, campaignId, version);
    if (!found || found.state !== 'published') throw new DomainError('absent', 'POLICY_ABSENT', 'There is no such published policy version.');
    this.published.set(key, found.document);
    return found.document;
  }

  /** The version that is being drafted; 404 `POLICY_ABSENT` where none is. */
  async draft(tx: Tx, campaignId: string): Promise<{ version: number; policy: Policy; digest: string }> {
    const draft = await this.campaigns.draft(tx, campaignId);
    if (!draft) throw new DomainError('absent', 'POLICY_ABSENT', 'No policy version is being drafted.');
    return { version: draft.version, policy: draft.document, digest: draft.digest.toString('hex') };
  }

  /** The stage with this key, of one of the kinds where given; 404 `STAGE_ABSENT`. */
  stage<Kind extends StageKind>({ policy }: RunningCampaign, key: string, kind?: Kind): Extract<Stage, { kind: Kind }> {
    const stage = stageOf(policy, key);
    if (!stage || (kind && stage.kind !== kind)) throw new DomainError('absent', 'STAGE_ABSENT', 'The campaign has no such stage.');
    return stage as Extract<Stage, { kind: Kind }>;
  }
}
