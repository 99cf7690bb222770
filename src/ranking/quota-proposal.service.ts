import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import type { Policy, Quotas, RankingStage } from '../campaign/domain/policy';
import { DomainError } from '../kernel/domain-error';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { asQuotas, type ProposalFamily, type ProposalQuestion, proposeSeats, type ProposedUnit, type SeatUnit } from './domain/propose-seats';
import { type Nominees, QuotaProposalRepository } from './quota-proposal.repository';

export interface AskedProposal extends Pick<ProposalQuestion, 'method' | 'quota' | 'leastOne' | 'cap'> {
  readonly family: ProposalFamily;
  readonly as: 'floors' | 'caps' | 'both';
  /** The seats of the ranking unless told. */
  readonly seats?: number;
  /** How many are nominated, unless told. */
  readonly weights?: readonly { readonly key: string; readonly weight: number }[];
}

export interface QuotaProposal {
  readonly method: string;
  readonly seats: number;
  readonly tie: boolean;
  readonly units: readonly ProposedUnit[];
  /** The quotas of this stage with the proposal in them, in the words of a policy: for a draft. */
  readonly quotas: Quotas;
}

/** Floors and caps in proportion to weights, as a proposal. Nothing is applied: an officer puts it into a draft, or not. */
@Injectable()
export class QuotaProposalService {
  constructor(
    private readonly database: Database,
    private readonly nominees: QuotaProposalRepository,
    private readonly campaigns: CampaignService,
  ) {}

  async propose(caller: Caller, campaignId: string, stageKey: string, asked: AskedProposal): Promise<QuotaProposal> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const stage = this.campaigns.stage(campaign, stageKey, 'ranking');
      const seats = asked.seats ?? stage.quotas.seats;
      if (seats === null) throw new DomainError('rule', 'SEATS_NEEDED', 'The ranking has no number of seats; name one.');
      const units = unitsOf(campaign.policy, stage, asked, await this.nominees.count(tx, campaignId, campaign.policy.stages[0]!.key));
      const { method, quota, leastOne, cap } = asked;
      const proposal = proposeSeats({ method, quota, seats, units, leastOne, cap });
      if ('code' in proposal) throw new DomainError('rule', 'PROPOSAL_REFUSED', 'The seats cannot be dealt so.', {}, [proposal]);
      return { method, seats, ...proposal, quotas: asQuotas(stage.quotas, asked.family, proposal, asked.as) };
    });
  }
}

/** Everybody of the family: territories that nominate or are weighed, groups and categories of the policy. */
function unitsOf(policy: Policy, { quotas }: RankingStage, { family, weights }: AskedProposal, nominees: readonly Nominees[]): SeatUnit[] {
  const groups = quotas.territories?.groups ?? [];
  const keyOf = ({ territory, category }: Nominees): string | null | undefined =>
    family === 'territories' ? territory : family === 'categories' ? category : groups.find(({ members }) => members.includes(territory))?.key;
  const known = family === 'groups' ? groups.map(({ key }) => key) : family === 'categories' ? (policy.categories ?? []).map(({ key }) => key) : null;
  const strange = (weights ?? []).flatMap(({ key }, i) => (known && !known.includes(key) ? [{ code: 'QUOTA_UNKNOWN', pointer: `/weights/${i}/key`, params: {} }] : []));
  if (strange.length) throw new DomainError('rule', 'PROPOSAL_REFUSED', 'The policy has nothing of this name.', {}, strange);
  const counts = new Map<string, number>((known ?? (weights ?? []).map(({ key }) => key)).map((key) => [key, 0]));
  for (const group of nominees) {
    const key = keyOf(group);
    if (key !== null && key !== undefined) counts.set(key, (counts.get(key) ?? 0) + group.count);
  }
  const weighed = weights && new Map(weights.map(({ key, weight }) => [key, weight]));
  return [...counts].map(([key, count]) => ({ key, weight: weighed ? (weighed.get(key) ?? 0) : count, nominees: count }));
}
