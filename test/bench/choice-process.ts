import type { RankingStage } from '../../src/campaign/domain/policy';
import { SCHOOL_OF_MAYORS } from '../../src/programme/school-of-mayors';
import { changeRules, type ScoredRanking } from '../../src/ranking/domain/change-rules';
import { certify } from '../../src/ranking/domain/certificate';
import { checkCertificate } from '../../src/ranking/domain/check-certificate';
import { chooseUnderQuotas } from '../../src/ranking/domain/choose-under-quotas';
import { findBoundaryTie } from '../../src/ranking/domain/find-boundary-tie';
import { foreseeDepartures } from '../../src/ranking/domain/foresee-departures';
import { playScenario } from '../../src/ranking/domain/play-scenario';
import { isRefused, type SelectionInput } from '../../src/ranking/domain/selection-contract';
import { solveChoice, type SolvedChoice } from '../../src/ranking/domain/solve-choice';
import { HighsChoice } from '../support/highs-choice';
import type { ChoiceFigures } from './choice-bars';
import { makeBasis, makePool } from './choice-pool';

const ROUNDS = 3;
/** A what-if is clicked again and again; a step is one of many. */
const STEPS = 20;

/**
 * The choice by itself, without a database, in a process of its own. First calls are measured too: a run is one call. All
 * of it is one thread's work, so it is measured in CPU seconds, which a busy machine does not stretch.
 */
async function main(): Promise<void> {
  const highs = await HighsChoice.load();
  const campaign = makePool(565, 161);
  const margins = rounds(() => timed(() => chooseUnderQuotas(campaign)));
  const whatIf = rounds(() => cpuOfSteps());
  const large = makePool(10_000, 161);
  const compared = Array.from({ length: 7 }, () => {
    const own = timed(() => chooseUnderQuotas(large, { margins: false }));
    let total = NaN;
    const other = timed(() => (total = highs.relaxation(large)));
    const { totalScore } = settled(chooseUnderQuotas(large, { margins: false }));
    if (Math.round(Number(totalScore) * 10_000) !== total) throw new Error(`HiGHS has found another total: ${total} instead of ${totalScore}`);
    return { own, other };
  });
  const beside = besideTheChoice(campaign);
  const huge = makePool(100_000, 161);
  const hundred = rounds(() => timed(() => chooseUnderQuotas(huge, { margins: false })));
  const million = makePool(1_000_000, 161);
  const most = rounds(() => timed(() => chooseUnderQuotas(million, { margins: false })));
  const figures: ChoiceFigures = { measured: { margins, 'highs': compared, 'hundred-thousand': hundred, 'million': most, 'what-if': whatIf }, beside };
  process.send?.(figures);
}

/** What a run does besides choosing: its certificate, the table of successions, and a tie of 95 at the last of 5 700 seats. */
function besideTheChoice(campaign: SelectionInput): Record<string, number> {
  const solved = solvedOf(campaign);
  const { selected } = settled(chooseUnderQuotas(campaign));
  const proof = certify(solved);
  const crowd = makePool(20_000, 5_700);
  const sorted = crowd.candidates.toSorted((a, b) => Number(b.score) - Number(a.score));
  const tied = new Set(sorted.slice(5_652, 5_747).map(({ id }) => id));
  const level = sorted[5_700]!.score;
  const equal: SelectionInput = { ...crowd, regions: {}, categories: {}, candidates: crowd.candidates.map((one) => (tied.has(one.id) ? { ...one, score: level, lottery: one.lottery } : one)) };
  const withTie = solvedOf(equal);
  return {
    'certificate of 565 → 161 made': timed(() => certify(solved)),
    'certificate of 565 → 161 checked': timed(() => checkCertificate(campaign, selected, proof)),
    '"if X leaves, Y enters" for all 161': timed(() => foreseeDepartures({ input: campaign, holding: selected })),
    'tie of 95 among 20 000 for 5 700 seats': timed(() => findBoundaryTie(withTie, [[...tied]])),
  };
}

function cpuOfSteps(): number {
  return timed(() => {
    for (let step = 0; step < STEPS; step++) {
      const rules = changeRules(RULES, { seats: 140 + step, weights: { potential: step % 2 ? '1' : '2' } });
      if (Array.isArray(rules)) throw new Error('the scenario is refused');
      settled(playScenario(rules as ScoredRanking, BASIS, { locked: [], excluded: [] }));
    }
  }) / STEPS;
}

const RULES = SCHOOL_OF_MAYORS.stages.find((stage): stage is RankingStage => stage.kind === 'ranking') as ScoredRanking;
const BASIS = makeBasis(5_000);

function rounds(work: () => number): { own: number; other: null }[] {
  return Array.from({ length: ROUNDS }, () => ({ own: work(), other: null }));
}

function timed(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function settled<Answer extends object>(answer: Answer): Exclude<Answer, { refused: unknown }> {
  if (isRefused(answer)) throw new Error(`the bench's own question is refused: ${answer.refused.code}`);
  return answer as Exclude<Answer, { refused: unknown }>;
}

function solvedOf(input: SelectionInput): SolvedChoice {
  const solved = solveChoice(input);
  if (isRefused(solved)) throw new Error(`the bench's own question is refused: ${solved.refused.code}`);
  return solved;
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).stack}\n`);
  process.exit(1);
});
