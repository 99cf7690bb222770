import type { DiagnosticsStage, Instrument, Metric } from '../../campaign/domain/policy';
import { keyed } from '../../campaign/domain/policy';
import type { CalendarDate } from '../../kernel/calendar-date';
import { addMonths } from '../../kernel/calendar-date';
import type { Exact } from '../../kernel/decimal';
import { add, compare, exact, formatUnits, multiply, toUnits } from '../../kernel/decimal';
import type { Reason, ReasonParam } from '../../kernel/reason';
import { differsReliably } from './detect-change';
import type { DiagnosticsCode, InstrumentResult } from './diagnostics-facts';
import { readNorm } from './read-norm';
import { standardiseByNorm } from './standardise-score';

export interface DiagnosticsDecision {
  /** `undetermined`: a result is missing or no longer valid, a conclusion is missing, a protocol is not to be trusted, a re-test differs, or norms alone would reject. */
  readonly outcome: 'pass' | 'fail' | 'undetermined';
  readonly reasons: readonly Reason<DiagnosticsCode>[];
  /** Published score of the stage, units of 10⁻⁴; null where the policy asks for none or a part is not there. */
  readonly score: bigint | null;
  /** `scale:<instrument>.<scale>`: standard score, units of 10⁻⁴. */
  readonly measures: Readonly<Record<string, number>>;
}

type Reasons = Reason<DiagnosticsCode>[];

/** `scale:<instrument>.<scale>` → standard score. */
type Profile = ReadonlyMap<string, Exact>;

/**
 * Diagnostics of one person: the profile by dated norms, the weighted composite, the expert's conclusion.
 *
 * Norms alone reject nobody unless the policy says so and answers for it: strong managers with moderate accentuation
 * fall outside statistical norms, so a low score beside a passing or a missing conclusion goes to a person. A conclusion
 * that does not pass is a refusal. What is missing or older than the instrument allows is not available, never zero. A
 * supervised re-test counts instead of the remote test; where the two differ by more than measurement error, a person decides.
 * So he does where a validity scale says that a protocol is not to be trusted: it proves nothing, neither for nor against,
 * nor does the conclusion drawn from it.
 */
export function decideDiagnostics(
  stage: DiagnosticsStage,
  instruments: readonly Instrument[],
  referenceDate: CalendarDate,
  results: readonly InstrumentResult[],
): DiagnosticsDecision {
  const reasons: Reasons = [];
  const valid = stage.battery.flatMap((key) => availableResult(keyed(instruments, key), key, referenceDate, results, reasons));
  const profile = standardise(valid, reasons);
  const complete = valid.length === stage.battery.length;
  const trusted = complete && judgeValidity(valid, reasons);
  const differs = compareRetests(valid, results, profile, reasons);
  // undefined: the policy asks for no score; null: it does, and a part of it is not there.
  const exactScore = stage.score && composite(stage.score.parts, profile, valid, reasons);
  const measures = Object.fromEntries([...profile].map(([key, standard]) => [key, Number(toUnits(standard))]));
  const score = exactScore ? toUnits(exactScore) : null;
  if (!trusted || exactScore === null) return { outcome: 'undetermined', reasons, score, measures };

  const conclusion = judgeConclusions(stage, valid, reasons);
  const reached = exactScore === undefined || judgeScore(stage, exactScore, conclusion, reasons);
  const refused = conclusion === 'fails' || (!reached && stage.rejectsByNormsAlone === true);
  const open = conclusion === 'missing' || !reached || differs;
  return { outcome: refused ? 'fail' : open ? 'undetermined' : 'pass', reasons, score, measures };
}

interface Available {
  readonly instrument: Instrument;
  readonly result: InstrumentResult;
}

/** The supervised result of an instrument or else the latest, if it is still valid: through the same day of the month `validMonths` later. */
function availableResult(
  instrument: Instrument | undefined,
  key: string,
  referenceDate: CalendarDate,
  results: readonly InstrumentResult[],
  reasons: Reasons,
): Available[] {
  const result = results
    .filter((candidate) => candidate.instrument === key)
    .reduce<InstrumentResult | null>((best, next) => (best && isBefore(next, best) ? best : next), null);
  if (!instrument || !result) {
    reasons.push({ code: 'RESULT_MISSING', params: { instrument: key } });
    return [];
  }
  const validUntil = addMonths(result.takenOn, instrument.validMonths);
  if (validUntil < referenceDate) {
    reasons.push({ code: 'RESULT_EXPIRED', params: { instrument: key, takenOn: result.takenOn, validUntil, on: referenceDate } });
    return [];
  }
  return [{ instrument, result }];
}

function isBefore(a: InstrumentResult, b: InstrumentResult): boolean {
  const [one, other] = [a.supervised ?? false, b.supervised ?? false];
  return one === other ? a.takenOn <= b.takenOn : other;
}

/** Names every validity scale whose raw score is beyond its limits or, against the rule at the door, not there. */
function judgeValidity(valid: readonly Available[], reasons: Reasons): boolean {
  const before = reasons.length;
  for (const { instrument, result } of valid) {
    for (const { key, validity, rawMin, rawMax } of instrument.scales) {
      const raw = result.raw[key];
      if (!validity) continue;
      const { from: low = rawMin, to: high = rawMax } = validity;
      const params = { instrument: instrument.key, scale: key };
      if (raw === undefined) reasons.push({ code: 'RAW_SCORE_MISSING', params });
      else if (compare(exact(raw), exact(low)) < 0 || compare(exact(raw), exact(high)) > 0) reasons.push({ code: 'PROTOCOL_NOT_TRUSTED', params: { ...params, raw, low, high } });
    }
  }
  return reasons.length === before;
}

