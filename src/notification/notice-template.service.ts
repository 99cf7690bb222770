import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import type { Fault } from '../kernel/reason';
import { type Caller, lookingUp } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import { allowedFor, checkTemplate, type TemplateText, type Variable } from './domain/notice-template';
import { type Occasion, OCCASIONS } from './domain/occasion-of';
import { STANDARD_TEMPLATES } from './domain/standard-templates';
import { NoticeTemplateRepository, type TemplateVersion } from './notice-template.repository';
import { draftChanged, occasionTwice, templateRefused } from './notification.errors';

/** What is written on an occasion: in force, in draft, and the text to begin with. */
export interface OccasionTemplates {
  readonly occasion: Occasion;
  readonly variables: readonly Variable[];
  readonly approved: TemplateVersion | null;
  readonly draft: TemplateVersion | null;
  readonly standard: TemplateText;
}

export interface TemplateEntry extends TemplateText {
  readonly occasion: Occasion;
}

/** Texts of a campaign's notices: an officer writes drafts, an approved version is in force and never changes. */
@Injectable()
export class NoticeTemplateService {
  constructor(
    private readonly database: Database,
    private readonly templates: NoticeTemplateRepository,
    private readonly campaigns: CampaignService,
  ) {}

  async list(caller: Caller, campaignId: string): Promise<OccasionTemplates[]> {
    const versions = await this.database.transact(caller, async (tx) => {
      await this.campaigns.running(tx, campaignId);
      return this.templates.current(tx, campaignId);
    });
    const of = (occasion: Occasion, state: TemplateVersion['state']): TemplateVersion | null => versions.find((each) => each.occasion === occasion && each.state === state) ?? null;
    return OCCASIONS.map((occasion) => ({ occasion, variables: allowedFor(occasion), approved: of(occasion, 'approved'), draft: of(occasion, 'draft'), standard: STANDARD_TEMPLATES[occasion] }));
  }

  /** Writes drafts, all or none. 422 `TEMPLATE_REFUSED` names every wrong or missing variable. */
  async write(caller: Caller, campaignId: string, entries: readonly TemplateEntry[]): Promise<OccasionTemplates[]> {
    refuseTwice(entries);
    const faults = entries.flatMap((entry, i) => checkTemplate(entry.occasion, entry).map((fault): Fault => ({ ...fault, pointer: `/items/${i}${fault.pointer}` })));
    if (faults.length) throw templateRefused(faults);
    await this.database.transact(caller, async (tx) => {
      const { policyVersion } = await this.campaigns.running(tx, campaignId, { lock: true });
      await this.templates.draft(tx, campaignId, entries);
      await tx.audit({ action: 'notice-template.written', chain: campaignId, policyVersion, lines: entries.length, digest: digestOf(entries) });
    });
    return this.named(caller, campaignId, entries);
  }

  /** Puts drafts in force, all or none. 409 `DRAFT_CHANGED`. */
  async approve(caller: Caller, campaignId: string, versions: readonly { readonly occasion: Occasion; readonly version: number }[]): Promise<OccasionTemplates[]> {
    refuseTwice(versions);
    await this.database.transact(caller, async (tx) => {
      const { policyVersion } = await this.campaigns.running(tx, campaignId, { lock: true });
      const approved = new Set(await this.templates.approve(tx, campaignId, versions));
      const faults = versions.flatMap(({ occasion }, i) => (approved.has(occasion) ? [] : [{ pointer: `/items/${i}/version`, code: 'DRAFT_CHANGED', params: { occasion } }]));
      if (faults.length) throw draftChanged(faults);
      await tx.audit({ action: 'notice-template.approved', chain: campaignId, policyVersion, lines: versions.length, digest: digestOf(versions) });
    });
    return this.named(caller, campaignId, versions);
  }

  private async named(caller: Caller, campaignId: string, wanted: readonly { readonly occasion: Occasion }[]): Promise<OccasionTemplates[]> {
    const all = new Map((await this.list(lookingUp(caller), campaignId)).map((each) => [each.occasion, each]));
    return wanted.map(({ occasion }) => all.get(occasion)!);
  }
}

function refuseTwice(entries: readonly { readonly occasion: Occasion }[]): void {
  const faults = entries.flatMap(({ occasion }, i) => (entries.findIndex((each) => each.occasion === occasion) < i ? [{ pointer: `/items/${i}/occasion`, code: 'OCCASION_TWICE', params: { occasion } }] : []));
  if (faults.length) throw occasionTwice(faults);
}
