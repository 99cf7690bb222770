import { levelOf } from './build-network';
import type { Certificate, CertifiedVertex } from './certificate';
import type { Person, Pool } from './read-pool';
import { readPool } from './read-pool';
import type { Rule, RuleBook, RulesOfCell } from './read-rules';
import { readRules } from './read-rules';
import { isRefused } from './selection-contract';
import type { ChoiceRefusal, Family, SelectionInput } from './selection-contract';

export const CERTIFICATE_FAULTS = [
  'SELECTED_NOT_ELIGIBLE', 'LOCKED_NOT_SELECTED', 'SEATS_EXCEEDED', 'CAP_EXCEEDED', 'BETTER_OF_CELL_LEFT_OUT', 'POTENTIAL_MISSING', 'EXCHANGE_IMPROVES',
] as const;

/** Why a certificate does not prove that the selected people are the best choice, and where. */
export interface CertificateFault {
  readonly code: (typeof CERTIFICATE_FAULTS)[number];
  /** Ids, or the vertices between which a step gains. */
  readonly at: readonly string[];
}

/** What a step or a path is worth; compared from the left. People are their standings in the published order. */
interface Worth {
  readonly levels: readonly number[];
  readonly points: number;
  readonly people: ReadonlyMap<number, number>;
}

/** The people of one category of one region who compete, and how many of them are selected. */
interface CheckedCell {
  readonly rules: RulesOfCell;
  readonly members: Person[];
  chosen: number;
}

/**
 * Checks that `selected` is the best choice under the rules of `input`, from the question, the answer and the certificate
 * alone: nothing is solved, every comparison is one of integers, and no code is shared with the solver but the reading of
 * rules and people. Empty: proven. Refuses a question that cannot be asked.
 */
export function checkCertificate(input: SelectionInput, selected: readonly string[], certificate: Certificate): readonly CertificateFault[] | ChoiceRefusal {
  const rules = readRules(input);
  if (isRefused(rules)) return rules;
  const pool = readPool(input);
  if (isRefused(pool)) return pool;
  const faults = checkSelected(input, new Set(selected), pool, rules);
  return faults.length ? faults : new Proof(input, selected.length, pool, rules, certificate, new Set(selected)).faults();
}

function checkSelected(input: SelectionInput, selected: ReadonlySet<string>, { people }: Pool, rules: RuleBook): CertificateFault[] {
  const faults: CertificateFault[] = [];
  const fault = (code: CertificateFault['code'], ...at: string[]): unknown => faults.push({ code, at });
  const eligible = new Set(people.map(({ id }) => id));
  for (const id of selected) if (!eligible.has(id)) fault('SELECTED_NOT_ELIGIBLE', id);
  for (const id of input.locked ?? []) if (!selected.has(id)) fault('LOCKED_NOT_SELECTED', id);
  if (selected.size > input.seats) fault('SEATS_EXCEEDED');
  for (const [rule, count] of countRules(people.filter(({ id }) => selected.has(id)), rules)) if (count > rule.max) fault('CAP_EXCEEDED', rule.family, rule.key);
  return faults;
}

