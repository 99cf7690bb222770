import { diagnoseShortfall } from './diagnose-shortfall';
import { explainMargins, isUniqueByScore, priceCells } from './margins';
import type { Rule } from './read-rules';
import { formatScore } from './score-units';
import { FAMILIES, isRefused } from './selection-contract';
import type { ChoiceRefusal, SelectionInput, SelectionResult, Shortfall } from './selection-contract';
import { selectedBy, solveChoice } from './solve-choice';
import type { SolvedChoice } from './solve-choice';

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
  const solved = solveChoice(input);
  return isRefused(solved) ? solved : describeChoice(solved, { margins });
}

/** What there is to say about a solved choice. */
export function describeChoice(solved: SolvedChoice, { margins = true }: { readonly margins?: boolean } = {}): SelectionResult {
  const { input, rules, pool, network, cells } = solved;
  const selected = selectedBy(solved);
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
