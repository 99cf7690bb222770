import { digestOf } from './digest';
import type { OutcomeLine } from './digest';
import { assess, enterTestResults } from './driver-assess';
import { awaitProposals, decide, recordLeavings } from './driver-decide';
import { enrol } from './driver-enrol';
import { type Export, exportRanking } from './driver-export';
import { nominateAll } from './driver-nominate';
import { type Papers, printPapers } from './driver-papers';
import { rankAndDecide } from './driver-rank';
import { balanced, readStages } from './driver-stages';
import type { Campaign, Cast, Task } from './driver-state';
import { setUp } from './driver-set-up';
import { splitStreams } from './driver-streams';
import { playWhatIfs } from './driver-what-if';
import type { DemoResult } from './funnel';
import { present, stageOf } from './policy-document';

/** What a run leaves behind: its result, and the people whose tokens `--serve` prints. */
export interface Driven {
  readonly result: Omit<DemoResult, 'seconds'>;
  readonly cast: Cast;
  /** The published ranking for outsiders; null: it chose nobody. */
  readonly exported: Export | null;
  /** The order and the results of every region. */
  readonly papers: Papers;
}

/** The whole campaign, acted over REST by those who would act: regions, assessors, two officers, an auditor. */
export async function drive(task: Task): Promise<Driven> {
  const campaign = await setUp(task);
  const { policy } = campaign;
  const tenure = stageOf(policy, 'eligibility').key;
  const diagnostics = stageOf(policy, 'diagnostics').key;
  const potential = stageOf(policy, 'assessment').key;
  const ranking = stageOf(policy, 'ranking').key;
  const seats = present(stageOf(policy, 'ranking').quotas?.seats, 'the policy has no number of seats');

  await balanced(campaign, 'nomination', () => nominateAll(campaign));
  await judge(campaign, tenure, 'Проверка стажа и требований');
  await leave(campaign, diagnostics);
  await balanced(campaign, 'test results', () => enterTestResults(campaign));
  await judge(campaign, diagnostics, 'Расчёт диагностики');
  await leave(campaign, potential);
  await balanced(campaign, 'marks', () => assess(campaign));
  await judge(campaign, potential, 'Расчёт оценки потенциала');
  await leave(campaign, ranking);
  const ranked = await balanced(campaign, 'ranking', () => rankAndDecide(campaign, 'Отбор по квотам', `${campaign.path}/stages/${ranking}/runs`));
  const exported = ranked.proposals.some(({ outcome }) => outcome === 'pass') ? await exportRanking(campaign, ranked.runId) : null;
  const chosen = ranked.proposals.filter(({ outcome }) => outcome === 'pass').map(({ score }) => score);
  const cutOff = lowest(chosen);
  const whatIfs = cutOff === null ? [] : await playWhatIfs(campaign, ranked.runId, cutOff);
  const { declined, replaced, order } = await enrol(campaign, Math.min(seats, ranked.filled));

  const stages = await readStages(campaign);
  const enrolled = stages.at(-1)?.passed ?? 0;
  const streams = await splitStreams(campaign, enrolled);
  return {
    cast: campaign.cast,
    exported,
    papers: await printPapers(campaign, order.id),
    result: {
      nominated: campaign.candidates.size,
      stages, seats, declined, replaced,
      enrolled,
      losses: campaign.losses,
      regions: new Set(order.lines.map(({ region }) => region)).size,
      cutOff,
      tie: ranked.tie,
      whatIfs,
      streams,
      digest: digestOf(await readOutcomes(campaign), order.lines),
    },
  };
}

async function judge(campaign: Campaign, stage: string, label: string): Promise<void> {
  await awaitProposals(campaign, stage, label);
  await balanced(campaign, stage, () => decide(campaign, stage));
}

async function leave(campaign: Campaign, stage: string): Promise<void> {
  await balanced(campaign, `leaving before ${stage}`, () => recordLeavings(campaign, stage));
}

/** Every candidacy's outcomes, as the auditor reads them. */
async function readOutcomes({ cast, path }: Campaign): Promise<OutcomeLine[]> {
  const candidacies = await cast.auditor.rest.all<{ readonly number: string; readonly outcomes: readonly Omit<OutcomeLine, 'number'>[] }>(`${path}/candidacies`);
  return candidacies.flatMap(({ number, outcomes }) => outcomes.map((outcome) => ({ ...outcome, number })));
}

function lowest(scores: readonly (string | null)[]): string | null {
  const sorted = scores.filter((score) => score !== null).sort((a, b) => Number(a) - Number(b));
  return sorted[0] ?? null;
}
