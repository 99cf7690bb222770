import { checkBounds } from './check-bounds';
import { type Bounds, keyed, type Policy, type QuotaFamily, type Quotas, type Territories } from './policy';
import { policyFault, type PolicyFaults, repeated } from './policy-fault';
import type { PolicyReference } from './reference-data';

/** What the quotas of one ranking are checked against; Infinity where nothing bounds. */
interface QuotaScope {
  readonly policy: Policy;
  readonly reference: PolicyReference;
  readonly quotas: Quotas;
  readonly seats: number;
  /** How many each region can put forward at most; null where the policy does not tell. */
  readonly supply: ReadonlyMap<string, number> | null;
  readonly totalSupply: number;
}

/**
 * Quotas that nobody could fill are found before the run: floors within seats, caps, groups and nominations, every
 * territory and category known and named once. Floors of two crossing families can still be unfillable together;
 * that is for the choice itself to find.
 */
export function* checkQuotas(policy: Policy, reference: PolicyReference, quotas: Quotas, at: string): PolicyFaults {
  const supply = supplyOf(policy, reference);
  const totalSupply = supply ? sum([...supply.values()]) : Infinity;
  const scope: QuotaScope = { policy, reference, quotas, seats: quotas.seats ?? Infinity, supply, totalSupply };
  if (quotas.seats !== null && quotas.seats > totalSupply)
    yield policyFault('SEATS_GT_SUPPLY', `${at}/seats`, { seats: quotas.seats, supply: totalSupply });
  if (quotas.territories) yield* checkTerritories(scope, quotas.territories, `${at}/territories`);
  yield* checkCategories(scope, `${at}/categories`);
  yield* checkCells(scope, `${at}/cells`);
  yield* checkFloorOrder(quotas, `${at}/floorOrder`);
}

/** Known only where regions alone nominate, under a limit, and their own territory counts. */
function supplyOf({ applicants, stages }: Policy, { regions }: PolicyReference): ReadonlyMap<string, number> | null {
  const nomination = stages[0];
  if (applicants.territoryFrom !== 'nominator' || nomination?.kind !== 'nomination') return null;
  const { limit, nominators } = nomination;
  if (!limit || nominators.some((nominator) => nominator !== 'region')) return null;
  return new Map([...regions].map((code) => [code, limit.named?.find(({ nominator }) => nominator === code)?.limit ?? limit.each]));
}

function* checkTerritories(scope: QuotaScope, territories: Territories, at: string): PolicyFaults {
  const { supply } = scope;
  const { each, named = [], groups = [] } = territories;
  const capOf = (code: string): number => boundsOf(territories, code).max ?? Infinity;
  const floorOf = (code: string): number => boundsOf(territories, code).min ?? 0;

  if (each) yield* checkRange(scope, each, supply ? Math.min(...supply.values()) : Infinity, `${at}/each`);
  for (const [i, { code }] of repeated(named, (exception) => exception.code)) yield policyFault('TERRITORY_TWICE', `${at}/named/${i}/code`, { code });
  for (const [i, { code, bounds }] of named.entries()) {
    yield* checkTerritory(scope, code, `${at}/named/${i}/code`);
    yield* checkRange(scope, bounds, supply?.get(code) ?? Infinity, `${at}/named/${i}/bounds`);
  }

  const groupOf = new Map<string, string>();
  for (const [i, { key, members, bounds }] of groups.entries()) {
    for (const [m, code] of members.entries()) {
      const other = groupOf.get(code);
      yield* checkTerritory(scope, code, `${at}/groups/${i}/members/${m}`);
      if (other !== undefined) yield policyFault('TERRITORY_IN_TWO_GROUPS', `${at}/groups/${i}/members/${m}`, { code, groups: [other, key] });
      groupOf.set(code, key);
    }
    const available = sum(members.map((code) => Math.min(capOf(code), supply?.get(code) ?? Infinity)));
    yield* checkRange(scope, bounds, available, `${at}/groups/${i}/bounds`);
    const floors = sum(members.map(floorOf));
    if (bounds.max !== undefined && floors > bounds.max) yield policyFault('FLOORS_GT_GROUP_CAP', `${at}/groups/${i}`, { floors, max: bounds.max });
  }

  if (territories.unit !== 'region') return; // municipal districts are not listed anywhere, so they cannot be added up
  const alone = [...scope.reference.regions].filter((code) => !groupOf.has(code));
  // A group needs its own floor or its members' floors together, whichever is more; its room is bounded likewise.
  const floors = sum([...alone.map(floorOf), ...groups.map(({ members, bounds }) => Math.max(bounds.min ?? 0, sum(members.map(floorOf))))]);
  const caps = sum([...alone.map(capOf), ...groups.map(({ members, bounds }) => Math.min(bounds.max ?? Infinity, sum(members.map(capOf))))]);
  yield* checkSums(scope, floors, caps, at);
}

