import type { Explanation } from '../../candidacy/domain/explanation';
import type { Outcome } from '../../candidacy/domain/verdict';
import { parseUnits } from '../../kernel/decimal';
import type { Reason } from '../../kernel/reason';
import type { Question } from './build-question';
import { type Certificate, certify } from './certificate';
import { describeChoice } from './choose-under-quotas';
import { explainChoice, explainUnscored } from './explain-choice';
import { type BoundaryTie, findBoundaryTie } from './find-boundary-tie';
import { findHeirTie, reopenSeats } from './replace-departures';
import { type ChoiceRefusal, isRefused, type Margin, type SelectionInput, type SelectionResult } from './selection-contract';
import { solveChoice } from './solve-choice';

/** Who left after offers were made, and how a freed seat is filled. */
export interface Vacancies {
  readonly holding: readonly string[];
  readonly declined: readonly string[];
  readonly gone: readonly string[];
  readonly rule: 'keep-offers' | 'keep-confirmed';
  readonly confirmed: readonly string[];
  readonly vacancy: 'open' | 'same-cell-first';
}

/** Everything a run is computed from; frozen when it is started. */
export interface RunSnapshot extends Question {
  /** Departures of people against a proposal, with their reasons: locks and exclusions. */
  readonly named: readonly { readonly number: string; readonly as: 'locked' | 'excluded'; readonly reason: string }[];
  /** Places in the reserve; null = everybody who qualifies. */
  readonly reserve: number | null;
  /** Present in a replacement. */
  readonly vacancies: Vacancies | null;
}

export const RANKING_CODES = [
  'CHOSEN', 'REPLACES', 'IN_RESERVE', 'NOT_CHOSEN', 'BELOW_PASS_MARK', 'EXCLUDED_BY_DEPARTURE', 'SCORE_MISSING',
] as const;
export type RankingReasonCode = (typeof RANKING_CODES)[number];

export interface RankedVerdict {
  readonly number: string;
  readonly outcome: Outcome;
  readonly score: bigint | null;
  readonly reasons: readonly Reason<RankingReasonCode>[];
}

export type RunResult = Pick<SelectionResult, 'status' | 'selected' | 'totalScore' | 'filled' | 'unfilled' | 'shortfall' | 'diagnosis' | 'uniqueByScore'>;

export interface JudgedRun {
  readonly result: RunResult;
  /** Not null: the rules leave the last places open; the run proposes nobody and the commission has to choose. */
  readonly tie: BoundaryTie | null;
  /** Holders of offers not confirmed who lose them by this replacement. */
  readonly displaced: readonly string[];
  /** Proof that the result is the best one under the rules, locks and exclusions of the snapshot. */
  readonly certificate: Certificate;
  readonly verdicts: readonly RankedVerdict[];
  /** Of everybody in the snapshot; none while there is a tie. */
  readonly explanations: ReadonlyMap<string, Explanation>;
}

/**
 * From a frozen snapshot to proposals. The same snapshot gives the same answer for ever. A tie at the boundary that the
 * published keys leave stops the run; a replacement judges only those who wait in the reserve.
 */
export function judgeRun(snapshot: RunSnapshot): JudgedRun | ChoiceRefusal {
  const { vacancies } = snapshot;
  const input = questionAsked(snapshot);
  if (isRefused(input)) return input;
  const solved = solveChoice(input);
  if (isRefused(solved)) return solved;
  const result = describeChoice(solved);
  const heirs = vacancies && findHeirTie({ ...vacancies, input: snapshot.input }, snapshot.classes);
  if (heirs && isRefused(heirs)) return heirs;
  const tie = heirs ?? findBoundaryTie(solved, snapshot.classes);
  const judged = vacancies ? replacementsOf(snapshot, vacancies, result) : [...verdictsOf(snapshot, result), ...unscored(snapshot)];
  const displaced = vacancies && !tie ? displacedBy(vacancies, result) : [];
  return { result: published(result, snapshot), tie, displaced, certificate: certify(solved), verdicts: tie ? [] : judged, explanations: tie ? new Map() : explanationsOf(snapshot, input, result) };
}

