import { Injectable } from '@nestjs/common';
import { type Correction, type RecordFile, RecordService } from '../applicant/record.service';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { CandidacyService } from '../candidacy/candidacy.service';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import type { Tx } from '../platform/database/tx';
import { inItems } from '../platform/http/entries';
import type { Page } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { correctFacts, type FactCorrection } from './domain/correct-facts';
import type { EducationLevel } from './domain/eligibility-facts';
import { type Effect, type EffectLine, type EffectPage, EffectService, type WhatIf } from './effect.service';
import { correctionsRefused } from './eligibility.errors';
import { VerificationRepository } from './verification.repository';

export interface Applied {
  readonly records: number;
  readonly renewed: number;
}

/**
 * Corrections of what was entered, each with its effect on eligibility shown first. Facts are corrected whoever has been
 * decided by them; a decision is not: it stays until somebody takes it back.
 */
@Injectable()
export class CorrectionService {
  constructor(
    private readonly database: Database,
    private readonly records: RecordService,
    private readonly effects: EffectService,
    private readonly verifications: VerificationRepository,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
  ) {}

  /** What the corrections would change; nothing is written. 404 `CANDIDACY_ABSENT`; 422 `CORRECTIONS_REFUSED`. */
  async effect(caller: Caller, campaignId: string, corrections: readonly Correction[], page: EffectPage): Promise<Effect | Page<EffectLine>> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      await this.check(tx, campaign, corrections, false);
      return this.effects.pageOf(tx, campaign, whatIf(corrections), page);
    });
  }

  /** Makes the corrections whose effect was shown under the digest. As `effect`, and 409 `STALE_PREVIEW`. */
  async apply(caller: Caller, campaignId: string, { items, reason, digest }: { items: readonly Correction[]; reason: string; digest: string }): Promise<Applied> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      await this.check(tx, campaign, items, true);
      await this.effects.require(tx, campaign, whatIf(items), digest);
      const corrections = items.map((item) => (item.kind === 'add-employment' ? { ...item, employmentId: newId() } : item));
      await this.records.correct(tx, { campaignId, reason }, corrections);
      await this.verifications.refute(tx, corrections.flatMap(({ employmentId }) => employmentId ?? []), reason);
      const renewed = await this.effects.renew(tx, campaign, corrections.map(({ candidacyId }) => candidacyId));
      const traces = corrections.map(({ kind, candidacyId, employmentId = null }) => ({ kind, candidacyId, employmentId }));
      await tx.audit({ action: 'records.corrected', chain: campaignId, reason, policyVersion: campaign.policyVersion, lines: corrections.length, digest: digestOf(traces) });
      return { records: corrections.length, renewed };
    });
  }

  /** The records of a candidacy as they stand, and every change. 404 `CANDIDACY_ABSENT`. */
  async file(caller: Caller, campaignId: string, candidacyId: string): Promise<RecordFile> {
    return this.database.transact(caller, async (tx) => {
      await this.candidacies.require(tx, campaignId, [candidacyId], 'all');
      return this.records.file(tx, campaignId, candidacyId);
    });
  }

  /** Locked, nobody is decided while the records he is decided by change. */
  private async check(tx: Tx, { campaignId, policy }: RunningCampaign, corrections: readonly Correction[], lock: boolean): Promise<void> {
    await this.candidacies.require(tx, campaignId, corrections.map(({ candidacyId }) => candidacyId), 'all', { lock });
    const faults = await this.records.check(tx, campaignId, policy, corrections);
    if (faults.length) throw correctionsRefused(inItems(faults));
  }
}

/** The corrections as a change of facts that is only thought of. */
function whatIf(corrections: readonly Correction[]): WhatIf {
  const of = new Map<string, FactCorrection[]>();
  for (const [i, correction] of corrections.entries()) of.set(correction.candidacyId, [...(of.get(correction.candidacyId) ?? []), factOf(correction, `new-${i}`)]);
  return { ids: [...of.keys()], asked: corrections, change: (facts) => correctFacts(facts, of.get(facts.candidacyId) ?? []) };
}

function factOf({ kind, employmentId = '', employment, documentKey = '', person = {} }: Correction, newRecord: string): FactCorrection {
  switch (kind) {
    case 'receive-document':
    case 'withdraw-document':
      return { fact: 'document', key: documentKey, received: kind === 'receive-document' };
    case 'correct-person': {
      const { post, education, ...known } = person;
      const { postCategory = null, postGroup, sphere, municipalityType, municipality, region } = post ?? {};
      return { fact: 'person', known: { ...known, ...(education && { education: education as EducationLevel }), ...(post && { post: { category: postCategory, group: postGroup, sphere, municipalityType, municipality, region } }) } };
    }
    case 'withdraw-employment':
      return { fact: 'employment', id: employmentId, employment: null };
    case 'add-employment':
    case 'correct-employment': {
      const id = kind === 'add-employment' ? newRecord : employmentId;
      const { startedOn, endedOn, postCategory = null, postGroup, sphere, municipalityType, municipality, region } = employment!;
      return { fact: 'employment', id, employment: { id, start: startedOn, end: endedOn, postCategory, group: postGroup, sphere, municipalityType, municipality, region } };
    }
  }
}
