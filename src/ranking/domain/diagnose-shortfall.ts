import type { Arc, Step } from './network';
import type { Rule, RuleBook } from './read-rules';
import { FAMILIES } from './selection-contract';
import type { Diagnosis } from './selection-contract';

/**
 * Why floors stay open, for a solution that leaves some. First what a clerk can count by hand: too few eligible people
 * in a group, or floors of one family that ask for more than all seats. Where neither is the reason the conflict is
 * joint: CROSS for each short group, CROSS_WITH for the rules that shut it in (a violator of Hall's condition).
 */
export function diagnoseShortfall(rules: RuleBook, seats: number): Diagnosis[] {
  const countable = [...floorsAboveSupply(rules.declared), ...floorsAboveSeats(rules.declared, seats)];
  return countable.length ? countable : jointConflict(rules);
}

function floorsAboveSupply(declared: readonly Rule[]): Diagnosis[] {
  return declared
    .filter(({ min, supply }) => min > supply)
    .map(({ family, key }) => ({ code: 'FLOOR_GT_SUPPLY', family, key }));
}

function floorsAboveSeats(declared: readonly Rule[], seats: number): Diagnosis[] {
  const floors = (family: string): number => declared.reduce((sum, rule) => sum + (rule.family === family ? rule.min : 0), 0);
  return FAMILIES.filter((family) => floors(family) > seats).map((family) => ({ code: 'SUM_FLOORS_GT_SEATS', family }));
}

function jointConflict(rules: RuleBook): Diagnosis[] {
  const ruleOf = new Map<Arc, Rule>();
  for (const rule of rules.all()) if (rule.arc) ruleOf.set(rule.arc, rule);
  const short = rules.declared.filter(({ lacking }) => lacking > 0);
  const walls = new Map<Arc, Diagnosis>();
  for (const rule of short) {
    for (const { arc } of wallsAround(rule)) {
      const wall = ruleOf.get(arc);
      if (wall === rule) continue;
      const named = wall ? { family: wall.family, key: wall.key } : ({ family: 'seats' } as const);
      walls.set(arc, { code: 'CROSS_WITH', ...named });
    }
  }
  return [...short.map(({ family, key }): Diagnosis => ({ code: 'CROSS', family, key })), ...walls.values()];
}

/**
 * Walks from the short group wherever one more of its people could push others, at the price of less important floors
 * at most, and collects the steps where that ends: full caps, floors just met, the last seat. An arc that is closed
 * because there is nobody left in it is no rule's doing.
 */
function wallsAround({ arc: start }: Rule): Step[] {
  if (!start) return [];
  const walls: Step[] = [];
  const reached = new Set([start.to]);
  for (const vertex of reached) {
    for (const step of vertex.out) {
      const { flow, limits } = step.arc;
      if (step.rank > -start.limits.bonus) reached.add(step.to);
      else if (Number.isFinite(step.rank) || (step.units === 1 && flow >= limits.max)) walls.push(step);
    }
  }
  return walls;
}
