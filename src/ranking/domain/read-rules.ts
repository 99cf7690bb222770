import type { Arc } from './network';
import { refuse } from './selection-contract';
import type { Bound, ChoiceRefusal, Family, SelectionInput } from './selection-contract';

/** One limit and how the people stand to it. A rule nobody declared has no floor and no cap. */
export class Rule {
  /** How many of its people are locked in; they are taken out before the choice. */
  locked = 0;
  /** How many eligible people there are, locked ones included. */
  supply = 0;
  /** Where its people pass in the network; null while it has none. */
  arc: Arc | null = null;

  constructor(
    readonly family: Family,
    readonly key: string,
    readonly min = 0,
    readonly max = Infinity,
    readonly path: readonly (string | number)[] = [],
  ) {}

  /** People chosen, locked ones included. */
  get count(): number {
    return this.locked + (this.arc?.flow ?? 0);
  }

  /** People its floor still asks for. */
  get lacking(): number {
    return Math.max(0, this.min - this.count);
  }
}

/** The rules one person counts for, all at the same time. */
export interface RulesOfCell {
  readonly region: Rule;
  readonly category: Rule;
  readonly cell: Rule;
  readonly group: Rule | undefined;
}

export class RuleBook {
  /** Rules of the input, family by family. */
  readonly declared: Rule[] = [];
  private readonly known = new Map<string, Rule>();
  private readonly groupOf = new Map<string, Rule>();

  /** False when the family already has a rule of this name. */
  declare(rule: Rule, ...name: readonly string[]): boolean {
    const id = identify(rule.family, name);
    if (this.known.has(id)) return false;
    this.known.set(id, rule);
    this.declared.push(rule);
    return true;
  }

  /** False when the region already belongs to a group. */
  assign(region: string, group: Rule): boolean {
    if (this.groupOf.has(region)) return false;
    this.groupOf.set(region, group);
    return true;
  }

  of(region: string, category: string): RulesOfCell {
    return {
      region: this.obtain('regions', region),
      category: this.obtain('categories', category),
      cell: this.obtain('cells', region, category),
      group: this.groupOf.get(region),
    };
  }

  /** Declared rules and those that stand for names nobody limited. */
  all(): Iterable<Rule> {
    return this.known.values();
  }

  private obtain(family: Family, ...name: readonly string[]): Rule {
    const id = identify(family, name);
    let rule = this.known.get(id);
    if (!rule) this.known.set(id, (rule = new Rule(family, name.join('/'))));
    return rule;
  }
}

/** Unambiguous whatever characters names contain; people read "region/category". */
function identify(family: Family, name: readonly string[]): string {
  return JSON.stringify([family, ...name]);
}

/**
 * Reads floors and caps. Refuses MIN_GT_MAX, DUPLICATE_RULE (a cell named twice) and REGION_IN_TWO_GROUPS: a region in
 * two groups would no longer be nested, and the network below could not carry it.
 */
export function readRules(input: SelectionInput): RuleBook | ChoiceRefusal {
  const book = new RuleBook();
  for (const { family, name, bound, path } of declarations(input)) {
    const rule = new Rule(family, name.join('/'), Math.max(0, bound.min ?? 0), bound.max ?? Infinity, path);
    if (rule.max < rule.min) return refuse('MIN_GT_MAX', ...path);
    if (!book.declare(rule, ...name)) return refuse('DUPLICATE_RULE', ...path);
    if (!('members' in bound)) continue;
    for (const [i, region] of bound.members.entries()) {
      if (!book.assign(region, rule)) return refuse('REGION_IN_TWO_GROUPS', ...path, 'members', i);
    }
  }
  return book;
}

interface Declaration {
  readonly family: Family;
  readonly name: readonly string[];
  readonly bound: Bound | (Bound & { readonly members: readonly string[] });
  readonly path: readonly (string | number)[];
}

function declarations(input: SelectionInput): Declaration[] {
  const named = (['regions', 'categories', 'groups'] as const).flatMap((family) =>
    Object.entries(input[family] ?? {}).map(([key, bound]) => ({ family, name: [key], bound, path: [family, key] })),
  );
  const cells = (input.cells ?? []).map((bound, i) => ({
    family: 'cells' as const,
    name: [bound.region, bound.category],
    bound,
    path: ['cells', i],
  }));
  return [...named, ...cells];
}
