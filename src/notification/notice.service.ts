import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { stageOf } from '../campaign/domain/policy';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import type { NoticeState } from './domain/notice-state';
import type { Recipient } from './domain/notice-template';
import { type Occasion, occasionOf } from './domain/occasion-of';
import { NoticeSender } from './notice-sender.service';
import { NoticeTemplateRepository, type TemplateVersion } from './notice-template.repository';
import { NoticeWriter } from './notice-writer.service';
import { NoticeRepository, type PublishedDecision, type UntoldLine, type UntoldLines } from './notice.repository';
import { decisionAbsent, decisionReverted, nothingToRelease, secondPersonNeeded, stalePreview } from './notification.errors';

/** How many are to be told what of a decision; `templateVersion` null: no text is approved, so they are not written to. */
export interface DueOccasion {
  readonly occasion: Occasion;
  readonly count: number;
  readonly templateVersion: number | null;
}

export interface DueDecision {
  readonly decisionId: string;
  readonly stage: string;
  readonly kind: string;
  readonly publishedAt: Date;
  readonly occasions: readonly DueOccasion[];
}

export interface NoticeOverview {
  readonly states: readonly { readonly state: NoticeState; readonly count: number }[];
  /** Published decisions of which somebody was not told. */
  readonly due: readonly DueDecision[];
}

export interface PreviewedNotice {
  readonly number: string;
  readonly name: string;
  readonly occasion: Occasion;
  readonly recipient: Recipient;
  readonly hasAddress: boolean;
  readonly subject: string;
  readonly body: string;
}

export interface NoticePreview extends Page<PreviewedNotice> {
  readonly count: number;
  readonly digest: string;
  readonly occasions: readonly DueOccasion[];
  readonly withoutAddress: number;
}

/** A line with the text it would be told in. */
type ToldLine = UntoldLine & { readonly occasion: Occasion; readonly template: TemplateVersion };

interface DueNotices {
  readonly decision: PublishedDecision;
  readonly lines: readonly ToldLine[];
  readonly occasions: readonly DueOccasion[];
  readonly digest: string;
}

/**
 * From published decisions to notices. There is no list of people beside the decision: who is told what is read from its
 * lines, shown by name, and let out by a named person against the digest of what was shown.
 */
