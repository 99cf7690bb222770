import { buildNetwork } from './build-network';
import { diagnoseShortfall } from './diagnose-shortfall';
import { explainMargins, isUniqueByScore, priceCells } from './margins';
import { readPool } from './read-pool';
import { readRules } from './read-rules';
import type { Rule } from './read-rules';
import { formatScore } from './score-units';
import { FAMILIES, isRefused } from './selection-contract';
import type { ChoiceRefusal, SelectionInput, SelectionResult, Shortfall } from './selection-contract';

/**
 * Chooses at most `seats` people under floors and caps on regions, categories, groups of regions and cells (region ×
 * category). Exact and deterministic; the order of rows does not matter. Levels, each only breaking ties of the one
 * before:
 *
 * 0. everybody locked stays;
 * 1. least floor shortfall, by `floorOrder`: floors are guarantees that everybody counts towards, caps are hard;
 * 2. most seats filled (where cells or groups bind, a further seat can cost a floor; then it stays empty);
 * 3. greatest total score (skipped under `lex`);
 * 4. the published order (score descending, lottery ascending): the set that contains the first person in whom two
 *    sets differ.
 *
 * Region and category together are an intersection of two laminar matroids, where taking the best one after another
 * is wrong (it may reach 11 points where 18 are possible); a flow of greatest worth is right, and since two different
 * sets always differ at level 4 the optimum is one set. `margins: false` saves the explanations in large pools.
 *
 * Shapes (whole numbers, present fields) are the caller's to check; everything else is refused as a value.
 */
export function chooseUnderQuotas(
  input: SelectionInput,
  { margins = true }: { readonly margins?: boolean } = {},
): SelectionResult | ChoiceRefusal {
  const rules = readRules(input);
  if (isRefused(rules)) return rules;
  const pool = readPool(input);
  if (isRefused(pool)) return pool;
  const plan = buildNetwork(input, rules, pool);
  if (isRefused(plan)) return plan;

  const { network, cells, seats } = plan;
  network.fill(seats);
  network.certify();

  const chosen = new Set(cells.flatMap(({ arc, members, locked }) => [...locked, ...members.slice(0, arc.flow)]));
  const selected = pool.people.filter((person) => chosen.has(person));
  const short = rules.declared.filter(({ lacking }) => lacking > 0);
  const prices = priceCells(network, cells, pool, input.objective);
  return {
    status: short.length ? 'infeasible' : 'optimal',
    selected: selected.map(({ id }) => id),
    totalScore: formatScore(selected.reduce((sum, { score }) => sum + BigInt(score), 0n)),
    filled: selected.length,
    unfilled: input.seats - selected.length,
    shortfall: listShortfall(short),
    ...(short.length ? { diagnosis: diagnoseShortfall(rules, input.seats) } : {}),
    uniqueByScore: isUniqueByScore(prices),
    margins: margins ? explainMargins(prices, pool, input.objective) : {},
  };
}

function listShortfall(short: readonly Rule[]): Shortfall {
  const families = FAMILIES.map((family) => [family, short.filter((rule) => rule.family === family)] as const);
  return Object.fromEntries(
    families
      .filter(([, rules]) => rules.length)
      .map(([family, rules]) => [family, Object.fromEntries(rules.map(({ key, lacking }) => [key, lacking]))]),
  );
}
