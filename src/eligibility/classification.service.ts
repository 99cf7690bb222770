import { Injectable } from '@nestjs/common';
import { type Classification, type ClassifiedRecord, type DecidedClassification, nameOf, PositionService, type QueuedPosition } from '../applicant/position.service';
import { CampaignService } from '../campaign/campaign.service';
import { CandidacyService } from '../candidacy/candidacy.service';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import type { Applied } from './correction.service';
import { classifyFacts } from './domain/correct-facts';
import { type Effect, type EffectLine, type EffectPage, EffectService, type WhatIf } from './effect.service';
import { postAbsent, postTwice } from './eligibility.errors';

/** Staff decide what posts are, once for all records that name them, with the effect on eligibility shown first. */
@Injectable()
export class ClassificationService {
  constructor(
    private readonly database: Database,
    private readonly positions: PositionService,
    private readonly effects: EffectService,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
  ) {}

  /** Posts to be decided about. The cursor is the post itself: `<kind of organisation> <title>`. */
  async queue(caller: Caller, campaignId: string, { after, limit }: EffectPage): Promise<Page<QueuedPosition>> {
    const [organisationKind = '', ...title] = after?.split(' ') ?? [];
    return this.database.transact(caller, async (tx) => {
      const rows = await this.positions.queue(tx, campaignId, after === undefined ? null : { organisationKind, titleKey: title.join(' ') }, limit + 1);
      return pageOf(rows, limit, nameOf);
    });
  }

  /** What the classifications would change; nothing is written. 404 `POST_ABSENT`; 422 `POST_TWICE`. */
  async effect(caller: Caller, campaignId: string, items: readonly Classification[], page: EffectPage): Promise<Effect | Page<EffectLine>> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      await this.check(tx, campaignId, items);
      return this.effects.pageOf(tx, campaign, whatIf(items, await this.positions.concerned(tx, campaignId, items)), page);
    });
  }

  /** Decides as was shown under the digest, for all records at once. As `effect`, and 409 `STALE_PREVIEW`. */
  async apply(caller: Caller, campaignId: string, { items, reason, digest }: { items: readonly Classification[]; reason: string; digest: string }): Promise<Applied> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      await this.check(tx, campaignId, items);
      const concerned = whatIf(items, await this.positions.concerned(tx, campaignId, items));
      await this.candidacies.require(tx, campaignId, concerned.ids, 'all', { lock: true });
      await this.effects.require(tx, campaign, concerned, digest);
      const records = await this.positions.classify(tx, campaignId, reason, items);
      const renewed = await this.effects.renew(tx, campaign, concerned.ids);
      await tx.audit({ action: 'posts.classified', chain: campaignId, reason, policyVersion: campaign.policyVersion, lines: records, digest: digestOf(items) });
      return { records, renewed };
    });
  }

  /** Every decision about a post, in the order they were taken. */
  async decided(caller: Caller, campaignId: string, { after, limit }: EffectPage): Promise<Page<DecidedClassification>> {
    return this.database.transact(caller, async (tx) => pageOf(await this.positions.decided(tx, campaignId, after ?? null, limit + 1), limit, ({ id }) => id));
  }

  private async check(tx: Tx, campaignId: string, items: readonly Classification[]): Promise<void> {
    const names = items.map(nameOf);
    const twice = names.flatMap((name, i) => (names.indexOf(name) < i ? [{ pointer: `/items/${i}`, code: 'POST_TWICE', params: {} }] : []));
    if (twice.length) throw postTwice(twice);
    const unknown = await this.positions.unknown(tx, campaignId, items);
    if (unknown.length) throw postAbsent(unknown.map((i) => ({ pointer: `/items/${i}/titleKey`, code: 'POST_ABSENT', params: {} })));
  }
}

function whatIf(items: readonly Classification[], concerned: readonly ClassifiedRecord[]): WhatIf & { readonly ids: readonly string[] } {
  const posts = new Map(concerned.map(({ employmentId, i }) => [employmentId, items[i]!]));
  return { ids: [...new Set(concerned.map(({ candidacyId }) => candidacyId))], asked: items, change: (facts) => classifyFacts(facts, posts) };
}
