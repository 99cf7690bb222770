import type { Bounds, Quotas, Territories } from '../../campaign/domain/policy';
import type { Fault } from '../../kernel/reason';
import { type Apportionment, type ApportionmentFaultCode, apportionSeats } from './apportion-seats';
import type { ApportionmentMethod, SeatQuota } from './seat-claims';

/** Families of quotas that seats can be dealt to. */
export const PROPOSAL_FAMILIES = ['territories', 'groups', 'categories'] as const;
export type ProposalFamily = (typeof PROPOSAL_FAMILIES)[number];

/** A territory, a group of them or a category. */
export interface SeatUnit {
  readonly key: string;
  /** Whole number from 0. */
  readonly weight: number;
  /** How many are nominated: nobody is promised more seats than that. */
  readonly nominees: number;
}

export interface ProposalQuestion {
  readonly method: ApportionmentMethod;
  readonly quota?: SeatQuota;
  readonly seats: number;
  readonly units: readonly SeatUnit[];
  /** A seat for every unit that nominates somebody. */
  readonly leastOne: boolean;
  /** No unit gets more. */
  readonly cap?: number;
}

export interface ProposedUnit extends SeatUnit {
  readonly min: number;
  readonly max: number;
  readonly seats: number;
}

export interface SeatProposal {
  readonly units: readonly ProposedUnit[];
  /** Other seats would be as lawful: equal claims to the last one. The earlier key got it. */
  readonly tie: boolean;
}

/**
 * Deals seats to units in proportion to their weights: one at least where somebody is nominated, never more than the cap
 * or the nominees. By Sainte-Laguë, unless another method is named, because it favours neither large nor small units and
 * nobody loses a seat when there are more seats or more people (Balinski & Young 1982).
 */
export function proposeSeats({ method, quota, seats, units, leastOne, cap = Infinity }: ProposalQuestion): SeatProposal | Fault<ApportionmentFaultCode> {
  const sorted = units.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const max = sorted.map(({ nominees }) => Math.min(cap, nominees));
  const min = max.map((most) => (leastOne ? Math.min(1, most) : 0));
  const dealt: Apportionment | Fault<ApportionmentFaultCode> = apportionSeats({ method, ...(quota && { quota }), seats, weights: sorted.map(({ weight }) => weight), min, max });
  if ('code' in dealt) return dealt;
  return { tie: dealt.tie, units: sorted.map((unit, i) => ({ ...unit, min: min[i]!, max: max[i]!, seats: dealt.seats[i]! })) };
}

/** The quotas of a policy with the proposal in place of what the family had: a text for a draft, applied by nobody. */
export function asQuotas(quotas: Quotas, family: ProposalFamily, { units }: SeatProposal, as: 'floors' | 'caps' | 'both'): Quotas {
  const bounds = (seats: number): Bounds => ({ ...(as !== 'caps' && { min: seats }), ...(as !== 'floors' && { max: seats }) });
  const of = new Map(units.map(({ key, seats }) => [key, bounds(seats)]));
  const territories: Territories = quotas.territories ?? { unit: 'region' };
  switch (family) {
    case 'territories':
      return { ...quotas, territories: { ...territories, named: units.map(({ key }) => ({ code: key, bounds: of.get(key)! })) } };
    case 'groups':
      return { ...quotas, territories: { ...territories, groups: (territories.groups ?? []).map((group) => ({ ...group, bounds: of.get(group.key) ?? group.bounds })) } };
    case 'categories':
      return { ...quotas, categories: units.map(({ key }) => ({ category: key, bounds: of.get(key)! })) };
  }
}
