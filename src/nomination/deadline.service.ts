import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { nominationStage } from '../campaign/domain/nomination-stage';
import { NominatorService } from '../campaign/nominator.service';
import { CandidacyService } from '../candidacy/candidacy.service';
import { DomainError } from '../kernel/domain-error';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { DeadlineRepository, type Extension } from './deadline.repository';
import { checkDeadline, latestOf, showInstant, type ShownInstant, type Submitter, type Window } from './domain/check-deadline';
import { extensionAbsent, extensionDecided, extensionNotLater, nominatorAbsent } from './nomination.errors';

export type { Extension };

/** The last moment to begin a submission, as the policy and extensions give it, by two clocks. */
export interface ShownDeadline extends ShownInstant {
  readonly closesAt: string;
  readonly isExtended: boolean;
}

/** A nominator who submits, and what of. */
export interface Submission {
  readonly nominator: Submitter & { readonly id: string };
  readonly candidacyIds: readonly string[];
  /** When the request began to arrive. */
  readonly begunAt: Date;
  /** When the upload began that the latest of the nominees came by; null where somebody was typed in. */
  readonly uploadedAt: Date | null;
}

/** Until when nominators may submit: the policy's period, and later deadlines granted to single nominators. */
@Injectable()
export class DeadlineService {
  constructor(
    private readonly database: Database,
    private readonly extensions: DeadlineRepository,
    private readonly campaigns: CampaignService,
    private readonly nominators: NominatorService,
    private readonly candidacies: CandidacyService,
  ) {}

  /** 409 `NOMINATION_NOT_OPEN_YET` or `NOMINATION_DEADLINE_PASSED` when the submission began outside of its time. */
  async requireInTime(tx: Tx, campaign: RunningCampaign, { nominator, candidacyIds, begunAt, uploadedAt }: Submission): Promise<void> {
    const late = checkDeadline(await this.window(tx, campaign, nominator.id, candidacyIds), nominator, begunAt, uploadedAt);
    if (late) throw new DomainError('conflict', late.code, DETAILS[late.code], late.params);
  }

  /** What a nominator is shown; for all his nominees unless some are named. */
  async shown(tx: Tx, campaign: RunningCampaign, nominator: { readonly id: string; readonly region: string | null }, candidacyIds: readonly string[] = []): Promise<ShownDeadline> {
    const window = await this.window(tx, campaign, nominator.id, candidacyIds);
    const closesAt = latestOf(window);
    return { closesAt: closesAt.toISOString(), ...showInstant(closesAt, nominator.region), isExtended: closesAt > window.closesAt };
  }

  /** An officer gives one nominator more time, unasked. 422 `EXTENSION_NOT_LATER`. */
  async grant(caller: Caller, campaignId: string, { nominatorId, until, reason }: { readonly nominatorId: string; readonly until: string; readonly reason: string }): Promise<Extension> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      await this.requireEnrolled(tx, campaign, nominatorId);
      const extension = await this.extensions.insert(tx, campaignId, { id: newId(), nominatorId, state: 'granted', candidacyIds: null, reason, until: laterThanPolicy(campaign, until) });
      await tx.audit({ action: 'extension.granted', chain: campaignId, subject: extension.id, reason, policyVersion: campaign.policyVersion });
      return extension;
    });
  }

  /** A nominator asks to hand in named nominees late. */
  async request(caller: Caller, campaignId: string, scope: readonly string[] | 'all', { nominatorId, candidacyIds, reason }: { readonly nominatorId: string; readonly candidacyIds: readonly string[]; readonly reason: string }): Promise<Extension> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      if (scope !== 'all' && !scope.includes(nominatorId)) throw nominatorAbsent(['/nominatorId']);
      await this.requireEnrolled(tx, campaign, nominatorId);
      await this.candidacies.requireOpenIn(tx, campaignId, nominationStage(campaign.policy).key, candidacyIds, [nominatorId], { at: (i) => `/candidacyIds/${i}` });
      const extension = await this.extensions.insert(tx, campaignId, { id: newId(), nominatorId, state: 'requested', candidacyIds, reason, until: null });
      await tx.audit({ action: 'extension.requested', chain: campaignId, subject: extension.id, reason, policyVersion: campaign.policyVersion, lines: candidacyIds.length });
      return extension;
    });
  }

  /** An officer answers a request: until when, or no. 404 `EXTENSION_ABSENT`, 409 `EXTENSION_DECIDED`, 422 `EXTENSION_NOT_LATER`. */
  async decide(caller: Caller, campaignId: string, id: string, { until, reason }: { readonly until: string | null; readonly reason: string }): Promise<Extension> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const asked = await this.extensions.lock(tx, campaignId, id);
      if (!asked) throw extensionAbsent();
      if (asked.state !== 'requested') throw extensionDecided(asked.state);
      const state = until === null ? 'refused' : 'granted';
      const decided = await this.extensions.decide(tx, id, state, until === null ? null : laterThanPolicy(campaign, until), reason);
      await tx.audit({ action: `extension.${state}`, chain: campaignId, subject: id, reason, policyVersion: campaign.policyVersion, before: asked.state, after: state });
      return decided;
    });
  }

  async list(caller: Caller, campaignId: string, scope: readonly string[] | 'all', { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Page<Extension>> {
    const rows = await this.database.transact(caller, (tx) => this.extensions.page(tx, campaignId, scope === 'all' ? null : scope, after ?? null, limit + 1));
    return pageOf(rows, limit, ({ id }) => id);
  }

  private async window(tx: Tx, { campaignId, policy }: RunningCampaign, nominatorId: string, candidacyIds: readonly string[]): Promise<Window> {
    const { opensAt, closesAt } = nominationStage(policy).period;
    return { opensAt: new Date(opensAt), closesAt: new Date(closesAt), extendedTo: await this.extensions.grantedTo(tx, campaignId, nominatorId, candidacyIds) };
  }

  private async requireEnrolled(tx: Tx, campaign: RunningCampaign, nominatorId: string): Promise<void> {
    if (!(await this.nominators.enrolled(tx, campaign, [nominatorId])).has(nominatorId)) throw nominatorAbsent(['/nominatorId']);
  }
}

const DETAILS = {
  NOMINATION_NOT_OPEN_YET: 'Nomination has not begun.',
  NOMINATION_DEADLINE_PASSED: 'The deadline for submissions of this nominator has passed.',
} as const;

function laterThanPolicy({ policy }: RunningCampaign, until: string): Date {
  const instant = new Date(until);
  if (instant <= new Date(nominationStage(policy).period.closesAt)) throw extensionNotLater(nominationStage(policy).period.closesAt);
  return instant;
}
