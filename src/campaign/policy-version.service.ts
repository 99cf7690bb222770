import { Injectable } from '@nestjs/common';
import { WorkService } from '../candidacy/work.service';
import type { Fault } from '../kernel/reason';
import type { WorkKind } from '../kernel/jobs';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import type { Caller } from '../platform/caller';
import { campaignAbsent, campaignClosed, changedAfterOpening, draftChanged, policyAbsent, policyPublished, policyRefused } from './campaign.errors';
import type { PolicyDto } from './campaign.dto';
import { type CampaignRow, CampaignRepository } from './campaign.repository';
import { CampaignService } from './campaign.service';
import { checkNextVersion, type NextVersionFault } from './domain/check-next-version';
import { digestPolicy } from './domain/digest-policy';
import type { Policy } from './domain/policy';
import type { PolicyFault } from './domain/policy-fault';
import { NominatorService } from './nominator.service';
import { ProgrammeService } from './programme.service';

export type VersionFault = PolicyFault | NextVersionFault;

export interface CheckedVersion {
  readonly version: number;
  readonly faults: readonly VersionFault[];
}

/** Stages that judge everyone alone: their work is made anew under a new version. A ranking is started by a person. */
const RECOMPUTED: ReadonlySet<string> = new Set<WorkKind>(['eligibility', 'diagnostics', 'assessment']);

/** The versions of a campaign's policy: draft, then published, then never changed. */
@Injectable()
export class PolicyVersionService {
  constructor(
    private readonly database: Database,
    private readonly versions: CampaignRepository,
    private readonly campaigns: CampaignService,
    private readonly programmes: ProgrammeService,
    private readonly nominators: NominatorService,
    private readonly work: WorkService,
  ) {}

  /** The version asked for, else the one in force, else the draft; 404 `POLICY_ABSENT`. */
  async read(caller: Caller, campaignId: string, version?: number): Promise<PolicyDto> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.find(tx, campaignId);
      const asked = version ?? campaign.policyVersion ?? (await this.versions.draft(tx, campaignId))?.version;
      const found = asked === undefined ? null : await this.versions.version(tx, campaignId, asked);
      if (!found) throw policyAbsent();
      return {
        version: found.version,
        state: found.state,
        digest: found.digest.toString('hex'),
        publishedBy: found.publishedBy,
        publishedAt: found.publishedAt?.toISOString() ?? null,
        policy: found.document,
      };
    });
  }

  /**
   * Replaces the draft by the whole document; after opening it begins the next version. A draft may lack what publication
   * needs, so the faults are told and not refused; only a document that is no policy is (422 `POLICY_MALFORMED`).
   */
  async replace(caller: Caller, campaignId: string, document: unknown): Promise<CheckedVersion> {
    const policy = this.programmes.read(document);
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.lock(tx, campaignId);
      const digest = digestPolicy(policy);
      const before = await this.versions.draft(tx, campaignId);
      const version = await this.versions.saveDraft(tx, campaignId, policy, digest);
      await tx.audit({ action: 'policy.drafted', chain: campaignId, subject: campaignId, policyVersion: version, digest, before: before?.digest.toString('hex'), after: digest.toString('hex') });
      return { version, faults: await this.faults(tx, campaign, policy) };
    });
  }

  /** What publication would say of the draft; 404 `POLICY_ABSENT` where none is being drafted. */
  async check(caller: Caller, campaignId: string): Promise<CheckedVersion> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.find(tx, campaignId);
      const draft = await this.versions.draft(tx, campaignId);
      if (!draft) throw policyAbsent();
      return { version: draft.version, faults: await this.faults(tx, campaign, draft.document) };
    });
  }

  /**
   * Puts a draft in force. The first version opens the campaign; a later one supersedes open work of the older, has it
   * made anew for whoever is undecided, and sets the nominators' places. Refused while any fault is more than a notice:
   * 422 `POLICY_REFUSED`, 422 `CHANGED_AFTER_OPENING`; 409 `POLICY_PUBLISHED`, `CAMPAIGN_CLOSED`, `LIMIT_BELOW_USED`,
   * `DRAFT_CHANGED` where a digest names another document than the draft has become, and `SECOND_PERSON_NEEDED` for
   * whoever drafted it last, unless the campaign was begun without a second person.
   */
  async publish(caller: Caller, campaignId: string, { version, digest: shown }: { version: number; digest?: string }): Promise<{ version: number; digest: string }> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.lock(tx, campaignId);
      const draft = await this.versions.policy(tx, campaignId, version);
      if (!draft) throw policyAbsent();
      if (draft.state === 'published') throw policyPublished();
      await this.campaigns.requireSecondPerson(tx, campaignId, draft.draftedBy);
      if (shown !== undefined && shown !== draft.digest.toString('hex')) throw draftChanged();
      const policy = this.programmes.read(draft.document);
      refuse(await this.faults(tx, campaign, policy));
      const digest = digestPolicy(policy);
      await this.versions.publish(tx, campaignId, version, digest);
      if (campaign.policyVersion !== null) await this.carryOver(tx, campaignId, policy, version);
      await tx.audit({ action: 'policy.published', chain: campaignId, subject: campaignId, policyVersion: version, digest, before: String(campaign.policyVersion ?? 'draft'), after: String(version) });
      return { version, digest: digest.toString('hex') };
    });
  }

  /** What an open campaign has under way goes on under the new version. */
  private async carryOver(tx: Tx, campaignId: string, policy: Policy, version: number): Promise<void> {
    await this.nominators.setPlaces(tx, { campaignId, policy, policyVersion: version });
    await this.work.supersede(tx, campaignId, version);
    const kinds = new Map(policy.stages.filter(({ kind }) => RECOMPUTED.has(kind)).map(({ key, kind }) => [key, kind as WorkKind]));
    for (const { stage, ids } of await this.versions.toRecompute(tx, campaignId, [...kinds.keys()], version)) {
      await this.work.markReady(tx, campaignId, { key: stage, kind: kinds.get(stage)! }, ids);
    }
  }

  private async faults(tx: Tx, campaign: CampaignRow, policy: Policy): Promise<VersionFault[]> {
    const faults = this.programmes.check(policy);
    if (campaign.policyVersion === null) return faults;
    return [...faults, ...checkNextVersion(await this.campaigns.publishedPolicy(tx, campaign.id, campaign.policyVersion), policy)];
  }

  private async find(tx: Tx, campaignId: string, lock = false): Promise<CampaignRow> {
    const campaign = await this.versions.find(tx, campaignId, lock);
    if (!campaign) throw campaignAbsent();
    return campaign;
  }

  /** One person at a time changes the policy of a campaign. */
  private async lock(tx: Tx, campaignId: string): Promise<CampaignRow> {
    const campaign = await this.find(tx, campaignId, true);
    if (campaign.state === 'closed') throw campaignClosed();
    return campaign;
  }
}

function refuse(faults: readonly VersionFault[]): void {
  const grave: readonly (Fault & VersionFault)[] = faults.filter(({ level }) => level !== 'notice');
  if (grave.some(({ code }) => FORBIDDEN.has(code))) throw changedAfterOpening(grave);
  if (grave.length) throw policyRefused(grave);
}

const FORBIDDEN: ReadonlySet<string> = new Set(['STAGE_KEYS_CHANGED', 'STAGE_ORDER_CHANGED', 'CHANGED_AFTER_OPENING']);
