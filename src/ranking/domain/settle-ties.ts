import { parseUnits } from '../../kernel/decimal';

/** What the published order knows of a person before any lottery. */
export interface TieCandidate {
  readonly id: string;
  /** Decimal text with at most four decimals. */
  readonly score: string;
  /** Values of the published tie keys, most important first, higher wins; as many for everybody. */
  readonly tieKeys: readonly bigint[];
}

export interface TieOrder {
  /** Id → place in the whole order, from 1: the `lottery` of the choice. */
  readonly ranks: ReadonlyMap<string, number>;
  /** People equal in score and every key, two or more each: whoever stands above whom was decided by no published rule. */
  readonly classes: readonly (readonly string[])[];
}

/**
 * Orders people by score, then by the published keys, then by their place in `drawn` (a lottery, where the approved
 * rules name one). Without a draw the people of a class stand by their ids, only so that the answer is one: such an
 * order may decide nothing, which `findBoundaryTie` checks. Throws RangeError when a score is no decimal.
 */
export function tieOrder(candidates: readonly TieCandidate[], drawn: readonly string[] = []): TieOrder {
  const draw = new Map(drawn.map((id, place) => [id, place]));
  const people = candidates.map(({ id, score, tieKeys }) => ({
    id,
    keys: [parseUnits(score), ...tieKeys],
    place: draw.get(id) ?? drawn.length,
  }));
  people.sort((a, b) => compareKeys(a.keys, b.keys) || a.place - b.place || compareIds(a.id, b.id));
  const classes: string[][] = [];
  for (const [i, { id, keys }] of people.entries()) {
    const above = people[i - 1];
    const current = classes.at(-1);
    if (above && current && compareKeys(above.keys, keys) === 0) current.push(id);
    else classes.push([id]);
  }
  return {
    ranks: new Map(people.map(({ id }, i) => [id, i + 1])),
    classes: classes.filter(({ length }) => length > 1),
  };
}

function compareKeys(a: readonly bigint[], b: readonly bigint[]): number {
  for (let i = 0; i < a.length; i++) { // every pair of neighbours comes by here: no iterator
    const [ours, theirs] = [a[i]!, b[i]!];
    if (ours !== theirs) return ours > theirs ? -1 : 1;
  }
  return 0;
}

/** By code unit: the same on every machine and in every locale. */
function compareIds(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
