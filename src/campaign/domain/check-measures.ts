import { formatUnits, parseUnits } from '../../kernel/decimal';
import { checkDeviation, checkWeights, isBelow } from './check-bounds';
import { type Instrument, keyed, type Policy, type Rubric, type Scale, type TableNorm, type ValidityLimits } from './policy';
import { policyFault, type PolicyFaults, repeated } from './policy-fault';

/**
 * Every scale has a norm on the reference date, and norm tables neither leave a raw score out nor give it twice. A validity
 * scale has limits that can be crossed, and nothing that would make a score of it.
 */
export function* checkInstruments(policy: Policy): PolicyFaults {
  for (const [i, instrument] of (policy.instruments ?? []).entries()) {
    yield* checkScales(instrument, policy.referenceDate, `/instruments/${i}/scales`);
    yield* checkNorms(instrument, `/instruments/${i}/norms`);
  }
}

function* checkScales({ scales, norms }: Instrument, on: string, at: string): PolicyFaults {
  for (const [i, scale] of scales.entries()) {
    const { key, rawMin, rawMax, reliability, validity } = scale;
    if (reliability !== undefined && (!isBelow('0', reliability) || isBelow('1', reliability))) yield policyFault('RELIABILITY_OUT_OF_RANGE', `${at}/${i}/reliability`, { reliability });
    if (!isBelow(rawMin, rawMax)) yield policyFault('MIN_GT_MAX', `${at}/${i}`, { min: rawMin, max: rawMax });
    if (validity) yield* checkValidity(scale, validity, `${at}/${i}`);
    else if (!norms.some((norm) => norm.scale === key && norm.validFrom <= on)) yield policyFault('NORM_MISSING', `${at}/${i}`, { scale: key, on });
  }
}

/** A limit at an end of the range or beyond it is never crossed: whoever approves it would think that something is checked. */
function* checkValidity({ key, rawMin, rawMax, reversed, reliability }: Scale, { from, to }: ValidityLimits, at: string): PolicyFaults {
  if (from !== undefined && to !== undefined && isBelow(to, from)) yield policyFault('MIN_GT_MAX', `${at}/validity`, { min: from, max: to });
  for (const [limit, value] of Object.entries({ from, to }))
    if (value !== undefined && !(isBelow(rawMin, value) && isBelow(value, rawMax))) yield policyFault('LIMIT_OUT_OF_RANGE', `${at}/validity/${limit}`, { value, from: rawMin, to: rawMax });
  for (const [field, value] of Object.entries({ reversed, reliability }))
    if (value !== undefined) yield policyFault('VALIDITY_IS_NO_SCORE', `${at}/${field}`, { scale: key });
}

function* checkNorms({ scales, norms }: Instrument, at: string): PolicyFaults {
  for (const [i, { scale, group, validFrom }] of repeated(norms, (norm) => `${norm.scale} ${norm.group} ${norm.validFrom}`))
    yield policyFault('NORM_TWICE', `${at}/${i}`, { scale, group, validFrom });

  for (const [i, norm] of norms.entries()) {
    const scale = keyed(scales, norm.scale);
    if (!scale) yield policyFault('SCALE_UNKNOWN', `${at}/${i}/scale`, { scale: norm.scale });
    else if (scale.validity) yield policyFault('VALIDITY_IS_NO_SCORE', `${at}/${i}/scale`, { scale: norm.scale });
    else if (norm.by === 'formula') yield* checkDeviation(norm.sd, `${at}/${i}/sd`);
    else yield* checkRows(norm, scale, `${at}/${i}/rows`);
  }
}

function* checkRows({ rows }: TableNorm, { rawMin, rawMax }: Scale, at: string): PolicyFaults {
  let reached = rawMin;
  for (const [i, { from, to }] of rows.entries()) {
    if (isBelow(reached, from)) yield policyFault('NORM_HOLE', `${at}/${i}`, { from: reached, to: from });
    if (isBelow(from, reached)) yield policyFault('NORM_OVERLAP', `${at}/${i}`, { from, to: reached });
    if (!isBelow(from, to)) yield policyFault('MIN_GT_MAX', `${at}/${i}`, { min: from, max: to });
    reached = to;
  }
  if (isBelow(reached, rawMax)) yield policyFault('NORM_HOLE', at, { from: reached, to: rawMax });
  if (isBelow(rawMax, reached)) yield policyFault('NORM_OVERLAP', at, { from: rawMax, to: reached });
}

/** Weights make 1, the step leads from the lowest mark to the highest, anchors stand at marks that can be given. */
export function* checkRubrics(policy: Policy): PolicyFaults {
  for (const [i, rubric] of (policy.rubrics ?? []).entries()) {
    yield* checkWeights(rubric.criteria, `/rubrics/${i}/criteria`);
    yield* checkMarks(rubric, `/rubrics/${i}`);
  }
}

function* checkMarks({ markMin, markMax, markStep, criteria }: Rubric, at: string): PolicyFaults {
  const [low, high, step] = [parseUnits(markMin), parseUnits(markMax), parseUnits(markStep)];
  if (low >= high) yield policyFault('MIN_GT_MAX', at, { min: markMin, max: markMax });
  else if ((high - low) % step !== 0n)
    yield policyFault('MARK_STEP_DOES_NOT_FIT', `${at}/markStep`, { step: markStep, range: formatUnits(high - low) });

  for (const [c, { anchors = [] }] of criteria.entries())
    for (const [a, { mark }] of anchors.entries()) {
      const units = parseUnits(mark);
      if (units < low || units > high || (units - low) % step !== 0n)
        yield policyFault('ANCHOR_NOT_A_MARK', `${at}/criteria/${c}/anchors/${a}/mark`, { mark });
    }
}
