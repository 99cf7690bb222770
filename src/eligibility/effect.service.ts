import { Injectable } from '@nestjs/common';
import type { RunningCampaign } from '../campaign/campaign.service';
import { CampaignService } from '../campaign/campaign.service';
import type { EligibilityStage, Policy } from '../campaign/domain/policy';
import { WorkService } from '../candidacy/work.service';
import { canonicalJson } from '../kernel/canonical-json';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import { type ChangeCount, type ChangedProposal, tellEffect } from './domain/tell-effect';
import { EffectRepository } from './effect.repository';
import { staleEffect } from './eligibility.errors';
import type { CandidacyFacts } from './eligibility.repository';
import { EligibilityService } from './eligibility.service';

/** A change that is only thought of: of the policy, or of facts. */
export interface WhatIf {
  /** Whom it may concern; null: everybody. */
  readonly ids: readonly string[] | null;
  /** The rules to judge by; those in force unless told. */
  readonly policy?: Policy;
  readonly change?: (facts: CandidacyFacts) => CandidacyFacts;
  /** What the digest covers beside the effect: the request, the document. */
  readonly asked: unknown;
}

export interface EffectLine extends ChangedProposal {
  readonly name: string;
}

/** What would change, in figures and by name. The figures stand on the first page. */
export interface Effect extends Page<EffectLine> {
  /** Candidacies the engine has spoken of and that the change concerns, whether its word would change or not. */
  readonly affected: number;
  readonly changes: readonly ChangeCount[];
  readonly digest: string;
}

export interface EffectPage {
  readonly after?: string;
  readonly limit: number;
}

interface Found {
  readonly affected: number;
  readonly changed: readonly ChangedProposal[];
}

/** Candidacies asked about at once. */
const PORTION = 500;

/**
 * What a change would make of the engine's proposals, shown before it is made. It is computed with the rules and facts of
 * the real computation, portion by portion, and writes nothing.
 */
@Injectable()
export class EffectService {
  constructor(
    private readonly database: Database,
    private readonly effects: EffectRepository,
    private readonly eligibility: EligibilityService,
    private readonly campaigns: CampaignService,
    private readonly work: WorkService,
  ) {}

  /** Whose proposal would change if the draft were published. 404 `POLICY_ABSENT` where nothing is drafted. */
  async ofDraft(caller: Caller, campaignId: string, page: EffectPage): Promise<(Effect | Page<EffectLine>) & { readonly version: number; readonly policyDigest: string }> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const { version, policy, digest } = await this.campaigns.draft(tx, campaignId);
      return { version, policyDigest: digest, ...(await this.pageOf(tx, campaign, { ids: null, policy, asked: digest }, page)) };
    });
  }

  /** The effect in figures with its first page, or a further page alone. */
  async pageOf(tx: Tx, campaign: RunningCampaign, whatIf: WhatIf, { after, limit }: EffectPage): Promise<Effect | Page<EffectLine>> {
    if (after !== undefined) return this.named(tx, (await this.find(tx, campaign, whatIf, after, limit)).changed, limit);
    const { affected, changed } = await this.find(tx, campaign, whatIf, null, Infinity);
    return { affected, ...tellEffect(canonicalJson(whatIf.asked), affected, changed), ...(await this.named(tx, changed, limit)) };
  }

  /** 409 `STALE_PREVIEW` unless the effect is the one that was shown under the digest. */
  async require(tx: Tx, campaign: RunningCampaign, whatIf: WhatIf, digest: string): Promise<void> {
    const { affected, changed } = await this.find(tx, campaign, whatIf, null, Infinity);
    if (tellEffect(canonicalJson(whatIf.asked), affected, changed).digest !== digest) throw staleEffect(affected);
  }

  /** Has the proposals about those of the candidacies made anew that stand undecided at a stage; tells how many. */
  async renew(tx: Tx, { campaignId, policy }: RunningCampaign, ids: readonly string[]): Promise<number> {
    let renewed = 0;
    for (const stage of eligibilityStages(policy)) {
      const undecided = await this.effects.undecided(tx, campaignId, stage.key, ids);
      await this.work.renew(tx, campaignId, stage, undecided);
      renewed += undecided.length;
    }
    return renewed;
  }

  /** Everybody concerned after a public number, until more than `most` are found whose proposal changes. */
  private async find(tx: Tx, { campaignId, policy: inForce }: RunningCampaign, { ids, policy = inForce, change }: WhatIf, after: string | null, most: number): Promise<Found> {
    const stages = eligibilityStages(policy);
    const changed: ChangedProposal[] = [];
    let affected = 0;
    for (let last = after; changed.length <= most;) {
      const portion = await this.effects.lastProposals(tx, campaignId, stages.map(({ key }) => key), ids, last, PORTION);
      if (!portion.length) break;
      last = portion.at(-1)!.number;
      const told = portion.flatMap((row) => (row.outcome === null ? [] : [{ ...row, from: row.outcome }]));
      affected += new Set(told.map(({ candidacyId }) => candidacyId)).size;
      const proposed = new Map<string, ChangedProposal['to']>();
      for (const stage of stages) {
        const asked = told.filter((row) => row.stage === stage.key).map(({ candidacyId }) => candidacyId);
        const verdicts = asked.length ? await this.eligibility.propose(tx, { campaignId, policy, stage, ids: asked, change }) : [];
        for (const { candidacyId, outcome } of verdicts) proposed.set(`${candidacyId} ${stage.key}`, outcome);
      }
      for (const { candidacyId, number, stage, from, decided } of told) {
        const to = proposed.get(`${candidacyId} ${stage}`);
        if (to && to !== from) changed.push({ candidacyId, number, stage, from, to, decided });
      }
    }
    return { affected, changed };
  }

  /** A page by name; a candidacy whose proposals change at two stages is not torn apart. */
  private async named(tx: Tx, changed: readonly ChangedProposal[], limit: number): Promise<Page<EffectLine>> {
    const numbers = [...new Set(changed.map(({ number }) => number))];
    const { items: shown, next } = pageOf(numbers.slice(0, limit + 1), limit, (number) => number);
    const lines = changed.filter(({ number }) => shown.includes(number));
    const names = await this.effects.names(tx, lines.map(({ candidacyId }) => candidacyId));
    return { items: lines.map((line) => ({ ...line, name: names.get(line.candidacyId) ?? '' })), next };
  }
}

function eligibilityStages(policy: Policy): EligibilityStage[] {
  return policy.stages.filter((stage) => stage.kind === 'eligibility');
}