@Injectable()
export class NoticeService {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeRepository,
    private readonly templates: NoticeTemplateRepository,
    private readonly writer: NoticeWriter,
    private readonly campaigns: CampaignService,
    private readonly sender: NoticeSender,
  ) {}

  /** What waits to be let out, corrections of reverted decisions included, and how far the rest has got. */
  async overview(caller: Caller, campaignId: string): Promise<NoticeOverview> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const approved = await this.approved(tx, campaignId);
      const untold = await this.notices.untold(tx, campaignId);
      const due = (await this.notices.decisions(tx, campaignId, null)).flatMap(({ id, stage, kind, publishedAt }): DueDecision[] => {
        const occasions = countOccasions(campaign, approved, untold.filter(({ batchId }) => batchId === id));
        return occasions.length ? [{ decisionId: id, stage, kind, publishedAt, occasions }] : [];
      });
      return { states: await this.notices.states(tx, campaignId), due };
    });
  }

  /** The letters of one decision by name, page after page, with counts and digest of all. 404 `DECISION_ABSENT`. */
  async preview(caller: Caller, campaignId: string, decisionId: string, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<NoticePreview> {
    return this.database.transact(caller, async (tx) => {
      const { lines, occasions, digest } = await this.due(tx, await this.campaigns.running(tx, campaignId), decisionId);
      const addressees = lines.map(({ template, personId, nominatorId }) => ({ recipient: template.recipient, personId, nominatorId }));
      const addresses = await this.writer.addresses(tx, campaignId, addressees);
      const numbered = lines.map((line, i) => ({ ...line, hasAddress: addresses[i] !== null }));
      const shown = numbered.filter(({ number }) => after === undefined || number > after).slice(0, limit + 1);
      const letters = await this.writer.write(tx, campaignId, shown.map((line) => ({ ...line, templateVersion: line.template.version })));
      const items = shown.map(({ number, occasion, template, hasAddress }, i) => {
        const { name, subject, body } = letters[i]!;
        return { number, name, occasion, recipient: template.recipient, hasAddress, subject, body };
      });
      return { count: lines.length, digest, occasions, withoutAddress: numbered.filter(({ hasAddress }) => !hasAddress).length, ...pageOf(items, limit, ({ number }) => number) };
    });
  }

  /**
   * Lets the letters of a decision out as the preview showed them; what has no approved text stays due. Where the gate wants
   * a second person to publish, it wants one here. 409 `STALE_PREVIEW`, `SECOND_PERSON_NEEDED`, `DECISION_REVERTED`.
   */
  async release(caller: Caller, campaignId: string, decisionId: string, seen: { readonly count: number; readonly digest: string }): Promise<{ released: number }> {
    const answer = await this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const { decision, lines, digest } = await this.due(tx, campaign, decisionId, true);
      const { gate } = this.campaigns.stage(campaign, decision.stage);
      if (gate.publishes === 'second-person' && decision.decidedBy === tx.actor.id) throw secondPersonNeeded();
      if (!lines.length) throw nothingToRelease();
      if (seen.count !== lines.length || seen.digest !== digest) throw stalePreview(lines.length);
      await this.notices.insert(tx, decisionId, lines.map(({ candidacyId, n, personId, occasion, template }) => ({ id: newId(), candidacyId, n, personId, occasion, templateVersion: template.version, recipient: template.recipient })));
      await tx.audit({ action: 'notice.released', chain: campaignId, subject: decisionId, policyVersion: decision.policyVersion, lines: lines.length, digest: Buffer.from(digest, 'hex') });
      return { released: lines.length };
    });
    this.sender.wake();
    return answer;
  }

  private async due(tx: Tx, campaign: RunningCampaign, decisionId: string, lock = false): Promise<DueNotices> {
    const [decision] = await this.notices.decisions(tx, campaign.campaignId, decisionId, lock);
    if (!decision) throw decisionAbsent();
    if (await this.notices.isReverted(tx, decisionId)) throw decisionReverted();
    const approved = await this.approved(tx, campaign.campaignId);
    const untold = await this.notices.untoldLines(tx, campaign.campaignId, decisionId);
    const lines = untold.flatMap((line): ToldLine[] => {
      const occasion = occasionIn(campaign, line);
      const template = occasion && approved.get(occasion);
      return template ? [{ ...line, occasion, template }] : [];
    });
    const digest = digestOf(lines.map(({ number, n, occasion, template }) => [number, n, occasion, template.version, template.recipient])).toString('hex');
    return { decision, lines, digest, occasions: countOccasions(campaign, approved, untold.map((line) => ({ ...line, count: 1 }))) };
  }

  private async approved(tx: Tx, campaignId: string): Promise<Map<Occasion, TemplateVersion>> {
    const versions = await this.templates.current(tx, campaignId);
    return new Map(versions.flatMap((version) => (version.state === 'approved' ? [[version.occasion, version]] : [])));
  }
}

function occasionIn({ policy }: RunningCampaign, { event, stage, toStage, toStatus, corrects }: Omit<UntoldLines, 'count' | 'batchId'>): Occasion | null {
  const [from, to] = [stageOf(policy, stage), stageOf(policy, toStage)];
  return from && to ? occasionOf({ event, kind: from.kind, toKind: to.kind, toStatus, corrects }) : null;
}

function countOccasions(campaign: RunningCampaign, approved: ReadonlyMap<Occasion, TemplateVersion>, lines: readonly UntoldLines[]): DueOccasion[] {
  const counts = new Map<Occasion, number>();
  for (const line of lines) {
    const occasion = occasionIn(campaign, line);
    if (occasion) counts.set(occasion, (counts.get(occasion) ?? 0) + line.count);
  }
  return [...counts].map(([occasion, count]) => ({ occasion, count, templateVersion: approved.get(occasion)?.version ?? null }));
}