function countRules(people: readonly Person[], rules: RuleBook): Map<Rule, number> {
  const counts = new Map<Rule, number>();
  for (const { region, category } of people) {
    for (const rule of Object.values(rules.of(region, category)) as (Rule | undefined)[]) if (rule) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
}

class Proof {
  private readonly potentials: ReadonlyMap<string, Worth>;
  private readonly counts: ReadonlyMap<Rule, number>;
  private readonly locked: ReadonlyMap<Rule, number>;
  private readonly cells: readonly CheckedCell[];
  private readonly order: readonly Family[];
  private readonly found: CertificateFault[] = [];

  constructor(private readonly input: SelectionInput, private readonly filled: number, pool: Pool, rules: RuleBook, certificate: Certificate, private readonly selected: ReadonlySet<string>) {
    this.order = input.floorOrder ?? [];
    const standings = new Map(pool.people.map(({ id, standing }) => [id, standing]));
    this.potentials = new Map(certificate.potentials.map(({ vertex, levels, points, people }) => [nameOf(vertex), { levels, points, people: new Map(people.map(([id, balance]) => [standings.get(id) ?? 0, balance])) }]));
    this.counts = countRules(pool.people.filter(({ id }) => selected.has(id)), rules);
    this.locked = countRules(pool.people.filter(({ locked }) => locked), rules);
    this.cells = gather(pool.people, rules, selected);
  }

  faults(): readonly CertificateFault[] {
    const rules = new Set<Rule>();
    for (const cell of this.cells) {
      const { members, chosen } = cell;
      const better = members.slice(0, chosen).find(({ id }) => !this.selected.has(id));
      if (better) this.found.push({ code: 'BETTER_OF_CELL_LEFT_OUT', at: [better.id] });
      const { region, category, group } = cell.rules;
      this.arc(['regions', region.key], ['categories', category.key], cell.rules.cell, members[chosen] ?? null, members[chosen - 1] ?? null);
      if (!rules.has(region)) this.arc(group ? ['groups', group.key] : ['source'], ['regions', region.key], region);
      if (!rules.has(category)) this.arc(['categories', category.key], ['sink'], category);
      if (group && !rules.has(group)) this.arc(['source'], ['groups', group.key], group);
      for (const rule of [region, category, group]) if (rule) rules.add(rule);
    }
    const nothing = this.worth(null, 0, null);
    if (this.filled < this.input.seats) this.step(['sink'], ['source'], nothing);
    if (this.filled > (this.input.locked ?? []).length) this.step(['source'], ['sink'], nothing);
    return this.found;
  }

  /** One unit more and one fewer under a rule; in a cell (`next` and `last` given) that is a person who enters or leaves. */
  private arc(from: CertifiedVertex, to: CertifiedVertex, rule: Rule, next?: Person | null, last?: Person | null): void {
    const count = this.counts.get(rule) ?? 0;
    const free = next === undefined ? count > (this.locked.get(rule) ?? 0) : last !== null;
    if (count < rule.max && next !== null) this.step(from, to, this.worth(count < rule.min ? rule.family : null, 1, next ?? null));
    if (free) this.step(to, from, this.worth(count <= rule.min ? rule.family : null, -1, last ?? null));
  }

  private worth(floor: Family | null, sign: number, person: Person | null): Worth {
    const levels = new Array<number>(this.order.length + 2).fill(0);
    if (floor) levels[levelOf(floor, this.order)] = sign;
    if (person) levels[this.order.length + 1] = sign;
    const points = person && this.input.objective !== 'lex' ? sign * person.score : 0;
    return { levels, points, people: new Map(person ? [[person.standing, sign]] : []) };
  }

  /** A step may not be worth more than the potentials differ. */
  private step(from: CertifiedVertex, to: CertifiedVertex, worth: Worth): void {
    const [before, after] = [this.potentials.get(nameOf(from)), this.potentials.get(nameOf(to))];
    if (!before || !after) this.found.push({ code: 'POTENTIAL_MISSING', at: (before ? to : from) as readonly string[] });
    else if (sign([before, worth], after) > 0) this.found.push({ code: 'EXCHANGE_IMPROVES', at: [nameOf(from), nameOf(to)] });
  }
}

function nameOf(vertex: CertifiedVertex): string {
  return vertex.join('/');
}

function gather(people: readonly Person[], rules: RuleBook, selected: ReadonlySet<string>): CheckedCell[] {
  const cells = new Map<Rule, CheckedCell>();
  for (const person of people) {
    const of = rules.of(person.region, person.category);
    let cell = cells.get(of.cell);
    if (!cell) cells.set(of.cell, (cell = { rules: of, members: [], chosen: 0 }));
    if (person.locked) continue;
    cell.members.push(person);
    if (selected.has(person.id)) cell.chosen++;
  }
  return [...cells.values()];
}

/** Positive, zero or negative as the sum is greater than, equal to or less than the other. */
function sign(sum: readonly Worth[], other: Worth): number {
  for (const [i, level] of other.levels.entries()) {
    const difference = sum.reduce((total, { levels }) => total + (levels[i] ?? 0), -level);
    if (difference !== 0) return difference;
  }
  const points = sum.reduce((total, { points: each }) => total + each, -other.points);
  if (points !== 0) return points;
  const balance = new Map<number, number>();
  for (const { people } of sum) for (const [standing, each] of people) balance.set(standing, (balance.get(standing) ?? 0) + each);
  for (const [standing, each] of other.people) balance.set(standing, (balance.get(standing) ?? 0) - each);
  let [first, value] = [0, 0];
  for (const [standing, each] of balance) if (each !== 0 && standing > first) [first, value] = [standing, each];
  return value;
}
