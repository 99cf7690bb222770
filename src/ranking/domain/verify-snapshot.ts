import { canonicalJson } from '../../kernel/canonical-json';
import { formatUnits, parseUnits } from '../../kernel/decimal';
import type { Reason, ReasonParam } from '../../kernel/reason';
import { checkCertificate } from './check-certificate';
import { scorer } from './compose-score';
import { commitmentTo } from './draw-lottery';
import { readSnapshot } from './read-snapshot';
import { reopenSeats } from './replace-departures';
import { isRefused } from './selection-contract';
import { hashesOf, inputHash, judgeSnapshot, questionOf, sealed, sha256, type Snapshot, type SnapshotHashes } from './snapshot';

/** Causes first, what follows from them last. */
export const FINDING_CODES = [
  'seal-not-published', 'rules-altered', 'input-altered',
  'row-twice', 'row-added', 'row-missing', 'row-altered', 'score-wrong', 'pass-mark-wrong', 'lottery-not-committed', 'rank-wrong', 'lot-wrong',
  'result-altered', 'certificate-altered', 'seal-broken', 'not-computable', 'outcome-wrong', 'explanation-wrong', 'order-wrong', 'total-wrong', 'not-proven',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** What is wrong with a snapshot. `id` in the parameters names the person's row. */
export type Finding = Reason<FindingCode>;

export interface Verification {
  readonly verdict: 'equal' | 'different' | 'not-a-snapshot';
  readonly findings: readonly Finding[];
  /** Null when it is no snapshot. */
  readonly snapshot: Snapshot | null;
  /** Computed from the contents, whatever the file says. */
  readonly hashes: SnapshotHashes | null;
}

/**
 * Recomputes a published ranking from its snapshot with the rules that made it, and says what does not agree.
 *
 * Everything in a file can be changed by whoever holds it, hashes too; only the seal that was published with the list
 * binds it. `published` is that seal, where the reader has it. Row hashes tell which person's row was changed by a hand
 * that left them alone; whoever renews them as well changes the seal.
 */
export function verifySnapshot(document: unknown, published?: string): Verification {
  const snapshot = readSnapshot(document);
  if (!snapshot) return { verdict: 'not-a-snapshot', findings: [], snapshot: null, hashes: null };
  const hashes = hashesOf(snapshot);
  const findings = [...checkSeal(hashes, published), ...checkRows(snapshot, hashes), ...checkHashes(snapshot), ...checkJudgement(snapshot)];
  findings.sort((a, b) => FINDING_CODES.indexOf(a.code) - FINDING_CODES.indexOf(b.code));
  return { verdict: findings.length ? 'different' : 'equal', findings, snapshot, hashes };
}

function finding(code: FindingCode, params: Readonly<Record<string, ReasonParam>> = {}): Finding {
  return { code, params };
}

function checkSeal({ seal }: SnapshotHashes, published = ''): Finding[] {
  const expected = published.replace(/\s/g, '').toLowerCase();
  return expected === '' || expected === seal ? [] : [finding('seal-not-published', { published: expected, right: seal })];
}

/** Every row against the hash that commits to it. */
function checkRows({ people, hashes: { people: committed } }: Snapshot, { people: actual }: SnapshotHashes): Finding[] {
  const seen = new Set<string>();
  const findings = people.flatMap(({ id }) => {
    if (seen.has(id)) return [finding('row-twice', { id })];
    seen.add(id);
    if (committed[id] === undefined) return [finding('row-added', { id })];
    return committed[id] === actual[id] ? [] : [finding('row-altered', { id })];
  });
  return [...findings, ...Object.keys(committed).filter((id) => !seen.has(id)).map((id) => finding('row-missing', { id }))];
}

/** Each stated hash against what it is said to be the hash of; a row is told by its own. */
function checkHashes({ format, about, terms, rules, result, outcomes, certificate, hashes }: Snapshot): Finding[] {
  const compare = (code: FindingCode, stated: string, right: string): Finding[] => (stated === right ? [] : [finding(code, { stated, right })]);
  return [
    ...compare('input-altered', hashes.input, inputHash(terms, hashes.people)),
    ...compare('rules-altered', hashes.rules, sha256(rules)),
    ...compare('result-altered', hashes.result, sha256({ result, outcomes })),
    ...compare('certificate-altered', hashes.certificate, sha256(certificate)),
    ...compare('seal-broken', hashes.seal, sealed({ format, about }, hashes).seal),
  ];
}

/** What the rules make of the rows as they stand, against what the file says came of it. */
function checkJudgement(snapshot: Snapshot): Finding[] {
  try {
    const judged = judgeSnapshot(snapshot);
    const rows = [...checkScores(snapshot), ...checkLottery(snapshot), ...checkOrder(snapshot)];
    if (isRefused(judged)) return [...rows, finding('not-computable', { reason: judged.refused.code })];
    return [...rows, ...checkOutcomes(snapshot, judged), ...checkResult(snapshot, judged), ...checkProof(snapshot)];
  } catch (error) {
    // Rules somebody wrote into the file by hand may ask for what cannot be done; that is an answer too.
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    return [finding('not-computable', { reason: 'rules-unreadable' })];
  }
}

function checkScores({ rules, people }: Snapshot): Finding[] {
  const compose = scorer(rules.order);
  return people.flatMap(({ id, scores, score, eligible }) => {
    const right = compose((stage) => {
      const text = scores[stage] ?? null;
      return text === null ? null : Number(parseUnits(text));
    });
    const composed = right && formatUnits(right.units);
    if (composed !== score) return [finding('score-wrong', { id, stated: score, right: composed })];
    return (right?.qualifies ?? null) === eligible ? [] : [finding('pass-mark-wrong', { id, stated: eligible, right: right?.qualifies ?? null })];
  });
}

/** The organiser was bound to the secret before the public value was drawn. */
function checkLottery({ terms: { lottery } }: Snapshot): Finding[] {
  return lottery === null || commitmentTo(lottery.secret) === lottery.commitment ? [] : [finding('lottery-not-committed')];
}

/** Ranks follow score and keys; among equals the lots decide, and where there are none the stated order stands. */
function checkOrder(snapshot: Snapshot): Finding[] {
  const unranked = snapshot.people.map((person) => ({ ...person, rank: null }));
  const { input, classes } = questionOf({ ...snapshot, terms: { ...snapshot.terms, lottery: null }, people: unranked });
  const range = new Map(input.candidates.map(({ id }, i) => [id, { first: i + 1, last: i + 1 }]));
  for (const members of classes) {
    const places = members.map((id) => range.get(id)!.first).sort((a, b) => a - b);
    for (const id of members) range.set(id, { first: places[0]!, last: places.at(-1)! });
  }
  const places = snapshot.people.flatMap(({ id, rank, lot }) => {
    const place = range.get(id);
    return place ? [{ id, rank, lot, ...place }] : [];
  });
  const ranked = places.filter(({ rank }) => rank !== null).sort((a, b) => a.rank! - b.rank!);
  const right = longestAscending(ranked.map(({ first }) => first));
  const wrong = [...places.filter(({ rank }) => rank === null), ...ranked.filter((_, i) => !right.has(i))];
  return [
    ...wrong.map(({ id, rank, first, last }) => finding('rank-wrong', { id, stated: rank, right: first === last ? String(first) : `${first}–${last}` })),
    ...(snapshot.terms.lottery === null ? [] : checkLots(ranked)),
  ];
}

/** Places in a longest not descending subsequence: what stays when the fewest are moved, so that only those are named. */
function longestAscending(values: readonly number[]): ReadonlySet<number> {
  const ends: number[] = []; // ends[k]: where the best subsequence of length k + 1 ends
  const before = values.map((value, i) => {
    let length = 0; // the first end above the value, by halving
    for (let above = ends.length; length < above; ) {
      const middle = (length + above) >> 1;
      if (values[ends[middle]!]! > value) above = middle;
      else length = middle + 1;
    }
    ends[length] = i;
    return ends[length - 1];
  });
  const kept = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = before[at]) kept.add(at);
  return kept;
}