/** What the choice is asked: the frozen question, or what departures have made of it. */
export function questionAsked({ input, vacancies }: Pick<RunSnapshot, 'input' | 'vacancies'>): SelectionInput | ChoiceRefusal {
  return vacancies ? reopenSeats({ ...vacancies, input }) : input;
}

/** Who held an offer, did not leave and is not chosen any more; always empty where offers are kept. */
function displacedBy({ holding, declined, gone }: Vacancies, { selected }: SelectionResult): string[] {
  const accounted = new Set([...selected, ...declined, ...gone]);
  return holding.filter((number) => !accounted.has(number)).sort();
}

function explanationsOf({ named, unscored: missing, vacancies }: RunSnapshot, input: SelectionInput, result: SelectionResult): Map<string, Explanation> {
  const excluded = excludedIn(named);
  const left = new Set([...(vacancies?.declined ?? []), ...(vacancies?.gone ?? [])]);
  return new Map([...explainChoice(input, result, { excluded, left }), ...missing.map((number) => [number, explainUnscored(excluded.get(number))] as const)]);
}

function excludedIn(named: RunSnapshot['named']): Map<string, string> {
  return new Map(named.filter(({ as }) => as === 'excluded').map(({ number, reason }) => [number, reason]));
}

/** Those who wait: whoever is chosen now replaces somebody, the others go on waiting. */
function replacementsOf({ input }: RunSnapshot, { holding, gone }: Vacancies, { selected, margins }: SelectionResult): RankedVerdict[] {
  const chosen = new Set(selected);
  const out = new Set([...holding, ...gone, ...(input.excluded ?? [])]);
  return input.candidates
    .filter(({ id, eligible }) => !out.has(id) && eligible !== false)
    .map(({ id, score }) => ({
      number: id,
      outcome: chosen.has(id) ? 'pass' : 'reserve',
      score: parseUnits(score),
      reasons: [{ code: chosen.has(id) ? 'REPLACES' : 'IN_RESERVE', params: marginParams(margins[id]) }],
    }));
}

function verdictsOf({ input, named, reserve }: RunSnapshot, { selected, margins }: SelectionResult): RankedVerdict[] {
  const chosen = new Set(selected);
  const excluded = excludedIn(named);
  let reserved = 0;
  return input.candidates.map(({ id, score }): RankedVerdict => {
    const margin = margins[id];
    const judged = (outcome: Outcome, code: RankingReasonCode, params: Reason['params']): RankedVerdict => ({ number: id, outcome, score: parseUnits(score), reasons: [{ code, params }] });
    if (chosen.has(id)) return judged('pass', 'CHOSEN', marginParams(margin));
    if (excluded.has(id)) return judged('fail', 'EXCLUDED_BY_DEPARTURE', { reason: excluded.get(id)! });
    if (margin?.kind === 'ineligible') return judged('fail', 'BELOW_PASS_MARK', { score });
    if (reserve !== null && reserved >= reserve) return judged('fail', 'NOT_CHOSEN', marginParams(margin));
    reserved++;
    return judged('reserve', 'IN_RESERVE', { ...marginParams(margin), place: reserved });
  });
}

function unscored(snapshot: RunSnapshot): RankedVerdict[] {
  const excluded = excludedIn(snapshot.named);
  return snapshot.unscored.map((number) => {
    const reason = excluded.get(number);
    return reason
      ? { number, outcome: 'fail', score: null, reasons: [{ code: 'EXCLUDED_BY_DEPARTURE', params: { reason } }] }
      : { number, outcome: 'undetermined', score: null, reasons: [{ code: 'SCORE_MISSING', params: {} }] };
  });
}

function marginParams(margin: Margin | undefined): Reason['params'] {
  return margin ? { margin: margin.kind, points: 'score' in margin ? (margin.score ?? null) : null } : {};
}

function published({ status, selected, totalScore, filled, unfilled, shortfall, diagnosis, uniqueByScore }: SelectionResult, { unlimited }: RunSnapshot): RunResult {
  return { status, selected, totalScore, filled, unfilled: unlimited ? 0 : unfilled, shortfall, ...(diagnosis && { diagnosis }), uniqueByScore };
}
