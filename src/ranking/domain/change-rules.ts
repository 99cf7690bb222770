import type { Bounds, OrderByScore, QuotaFamily, Quotas, RankingStage } from '../../campaign/domain/policy';
import type { Fault } from '../../kernel/reason';

/** The rules of a ranking by score. */
export type ScoredRanking = RankingStage & { readonly order: OrderByScore };

/** One limit set otherwise. `null` lifts it, absent leaves it as it is. */
export interface BoundChange {
  readonly family: QuotaFamily;
  /** A territory's code or `each`; a group's or a category's key; a cell as "territory/category". */
  readonly key: string;
  readonly min?: number | null;
  readonly max?: number | null;
}

export interface FamilyDropped {
  readonly family: QuotaFamily;
  readonly limits: 'floors' | 'caps' | 'both';
}

/** What a scenario asks: the published rules with these changes. What is absent stays as published. */
export interface RuleChanges {
  /** Stage → its weight in the score, as decimal text. */
  readonly weights?: Readonly<Record<string, string>>;
  /** The pass mark; null: none. */
  readonly minScore?: OrderByScore['minScore'] | null;
  readonly seats?: number;
  readonly drop?: readonly FamilyDropped[];
  readonly bounds?: readonly BoundChange[];
}

export const RULE_CHANGE_FAULTS = ['PART_NOT_IN_ORDER', 'QUOTA_UNKNOWN'] as const;
export type RuleChangeFault = Fault<(typeof RULE_CHANGE_FAULTS)[number]>;

/**
 * The rules with the changes applied: weights, pass mark, seats, whole families dropped, then single limits. A limit may
 * be set for any territory, category or cell, and for a group that exists. Faults point into the changes.
 */
export function changeRules(stage: ScoredRanking, changes: RuleChanges): ScoredRanking | readonly RuleChangeFault[] {
  const faults: RuleChangeFault[] = [];
  const { weights = {}, minScore = stage.order.minScore, seats = stage.quotas.seats } = changes;
  for (const key of Object.keys(weights)) {
    if (!stage.order.parts.some((part) => part.stage === key)) faults.push({ code: 'PART_NOT_IN_ORDER', pointer: `/weights/${key}`, params: {} });
  }
  const parts = stage.order.parts.map((part) => ({ ...part, weight: weights[part.stage] ?? part.weight }));
  const { minScore: _, ...order } = stage.order;
  let quotas: Quotas = (changes.drop ?? []).reduce(dropFamily, { ...stage.quotas, seats });
  for (const [i, change] of (changes.bounds ?? []).entries()) {
    const changed = setBound(quotas, change);
    if (changed) quotas = changed;
    else faults.push({ code: 'QUOTA_UNKNOWN', pointer: `/bounds/${i}/key`, params: { family: change.family, key: change.key } });
  }
  return faults.length ? faults : { ...stage, order: { ...order, parts, ...(minScore && { minScore }) }, quotas };
}

function dropFamily(quotas: Quotas, { family, limits }: FamilyDropped): Quotas {
  const left = ({ min, max }: Bounds): Bounds => ({ ...(limits === 'caps' && min !== undefined && { min }), ...(limits === 'floors' && max !== undefined && { max }) });
  const each = <Rule extends { readonly bounds: Bounds }>(rules: readonly Rule[] | undefined): Rule[] => (rules ?? []).map((rule) => ({ ...rule, bounds: left(rule.bounds) }));
  const { territories } = quotas;
  switch (family) {
    case 'territories':
      return { ...quotas, ...(territories && { territories: { ...territories, each: left(territories.each ?? {}), named: each(territories.named) } }) };
    case 'groups':
      return { ...quotas, ...(territories && { territories: { ...territories, groups: each(territories.groups) } }) };
    case 'categories':
      return { ...quotas, categories: each(quotas.categories) };
    case 'cells':
      return { ...quotas, cells: each(quotas.cells) };
  }
}

/** Null: there is no such group, and a limit on it would name nobody. */
function setBound(quotas: Quotas, { family, key, min, max }: BoundChange): Quotas | null {
  const changed = (bounds: Bounds = {}): Bounds => {
    const next = { min: min === undefined ? bounds.min : (min ?? undefined), max: max === undefined ? bounds.max : (max ?? undefined) };
    return { ...(next.min !== undefined && { min: next.min }), ...(next.max !== undefined && { max: next.max }) };
  };
  const { categories = [], cells = [] } = quotas;
  switch (family) {
    case 'territories': {
      const territories = quotas.territories ?? { unit: 'region' as const };
      if (key === 'each') return { ...quotas, territories: { ...territories, each: changed(territories.each) } };
      const { named = [] } = territories;
      const before = named.find(({ code }) => code === key)?.bounds ?? territories.each;
      return { ...quotas, territories: { ...territories, named: [...named.filter(({ code }) => code !== key), { code: key, bounds: changed(before) }] } };
    }
    case 'groups': {
      const groups = quotas.territories?.groups ?? [];
      if (!quotas.territories || !groups.some((group) => group.key === key)) return null;
      return { ...quotas, territories: { ...quotas.territories, groups: groups.map((group) => (group.key === key ? { ...group, bounds: changed(group.bounds) } : group)) } };
    }
    case 'categories': {
      const before = categories.find(({ category }) => category === key)?.bounds;
      return { ...quotas, categories: [...categories.filter(({ category }) => category !== key), { category: key, bounds: changed(before) }] };
    }
    case 'cells': {
      const [territory, category, ...more] = key.split('/');
      if (!territory || !category || more.length) return null;
      const isIt = (cell: { territory: string; category: string }): boolean => cell.territory === territory && cell.category === category;
      return { ...quotas, cells: [...cells.filter((cell) => !isIt(cell)), { territory, category, bounds: changed(cells.find(isIt)?.bounds) }] };
    }
  }
}