/** Among equals, in their stated order, the lots ascend. */
function checkLots(ranked: readonly { readonly id: string; readonly lot: string | null; readonly first: number; readonly last: number }[]): Finding[] {
  const classes = new Map<number, { id: string; lot: string | null }[]>();
  for (const { id, lot, first, last } of ranked) if (first !== last) classes.set(first, [...(classes.get(first) ?? []), { id, lot }]);
  return [...classes.values()].flatMap((equals) => {
    const drawn = equals.toSorted((a, b) => ((a.lot ?? '') < (b.lot ?? '') ? -1 : 1));
    return equals.flatMap(({ id, lot }, i) => (lot !== null && drawn[i]!.id === id ? [] : [finding('lot-wrong', { id, stated: i + 1, right: drawn.findIndex((other) => other.id === id) + 1 })]));
  });
}

function checkOutcomes({ result, outcomes }: Snapshot, right: Pick<Snapshot, 'result' | 'outcomes'>): Finding[] {
  const [stated, chosen] = [new Set(result.selected), new Set(right.result.selected)];
  const ids = new Set([...Object.keys(outcomes), ...Object.keys(right.outcomes), ...stated, ...chosen]);
  const unexplained: string[] = [];
  const wrong = [...ids].sort().flatMap((id) => {
    const said = outcomes[id]?.outcome ?? null;
    const computed = right.outcomes[id]?.outcome ?? null;
    if (said !== computed || stated.has(id) !== chosen.has(id)) return [finding('outcome-wrong', { id, stated: said, right: computed, listed: stated.has(id), chosen: chosen.has(id) })];
    if (canonicalJson(outcomes[id]) !== canonicalJson(right.outcomes[id])) unexplained.push(id);
    return [];
  });
  return unexplained.length ? [...wrong, finding('explanation-wrong', { count: unexplained.length, ids: unexplained })] : wrong;
}

function checkResult({ result }: Snapshot, { result: right }: Pick<Snapshot, 'result'>): Finding[] {
  const { selected, ...totals } = result;
  const { selected: chosen, ...computed } = right;
  const names = [...new Set([...Object.keys(totals), ...Object.keys(computed)])].sort();
  const value = (of: object, name: string): string => {
    const total = (of as Readonly<Record<string, unknown>>)[name];
    return typeof total === 'string' ? total : canonicalJson(total);
  };
  const sameSet = canonicalJson(selected.toSorted()) === canonicalJson(chosen.toSorted());
  return [
    ...(sameSet && canonicalJson(selected) !== canonicalJson(chosen) ? [finding('order-wrong')] : []),
    ...names.filter((name) => value(totals, name) !== value(computed, name)).map((name) => finding('total-wrong', { name, stated: value(totals, name), right: value(computed, name) })),
  ];
}

/** The proof against rows and result, without choosing: a second way to the same, which shares no code with the first. */
function checkProof(snapshot: Snapshot): Finding[] {
  const { input, vacancies } = questionOf(snapshot);
  const asked = vacancies ? reopenSeats({ ...vacancies, input }) : input;
  const faults = isRefused(asked) ? asked : checkCertificate(asked, snapshot.result.selected, snapshot.certificate);
  if (isRefused(faults)) return [finding('not-computable', { reason: faults.refused.code })];
  return faults.length ? [finding('not-proven', { reason: faults[0]!.code, at: faults[0]!.at.join(' – '), count: faults.length })] : [];
}