/** Names every scale on which the supervised result differs from the remote one by more than measurement error. */
function compareRetests(valid: readonly Available[], results: readonly InstrumentResult[], profile: Profile, reasons: Reasons): boolean {
  const before = reasons.length;
  for (const { instrument, result } of valid) {
    const remote = result.supervised ? results.find((other) => other.instrument === instrument.key && !other.supervised) : undefined;
    const sd = METRIC_SD[instrument.metric];
    if (!remote || !sd) continue;
    for (const { key, reliability, reversed } of instrument.scales) {
      const supervised = profile.get(measureOf(instrument.key, key));
      const norm = readNorm(instrument, key, remote.normGroup, remote.takenOn);
      const raw = remote.raw[key];
      if (!reliability || !supervised || !norm || raw === undefined) continue;
      const first = standardiseByNorm(norm, instrument.metric, exact(raw), reversed);
      if (!differsReliably({ remote: first, supervised, sd, reliability: exact(reliability) })) continue;
      reasons.push({
        code: 'RETEST_DIFFERS',
        params: { instrument: instrument.key, scale: key, remote: formatUnits(toUnits(first)), supervised: formatUnits(toUnits(supervised)), reliability },
      });
    }
  }
  return reasons.length > before;
}

/** Standard deviation of a metric; a percentile has none that would be the same along the scale. */
const METRIC_SD: Readonly<Record<Metric, Exact | null>> = { z: exact('1'), t: exact('10'), sten: exact('2'), stanine: exact('2'), percentile: null };

/** Standard scores of every scale that was measured and has a norm, each with the version of the norm used. */
function standardise(valid: readonly Available[], reasons: Reasons): Profile {
  const profile = new Map<string, Exact>();
  for (const { instrument, result } of valid) {
    for (const scale of instrument.scales) {
      const raw = result.raw[scale.key];
      const norm = readNorm(instrument, scale.key, result.normGroup, result.takenOn);
      if (raw === undefined || !norm) continue;
      const standard = standardiseByNorm(norm, instrument.metric, exact(raw), scale.reversed);
      profile.set(measureOf(instrument.key, scale.key), standard);
      reasons.push({
        code: 'STANDARD_SCORE',
        params: {
          instrument: instrument.key, version: instrument.version, scale: scale.key, takenOn: result.takenOn,
          raw, metric: instrument.metric, standard: formatUnits(toUnits(standard)),
          normGroup: norm.group, normValidFrom: norm.validFrom,
        },
      });
    }
  }
  return profile;
}

/** The exact weighted sum of standard scores; null with a reason for every part that is not there. */
function composite(
  parts: NonNullable<DiagnosticsStage['score']>['parts'],
  profile: Profile,
  valid: readonly Available[],
  reasons: Reasons,
): Exact | null {
  let sum: Exact | null = exact('0');
  for (const { instrument: key, scale, weight } of parts) {
    const standard = profile.get(measureOf(key, scale));
    sum = sum && standard ? add(sum, multiply(exact(weight), standard)) : null;
    const result = valid.find(({ instrument }) => instrument.key === key)?.result;
    if (standard || !result) continue;
    reasons.push(result.raw[scale] === undefined
      ? { code: 'RAW_SCORE_MISSING', params: { instrument: key, scale } }
      : { code: 'NORM_MISSING', params: { instrument: key, scale, normGroup: result.normGroup, on: result.takenOn } });
  }
  return sum;
}

/** Every conclusion given must be one that passes, and one must be given. */
function judgeConclusions(stage: DiagnosticsStage, valid: readonly Available[], reasons: Reasons): 'passes' | 'fails' | 'missing' {
  const { conclusions } = stage;
  if (!conclusions) return 'passes';
  const given = valid.flatMap(({ instrument, result }) => result.conclusion ? [{ instrument: instrument.key, conclusion: result.conclusion }] : []);
  if (given.length === 0) reasons.push({ code: 'CONCLUSION_MISSING', params: {} });
  for (const { instrument, conclusion } of given) {
    const code = conclusions.includes(conclusion) ? 'CONCLUSION_PASSES' : 'CONCLUSION_NOT_PASSING';
    reasons.push({ code, params: { instrument, conclusion } });
  }
  if (given.some(({ conclusion }) => !conclusions.includes(conclusion))) return 'fails';
  return given.length === 0 ? 'missing' : 'passes';
}

function judgeScore(
  { minScore, rejectsByNormsAlone }: DiagnosticsStage,
  score: Exact,
  conclusion: 'passes' | 'fails' | 'missing',
  reasons: Reasons,
): boolean {
  const shown: Record<string, ReasonParam> = { score: formatUnits(toUnits(score)) };
  if (!minScore) {
    reasons.push({ code: 'SCORE_COMPUTED', params: shown });
    return true;
  }
  const above = compare(score, exact(minScore.value));
  const reached = minScore.inclusive ? above >= 0 : above > 0;
  const normsAlone = !reached && !rejectsByNormsAlone && conclusion !== 'fails';
  reasons.push({
    code: reached ? 'SCORE_MET' : normsAlone ? 'NORMS_ALONE' : 'SCORE_BELOW',
    params: { ...shown, min: minScore.value, inclusive: minScore.inclusive },
  });
  return reached;
}

function measureOf(instrument: string, scale: string): string {
  return `scale:${instrument}.${scale}`;
}
