import { formatUnits, parseUnits } from '../../kernel/decimal';
import { checkLimit, checkWeights } from './check-bounds';
import { type AssessmentStage, type Decimal, type DiagnosticsStage, keyed, type Metric, type Panel, type Policy, type Rubric, type Scale } from './policy';
import { policyFault, type PolicyFaults, repeated } from './policy-fault';
import type { PolicyReference } from './reference-data';

/** What a standard score can be at most and at least in practice: five deviations, or the ends of a banded scale. */
const RANGES: Readonly<Record<Metric, readonly [Decimal, Decimal]>> = {
  z: ['-5', '5'],
  t: ['0', '100'],
  sten: ['1', '10'],
  stanine: ['1', '9'],
  percentile: ['0', '100'],
};

/** The score is a weighted sum in one metric over instruments taken; norms alone reject nobody unless the policy says so. */
export function* checkDiagnostics(policy: Policy, stage: DiagnosticsStage, at: string): PolicyFaults {
  const { key, battery, score, minScore } = stage;
  for (const [i, instrument] of battery.entries())
    if (!keyed(policy.instruments, instrument)) yield policyFault('INSTRUMENT_UNKNOWN', `${at}/battery/${i}`, { instrument });
  if (minScore && !stage.conclusions && !stage.rejectsByNormsAlone) yield policyFault('NORMS_ALONE', `${at}/minScore`, { key });
  if (minScore && !score) yield policyFault('LIMIT_WITHOUT_SCORE', `${at}/minScore`, { key });
  if (!score) return;

  yield* checkWeights(score.parts, `${at}/score/parts`);
  for (const [i, { instrument, scale }] of repeated(score.parts, (part) => `${part.instrument} ${part.scale}`))
    yield policyFault('PART_TWICE', `${at}/score/parts/${i}`, { instrument, scale });
  for (const [i, part] of score.parts.entries()) {
    const instrument = keyed(policy.instruments, part.instrument);
    if (!battery.includes(part.instrument))
      yield policyFault('INSTRUMENT_NOT_IN_BATTERY', `${at}/score/parts/${i}/instrument`, { instrument: part.instrument });
    else if (instrument) yield* checkScored(keyed(instrument.scales, part.scale), part.scale, `${at}/score/parts/${i}/scale`);
  }

  const metrics = metricsOf(policy, stage);
  if (metrics.length > 1) yield policyFault('METRICS_MIXED', `${at}/score/parts`, { metrics });
  if (metrics[0]) yield* checkLimit(minScore, RANGES[metrics[0]], `${at}/minScore`);
}

function* checkScored(scale: Scale | undefined, key: string, at: string): PolicyFaults {
  if (!scale) yield policyFault('SCALE_UNKNOWN', at, { scale: key });
  else if (scale.validity) yield policyFault('VALIDITY_IS_NO_SCORE', at, { scale: key });
}

/** The metrics a diagnostics score is made of; a sound policy has exactly one. */
export function metricsOf(policy: Policy, { battery, score }: DiagnosticsStage): Metric[] {
  const taken = (score?.parts ?? []).filter((part) => battery.includes(part.instrument));
  return [...new Set(taken.flatMap((part) => keyed(policy.instruments, part.instrument)?.metric ?? []))];
}

/** The panel can be formed, its marks make a score, and the threshold is one the rubric can give. */
export function* checkAssessment(policy: Policy, reference: PolicyReference, stage: AssessmentStage, at: string): PolicyFaults {
  const { panel, total } = stage;
  const least = panel.least ?? panel.size;
  const rubric = keyed(policy.rubrics, stage.rubric);
  if (rubric) yield* checkLimit(stage.minScore, totalRange(rubric, stage), `${at}/minScore`);
  else yield policyFault('RUBRIC_UNKNOWN', `${at}/rubric`, { rubric: stage.rubric });

  if (least > panel.size) yield policyFault('MIN_GT_MAX', `${at}/panel/least`, { min: least, max: panel.size });
  if (total === 'sum' && least < panel.size) yield policyFault('SUM_NEEDS_EVERY_MARK', `${at}/panel/least`, { least, size: panel.size });
  if (stage.adjustment === 'additive-model' && panel.design === 'separate')
    yield policyFault('NOT_CONNECTED', `${at}/adjustment`, { design: panel.design });
  // There is nothing to be an expert in, or the panel is one for everybody.
  if (panel.expertise && (!policy.categories?.length || panel.design === 'same-panel')) yield policyFault('EXPERTISE_IMPOSSIBLE', `${at}/panel/expertise`, { design: panel.design });
  yield* checkConflicts(panel, reference, stage.key, `${at}/panel/conflicts`);
}

/** From the lowest to the highest total of a stage. */
export function totalRange(rubric: Rubric, { total, panel }: AssessmentStage): readonly [Decimal, Decimal] {
  const times = total === 'sum' ? BigInt(panel.size) : 1n;
  return [formatUnits(parseUnits(rubric.markMin) * times), formatUnits(parseUnits(rubric.markMax) * times)];
}

/** The rules of conflict leave enough assessors for an applicant of any region; the first region without is named. */
function* checkConflicts({ size, from, conflicts }: Panel, reference: PolicyReference, stage: string, at: string): PolicyFaults {
  const notOwnRegion = conflicts.includes('same-region');
  if (notOwnRegion && from === 'applicants-region') return yield policyFault('CONFLICT_LEAVES_TOO_FEW', at, { size, left: 0 });
  const pool = reference.assessors?.[stage];
  if (!pool) return;
  for (const territory of reference.regions) {
    const own = pool.filter(({ region }) => region === territory).length;
    const left = from === 'applicants-region' ? own : pool.length - (notOwnRegion ? own : 0);
    if (left < size) return yield policyFault('CONFLICT_LEAVES_TOO_FEW', at, { size, left, territory });
  }
}
