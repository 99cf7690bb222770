/** How many people of each group; the groups divide everybody. */
export type Cells = Readonly<Record<string, number>>;
/** null: hidden, because few people are in it or because the others would give it away. */
export type ShownCells = Readonly<Record<string, number | null>>;

/** Fewer people than this are not shown to whoever may not see the people themselves. */
export const FEWEST_SHOWN = 3;

/**
 * Hides groups of one or two people. A group hidden alone could be reckoned from the total, so the smallest of the others
 * is hidden with it; nobody at all is no secret. Equal ones: the first by name, so that one table always hides the same.
 */
export function hideSmallCells(cells: Cells, fewest = FEWEST_SHOWN): ShownCells {
  const names = Object.keys(cells).sort();
  const hidden = new Set(names.filter((name) => cells[name]! > 0 && cells[name]! < fewest));
  if (hidden.size === 1) {
    const [next] = names.filter((name) => !hidden.has(name) && cells[name]! > 0).sort((a, b) => cells[a]! - cells[b]!);
    if (next !== undefined) hidden.add(next);
  }
  return Object.fromEntries(names.map((name) => [name, hidden.has(name) ? null : cells[name]!]));
}