function boundsOf({ each = {}, named = [] }: Territories, code: string): Bounds {
  return named.find((exception) => exception.code === code)?.bounds ?? each;
}

function* checkTerritory({ quotas, reference }: QuotaScope, code: string, at: string): PolicyFaults {
  const known = quotas.territories?.unit === 'municipal-district' ? code.length === 8 : reference.regions.has(code);
  if (!known) yield policyFault('TERRITORY_UNKNOWN', at, { code });
}

function* checkCategories(scope: QuotaScope, at: string): PolicyFaults {
  const { policy, quotas, totalSupply } = scope;
  const { categories = [] } = quotas;
  for (const [i, { category }] of repeated(categories, (quota) => quota.category))
    yield policyFault('CATEGORY_TWICE', `${at}/${i}/category`, { category });
  for (const [i, { category, bounds }] of categories.entries()) {
    yield* checkCategory(policy, category, `${at}/${i}/category`);
    yield* checkRange(scope, bounds, totalSupply, `${at}/${i}/bounds`);
  }
  if (categories.length === 0) return;
  const floors = sum(categories.map(({ bounds }) => bounds.min ?? 0));
  const caps = sum((policy.categories ?? []).map(({ key }) => categories.find(({ category }) => category === key)?.bounds.max ?? Infinity));
  yield* checkSums(scope, floors, caps, at);
}

function* checkCategory(policy: Policy, category: string, at: string): PolicyFaults {
  if (!keyed(policy.categories, category)) yield policyFault('CATEGORY_UNKNOWN', at, { category });
}

function* checkCells(scope: QuotaScope, at: string): PolicyFaults {
  const { territories, categories = [], cells = [] } = scope.quotas;
  for (const [i, { territory, category }] of repeated(cells, (cell) => `${cell.territory} ${cell.category}`))
    yield policyFault('CELL_TWICE', `${at}/${i}`, { territory, category });
  for (const [i, { territory, category, bounds }] of cells.entries()) {
    if (territory !== 'each') yield* checkTerritory(scope, territory, `${at}/${i}/territory`);
    yield* checkCategory(scope.policy, category, `${at}/${i}/category`);
    yield* checkRange(scope, bounds, Infinity, `${at}/${i}/bounds`);

    const around = territory === 'each' ? territories?.each : territories && boundsOf(territories, territory);
    const cap = Math.min(around?.max ?? Infinity, categories.find((quota) => quota.category === category)?.bounds.max ?? Infinity);
    if (bounds.min !== undefined && bounds.min > cap) yield policyFault('CELL_FLOOR_GT_CAP', `${at}/${i}/bounds/min`, { min: bounds.min, max: cap });
  }
}

function* checkFloorOrder({ territories, categories, cells, floorOrder = [] }: Quotas, at: string): PolicyFaults {
  const present: Readonly<Record<QuotaFamily, unknown>> = {
    territories: territories?.each ?? territories?.named,
    groups: territories?.groups,
    categories,
    cells,
  };
  for (const [i, family] of floorOrder.entries())
    if (!present[family]) yield policyFault('FAMILY_WITHOUT_QUOTA', `${at}/${i}`, { family });
}

/** One group: its floor against its cap, the seats and the most who can be there at all. */
function* checkRange({ seats }: QuotaScope, bounds: Bounds, available: number, at: string): PolicyFaults {
  const { min = 0 } = bounds;
  yield* checkBounds(bounds, at);
  if (min > seats) yield policyFault('FLOOR_GT_SEATS', `${at}/min`, { min, seats });
  else if (min > available) yield policyFault('FLOOR_GT_SUPPLY', `${at}/min`, { min, supply: available });
}

/** One family: all floors together fit into the seats, and all caps together let the seats be filled. */
function* checkSums({ seats }: QuotaScope, floors: number, caps: number, at: string): PolicyFaults {
  if (floors > seats) yield policyFault('SUM_FLOORS_GT_SEATS', at, { floors, seats });
  if (seats < Infinity && caps < seats) yield policyFault('SEATS_GT_CAPS', at, { seats, caps });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}
