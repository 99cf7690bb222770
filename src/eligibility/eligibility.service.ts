import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import type { Verdict } from '../candidacy/domain/verdict';
import type { Compute } from '../candidacy/work.service';
import { decideEligibility } from './domain/decide-eligibility';
import { EligibilityRepository } from './eligibility.repository';

/** Formal requirements: every fact was supplied with the nomination, so nobody enters anything here. */
@Injectable()
export class EligibilityService {
  constructor(
    private readonly eligibility: EligibilityRepository,
    private readonly campaigns: CampaignService,
  ) {}

  /** Proposes for each candidacy of the batch by the criteria of the batch's policy version. The stage gives no score. */
  readonly compute: Compute = async (tx, batch) => {
    const policy = await this.campaigns.publishedPolicy(tx, batch.campaignId, batch.policyVersion);
    const { criteria } = this.campaigns.stage({ ...batch, policy }, batch.stage, 'eligibility');
    const candidacies = await this.eligibility.facts(tx, batch.campaignId, batch.ids);
    return candidacies.map(({ candidacyId, ...facts }): Verdict => {
      const decision = decideEligibility(criteria, policy.referenceDate, { ...facts, documents: new Set(facts.documents) });
      return { candidacyId, ...decision, score: null, inputs: facts };
    });
  };
}
