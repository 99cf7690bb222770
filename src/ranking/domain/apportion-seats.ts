import type { Exact } from '../../kernel/decimal';
import type { Fault } from '../../kernel/reason';
import type { ApportionmentMethod, ClaimRule, SeatClaim, SeatQuota } from './seat-claims';
import { claimsBy, compareClaims, seatQuota } from './seat-claims';

/** Seats to be dealt to units: regions, categories, parties. The lists run in the same order. */
export interface ApportionmentCase {
  readonly method: ApportionmentMethod;
  /** Of the largest remainder; `hare` when absent. */
  readonly quota?: SeatQuota;
  /** Whole numbers from zero: votes, inhabitants, nominees. */
  readonly weights: readonly number[];
  readonly seats: number;
  /** Seats a unit gets in any case; none when absent. */
  readonly min?: readonly number[];
  /** Seats a unit never exceeds; no limit when absent or null. */
  readonly max?: readonly (number | null)[];
}

export interface Apportionment {
  /** As many as there are weights, in their order. */
  readonly seats: readonly number[];
  /** True exactly when other seats would be as lawful: equal claims to the last seat. */
  readonly tie: boolean;
}

/** Code → the one sentence of the calculator, in English. */
export const APPORTIONMENT_FAULTS = {
  LENGTHS_DIFFER: 'Floors and caps are as many as the weights.',
  MIN_GT_MAX: 'The floor is above the cap.',
  NO_WEIGHT: 'All weights are zero: there is no proportion.',
  SUM_FLOORS_GT_SEATS: 'The floors together ask for more than all seats.',
  SUM_CAPS_LT_SEATS: 'The caps, and weights of zero, leave seats that nobody may take.',
  TOO_FEW_VOTES: 'The Droop quota is a whole number of votes: with so few of them it does not fit so many seats.',
} as const;

export type ApportionmentFaultCode = keyof typeof APPORTIONMENT_FAULTS;

interface Unit {
  readonly place: number;
  readonly weight: bigint;
  readonly cap: number;
  held: number;
}

interface Claimant {
  readonly unit: Unit;
  readonly claim: SeatClaim;
}

/**
 * Deals seats in proportion to weights, exactly. Everybody starts from his floor; every further seat goes to the
 * strongest claim of the method among those below their caps. Without bounds these are the textbook methods. With
 * bounds a divisor method is its min-max form (Balinski & Young 1982), and the largest remainder becomes the seats
 * within the bounds that are nearest to the exact quotas by least squares, which it also is without bounds.
 *
 * Equal claims: the earlier in the list; `tie` says when that decided. A weight of zero gets
 * its floor and nothing more. What cannot be dealt is a fault at its place. Throws RangeError on a weight that is no
 * whole number.
 */
export function apportionSeats(question: ApportionmentCase): Apportionment | Fault<ApportionmentFaultCode> {
  const { method, seats, quota = 'hare' } = question;
  const units = readUnits(question);
  const price = seatQuota(quota, units.reduce((total, { weight }) => total + weight, 0n), BigInt(seats));
  const fault = findFault(question, units, price);
  if (fault) return fault;
  const tie = deal(units, seats - floorsOf(units), claimsBy(method, price));
  return { seats: units.map(({ held }) => held), tie };
}

function readUnits({ weights, min, max }: ApportionmentCase): Unit[] {
  return weights.map((weight, place) => {
    const held = min?.[place] ?? 0;
    return { place, weight: BigInt(weight), held, cap: max?.[place] ?? Infinity };
  });
}

function findFault(
  { method, seats, weights, min, max }: ApportionmentCase,
  units: readonly Unit[],
  price: Exact,
): Fault<ApportionmentFaultCode> | null {
  const fault = (code: ApportionmentFaultCode, pointer: string): Fault<ApportionmentFaultCode> => ({ code, pointer, params: {} });
  if (min && min.length !== weights.length) return fault('LENGTHS_DIFFER', '/min');
  if (max && max.length !== weights.length) return fault('LENGTHS_DIFFER', '/max');
  const impossible = units.find(({ held, cap }) => held > cap);
  if (impossible) return fault('MIN_GT_MAX', `/min/${impossible.place}`);
  const weighty = units.filter(({ weight }) => weight > 0n);
  if (weighty.length === 0) return fault('NO_WEIGHT', '/weights');
  if (floorsOf(units) > seats) return fault('SUM_FLOORS_GT_SEATS', '/min');
  const room = weighty.reduce((sum, { held, cap }) => sum + cap - held, floorsOf(units));
  if (room < seats) return fault('SUM_CAPS_LT_SEATS', '/max');
  // A remainder earns one seat at most.
  const earned = weighty.reduce((sum, { weight }) => sum + (weight * price.d) / price.n + 1n, 0n);
  if (method === 'largestRemainder' && earned < BigInt(seats)) return fault('TOO_FEW_VOTES', '/weights');
  return null;
}

/** What everybody holds before anything is dealt. */
function floorsOf(units: readonly Unit[]): number {
  return units.reduce((sum, { held }) => sum + held, 0);
}

/** Hands the seats out one by one, changing the units; whether the last of them had an equal claim against it. */
function deal(units: readonly Unit[], seats: number, claimOf: ClaimRule): boolean {
  const queue: Claimant[] = [];
  const enter = (unit: Unit): void => {
    if (unit.held < unit.cap && unit.weight > 0n) insert(queue, { unit, claim: claimOf(unit.weight, BigInt(unit.held)) });
  };
  units.forEach(enter);
  let last: Claimant | undefined;
  for (let left = seats; left > 0; left--) {
    last = queue.shift();
    if (!last) throw new Error('caps were checked: somebody may take every seat');
    last.unit.held++;
    enter(last.unit);
  }
  // A unit's own next claim is weaker than its last, so whoever is equal is somebody else.
  return last !== undefined && queue[0] !== undefined && compareClaims(last.claim, queue[0].claim) === 0;
}

function insert(queue: Claimant[], claimant: Claimant): void {
  let [from, to] = [0, queue.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const other = queue[middle];
    if (other && precedes(other, claimant)) from = middle + 1;
    else to = middle;
  }
  queue.splice(from, 0, claimant);
}

function precedes(a: Claimant, b: Claimant): boolean {
  const stronger = compareClaims(a.claim, b.claim);
  if (stronger !== 0) return stronger > 0;
  return a.unit.place < b.unit.place;
}
