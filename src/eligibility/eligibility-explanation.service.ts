import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import { walkCriterion } from '../campaign/domain/policy-leaves';
import { CandidacyService } from '../candidacy/candidacy.service';
import { hashInputs, type Outcome } from '../candidacy/domain/verdict';
import { DomainError } from '../kernel/domain-error';
import type { Reason } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { explain } from '../report/domain/explain';
import type { Language } from '../report/domain/speech';
import { accountTenure, type TenureAccount } from './domain/account-tenure';
import type { LedgerLine } from './domain/write-ledger';
import { EligibilityService } from './eligibility.service';
import { EligibilityExplanationRepository, type RecordName } from './eligibility-explanation.repository';

/** A reason, with its sentence where a language was asked for. */
export type Told<R extends Reason = Reason> = R & { readonly text?: string };

/** A record of the career, numbered as the ledger numbers it; `member` is the place in the team. */
export interface NumberedRecord extends RecordName {
  readonly n: number;
  readonly member: number | null;
  readonly startedOn: string;
  readonly endedOn: string | null;
}

export interface ExplainedTenure extends Omit<TenureAccount, 'lines'> {
  readonly member: number | null;
  readonly lines: readonly Told<LedgerLine>[];
}

/** A verdict with everything needed to check it by hand. */
export interface Explanation {
  readonly candidacyId: string;
  readonly number: string;
  readonly stage: string;
  readonly policyVersion: number;
  readonly revision: number;
  readonly outcome: Outcome;
  readonly reasons: readonly Told[];
  /** An appeal against a published decision about the person is under way, or was upheld and nobody has decided anew. */
  readonly underAppeal: boolean;
  /** The ledger is written when it is asked for. null: of the very facts the verdict was computed from; else what to know about it. */
  readonly note: Told | null;
  readonly records: readonly NumberedRecord[];
  readonly tenure: readonly ExplainedTenure[];
}

/**
 * Verdicts explained to the day. The verdict keeps its findings; the ledger behind them is written anew from the facts
 * under the policy version of the verdict, and checked against the hash of what the verdict was computed from.
 */
@Injectable()
export class EligibilityExplanationService {
  constructor(
    private readonly database: Database,
    private readonly explanations: EligibilityExplanationRepository,
    private readonly eligibility: EligibilityService,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
  ) {}

  /**
   * Explains what the engine said of a candidacy at a stage: to officers its newest verdict, to a nominator (`scope`) of
   * his own people the one that was decided on and published. 404 `CANDIDACY_ABSENT`, `STAGE_ABSENT`, `VERDICT_ABSENT`.
   */
  async explain(caller: Caller, campaignId: string, key: string, candidacyId: string, scope: readonly string[] | 'all', language?: Language): Promise<Explanation> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      this.campaigns.stage(campaign, key, 'eligibility');
      const [candidacy] = await this.candidacies.require(tx, campaignId, [candidacyId], scope, { at: () => '/candidacyId' });
      const verdict = await (scope === 'all' ? this.explanations.newestVerdict(tx, candidacyId, key) : this.explanations.publishedVerdict(tx, candidacyId, key));
      if (!verdict) throw new DomainError('absent', 'VERDICT_ABSENT', 'There is no verdict to be shown at this stage.');
      const { policyVersion, revision, outcome, reasons, inputHash } = verdict;
      const policy = await this.campaigns.publishedPolicy(tx, campaignId, policyVersion);
      const stage = this.campaigns.stage({ ...campaign, policy }, key, 'eligibility');
      const [known] = await tx.beyondReach(() => this.eligibility.inputs(tx, { campaignId, policy, stage, ids: [candidacyId] })); // what the published verdict was computed from, exceptions among it
      const { candidacyId: _, ...inputs } = known!;

      const tell = <R extends Reason>(reason: R): Told<R> => (language ? { ...reason, text: explain(reason, language, policy) } : reason);
      const people = inputs.members ? inputs.members.map((person, i) => ({ person, member: i + 1 })) : [{ person: inputs.subject, member: null }];
      const names = await this.explanations.recordNames(tx, people.flatMap(({ person }) => person.employments.map(({ id }) => id)));
      const records = people.flatMap(({ person, member }) =>
        person.employments.map(({ id, start, end }, i) => ({ ...names.get(id)!, n: i + 1, member, startedOn: start, endedOn: end })),
      );
      const tenure = walkCriterion(stage.criteria, '').leaves.flatMap(({ leaf }) => {
        if (leaf.type !== 'tenure') return [];
        const asked = people.filter(({ person }) => leaf.subject !== 'lead' || ('role' in person && person.role === 'lead'));
        return asked.map(({ person, member }) => {
          const account = accountTenure(leaf, policy.referenceDate, person);
          return { ...account, member, lines: account.lines.map(tell) };
        });
      });
      const isOfTheseFacts = hashInputs(inputs) === inputHash;
      return {
        candidacyId, number: candidacy!.number, stage: key, policyVersion, revision, outcome,
        reasons: reasons.map(tell),
        underAppeal: (await this.candidacies.underAppeal(tx, [candidacyId])).has(candidacyId),
        note: isOfTheseFacts ? null : tell({ code: 'FACTS_CHANGED', params: {} }),
        records, tenure,
      };
    });
  }
}
