import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import type { EligibilityStage, Policy } from '../campaign/domain/policy';
import type { Verdict } from '../candidacy/domain/verdict';
import type { Compute } from '../candidacy/work.service';
import type { Tx } from '../platform/database/tx';
import { decideEligibility } from './domain/decide-eligibility';
import type { GrantedException } from './domain/eligibility-facts';
import { evidenceAsked } from './domain/evidence-asked';
import { type CandidacyFacts, EligibilityRepository } from './eligibility.repository';
import { ExceptionRepository } from './exception.repository';

/** By which rules, and about whom, the engine is asked. */
export interface ProposalQuestion {
  readonly campaignId: string;
  readonly policy: Policy;
  readonly stage: EligibilityStage;
  readonly ids: readonly string[];
  /** Facts as they would be after a change that is only thought of. */
  readonly change?: (facts: CandidacyFacts) => CandidacyFacts;
}

/** Formal requirements: every fact was supplied with the nomination, so nobody enters anything here. */
@Injectable()
export class EligibilityService {
  constructor(
    private readonly eligibility: EligibilityRepository,
    private readonly exceptions: ExceptionRepository,
    private readonly campaigns: CampaignService,
  ) {}

  /** Proposes for each candidacy of the batch by the criteria of the batch's policy version. The stage gives no score. */
  readonly compute: Compute = async (tx, batch) => {
    const policy = await this.campaigns.publishedPolicy(tx, batch.campaignId, batch.policyVersion);
    const stage = this.campaigns.stage({ ...batch, policy }, batch.stage, 'eligibility');
    return this.propose(tx, { campaignId: batch.campaignId, policy, stage, ids: batch.ids });
  };

  /** What the engine says of each candidacy, from the facts as they are or would be: one after the other as they are asked for, once. Writes nothing. */
  async propose(tx: Tx, question: ProposalQuestion): Promise<Iterable<Verdict>> {
    return proposals(question, await this.inputs(tx, question));
  }

  /** Everything an answer about these candidacies is computed from, one after the other; exceptions only where some stand. */
  async inputs(tx: Tx, { campaignId, policy, stage, ids, change = asTheyAre }: ProposalQuestion): Promise<Iterable<CandidacyFacts>> {
    const candidacies = await this.eligibility.facts(tx, campaignId, ids, evidenceAsked(stage.criteria, policy));
    const exceptions = await this.exceptions.standing(tx, stage.key, ids);
    return withExceptions(candidacies, exceptions, change);
  }
}

function* proposals({ policy, stage }: ProposalQuestion, candidacies: Iterable<CandidacyFacts>): Iterable<Verdict> {
  for (const { candidacyId, ...inputs } of candidacies) {
    const decision = decideEligibility(stage.criteria, policy.referenceDate, { ...inputs, documents: new Set(inputs.documents) });
    yield { candidacyId, ...decision, score: null, inputs };
  }
}

function* withExceptions(candidacies: Iterable<CandidacyFacts>, exceptions: ReadonlyMap<string, readonly GrantedException[]>, change: (facts: CandidacyFacts) => CandidacyFacts): Iterable<CandidacyFacts> {
  for (const known of candidacies) {
    const granted = exceptions.get(known.candidacyId);
    yield granted ? { ...change(known), exceptions: granted } : change(known);
  }
}

function asTheyAre(facts: CandidacyFacts): CandidacyFacts {
  return facts;
}
