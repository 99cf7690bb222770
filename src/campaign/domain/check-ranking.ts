import { checkDeviation, checkWeights } from './check-bounds';
import { metricsOf, totalRange } from './check-scores';
import { type AssessmentStage, type DiagnosticsStage, keyed, type OrderByScore, type Policy, type RankingStage, type Stage, stageOf } from './policy';
import { policyFault, type PolicyFaultCode, type PolicyFaults, repeated } from './policy-fault';
import { leavesOf } from './policy-leaves';

/** What orders the applicants is known before the ranking and in one metric; ties end by a published rule. */
export function* checkRanking(policy: Policy, stage: RankingStage, at: string): PolicyFaults {
  if (stage.order.by === 'score') yield* checkOrder(policy, stage, stage.order, `${at}/order/parts`);
  yield* checkTieKeys(policy, stage, `${at}/ties/keys`);
  yield* checkBoundary(policy, stage, `${at}/ties`);
}

function* checkOrder(policy: Policy, ranking: RankingStage, { parts }: OrderByScore, at: string): PolicyFaults {
  yield* checkWeights(parts, at);
  for (const [i, { stage }] of repeated(parts, (part) => part.stage)) yield policyFault('PART_TWICE', `${at}/${i}`, { stage });

  const metrics = new Set<string>();
  for (const [i, { stage: key, standardise }] of parts.entries()) {
    const scored = scoredBefore(policy, ranking, key);
    if (typeof scored === 'string') yield policyFault(scored, `${at}/${i}/stage`, { stage: key });
    else for (const metric of standardise ? [standardise.metric] : metricNames(policy, scored)) metrics.add(metric);
    if (standardise) yield* checkDeviation(standardise.sd, `${at}/${i}/standardise/sd`);
  }
  if (metrics.size > 1) yield policyFault('METRICS_MIXED', at, { metrics: [...metrics] });
}

type ScoredStage = AssessmentStage | DiagnosticsStage;

/** The stage whose score a ranking may use, or why there is none. */
function scoredBefore(policy: Policy, ranking: RankingStage, key: string): ScoredStage | PolicyFaultCode {
  const stage = stageOf(policy, key);
  if (!stage) return 'STAGE_UNKNOWN';
  if (policy.stages.indexOf(stage) >= policy.stages.indexOf(ranking)) return 'STAGE_NOT_BEFORE';
  return hasScore(stage) ? stage : 'STAGE_WITHOUT_SCORE';
}

function hasScore(stage: Stage): stage is ScoredStage {
  return stage.kind === 'assessment' || (stage.kind === 'diagnostics' && stage.score !== undefined);
}

/** Points of two rubrics are one metric only where their totals have the same range. */
function metricNames(policy: Policy, stage: ScoredStage): readonly string[] {
  if (stage.kind === 'diagnostics') return metricsOf(policy, stage);
  const rubric = keyed(policy.rubrics, stage.rubric);
  return rubric ? [`points ${totalRange(rubric, stage).join('..')}`] : [];
}

function* checkTieKeys(policy: Policy, ranking: RankingStage, at: string): PolicyFaults {
  for (const [i, key] of ranking.ties.keys.entries()) {
    if (key.by === 'tenure') {
      const known = leavesOf(policy).some(({ leaf }) => leaf.type === 'tenure' && leaf.key === key.criterion);
      if (!known) yield policyFault('CRITERION_UNKNOWN', `${at}/${i}/criterion`, { criterion: key.criterion });
      continue;
    }
    const scored = scoredBefore(policy, ranking, key.stage);
    if (typeof scored === 'string') yield policyFault(scored, `${at}/${i}/stage`, { stage: key.stage });
    else if (key.by === 'rubric-criterion' && !hasCriterion(policy, scored, key.criterion))
      yield policyFault('CRITERION_UNKNOWN', `${at}/${i}/criterion`, { criterion: key.criterion });
  }
}

function hasCriterion(policy: Policy, stage: ScoredStage, criterion: string): boolean {
  return stage.kind === 'assessment' && keyed(keyed(policy.rubrics, stage.rubric)?.criteria, criterion) !== undefined;
}

function* checkBoundary(policy: Policy, { key, order, ties, period }: RankingStage, at: string): PolicyFaults {
  const { keys, atBoundary, lottery } = ties;
  if (order.by === 'commission' && (keys.length > 0 || atBoundary !== 'commission')) yield policyFault('TIES_WITHOUT_SCORE', at);
  if (atBoundary === 'keys' && keys.length === 0) yield policyFault('TIE_KEYS_MISSING', `${at}/keys`);
  if (atBoundary === 'lottery' && !lottery) yield policyFault('LOTTERY_SOURCE_MISSING', `${at}/lottery`);
  if (!lottery) return;
  if (atBoundary !== 'lottery') yield policyFault('LOTTERY_NOT_USED', `${at}/lottery`);

  // The seed must not be known while a score can still change, and must be known when the list is drawn up.
  const before = policy.stages[policy.stages.findIndex((stage) => stage.key === key) - 1];
  const drawn = Date.parse(lottery.drawnAt);
  if (before && drawn < Date.parse(before.period.closesAt)) yield policyFault('LOTTERY_TOO_EARLY', `${at}/lottery/drawnAt`, { before: before.key });
  if (drawn > Date.parse(period.closesAt)) yield policyFault('LOTTERY_TOO_LATE', `${at}/lottery/drawnAt`, { key });
}
