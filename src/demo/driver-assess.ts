import { openIn } from './driver-stages';
import type { Assessor, Campaign, Candidate } from './driver-state';
import { TESTS_TAKEN_ON } from './fixed-dates';
import { boundaryScore, expected, expectedScore, sheetsFor, sheetTotal } from './forecast';
import { panelsOf } from './panels';
import type { Panel } from './panels';
import { present, stageOf } from './policy-document';
import type { Instrument, PolicyDocument, Rubric } from './policy-document';
import { inParallel } from './rest';
import { leavingOf, marksOf, testResultOf } from './results';
import type { TestResult } from './results';

interface Test {
  readonly instrument: string;
  readonly result: TestResult;
}

type Marks = Readonly<Record<string, string>>;

const ASSESSORS_AT_ONCE = 4;

/** Assessors enter the test results, each a part of the list. */
export async function enterTestResults(campaign: Campaign): Promise<void> {
  const { key } = stageOf(campaign.policy, 'diagnostics');
  const people = await openIn(campaign, key);
  const { assessors } = campaign.cast;
  await campaign.progress.step('Результаты диагностики', people.length, async (reached) => {
    let entered = 0;
    await inParallel(assessors, ASSESSORS_AT_ONCE, async ({ ordinal, rest }) => {
      const own = people.filter((_, at) => at % assessors.length === ordinal);
      const items = own.flatMap((candidate) => testsOf(campaign, candidate).map(({ instrument, result }) => (
        { candidacyId: candidate.candidacyId, instrument, takenOn: TESTS_TAKEN_ON, ...result }
      )));
      await rest.bulk(`${campaign.path}/stages/${key}/results/bulk`, items);
      entered += own.length;
      reached(entered);
    });
  });
}

/** The officer appoints three assessors for each candidate; every assessor reads his list and marks it. */
export async function assess(campaign: Campaign): Promise<void> {
  const { key, panel } = stageOf(campaign.policy, 'assessment');
  const people = await openIn(campaign, key);
  const panels = panelsOf(people, campaign.cast.assessors, present(panel, `stage ${key} has no panel`).size);
  await campaign.progress.step('Назначение экспертов', people.length, async (reached) => {
    const items = panels.flatMap(({ candidate, assessors }) => assessors.map(({ id }) => ({ candidacyId: candidate.candidacyId, assessorId: id })));
    await campaign.cast.officer.rest.bulk(`${campaign.path}/stages/${key}/assignments/bulk`, items);
    reached(people.length);
  });
  const sheets = sheetsOf(campaign, panels);
  await campaign.progress.step('Оценки экспертов', people.length * (panel?.size ?? 0), async (reached) => {
    let entered = 0;
    await inParallel(campaign.cast.assessors, ASSESSORS_AT_ONCE, async (assessor) => {
      entered += await mark(campaign, key, assessor, sheets);
      reached(entered);
    });
  });
}

/** One assessor's work: the sheets assigned to him, which name no one, marked and submitted. Answers how many. */
async function mark({ path }: Campaign, stage: string, { rest, ordinal }: Assessor, sheets: ReadonlyMap<string, Marks>): Promise<number> {
  const assigned = await rest.all<{ readonly candidacyId: string; readonly number: string }>(`${path}/stages/${stage}/sheets`);
  const items = assigned.map(({ candidacyId, number }) => (
    { candidacyId, marks: present(sheets.get(sheetKey(number, ordinal)), `assessor ${ordinal + 1} was given ${number} unasked`) }
  ));
  await rest.bulk(`${path}/stages/${stage}/marks/bulk`, items);
  return items.length;
}

/** Everybody's marks by candidate and assessor. Those of the plateau are set so that the last seat falls among it. */
function sheetsOf(campaign: Campaign, panels: readonly Panel[]): ReadonlyMap<string, Marks> {
  const { options: { seed }, policy } = campaign;
  const rubric = rubricOf(policy);
  const free = panels.filter(({ candidate }) => !candidate.nominee.plateau).map(({ candidate, assessors }) => (
    { candidate, assessors, sheets: assessors.map(({ ordinal }) => marksOf(seed, candidate.nominee, ordinal, rubric)) }
  ));
  const alike = panels.filter(({ candidate }) => candidate.nominee.plateau);
  const plateauSheets = alike[0] ? plateau(campaign, rubric, free, alike[0], alike.length) : [];
  const marked = [...free, ...alike.map((panel) => ({ ...panel, sheets: plateauSheets }))];
  return new Map(marked.flatMap(({ candidate, assessors, sheets }) => (
    assessors.map(({ ordinal }, at) => [sheetKey(candidate.number, ordinal), present(sheets[at], 'a sheet is missing')] as const)
  )));
}

interface MarkedPanel extends Panel {
  readonly sheets: readonly Marks[];
}

/** The plateau's sheets: half of it above the last seat, half below, as far as can be foreseen. */
function plateau(campaign: Campaign, rubric: Rubric, free: readonly MarkedPanel[], one: Panel, size: number): readonly Marks[] {
  const { policy, options: { seed } } = campaign;
  const passMark = Number(stageOf(policy, 'assessment').minScore?.value ?? rubric.markMin);
  const ranking = stageOf(policy, 'ranking');
  const quotas = present(ranking.quotas, 'the ranking has no quotas');
  const rivals = free
    .map(({ candidate, sheets }) => ({ candidate, potential: sheets.reduce((sum, marks) => sum + sheetTotal(rubric, marks), 0) / sheets.length }))
    .filter(({ candidate, potential }) => potential >= passMark && !leavingOf(seed, candidate.nominee, ranking.key))
    .map(({ candidate, potential }) => expected(candidate.nominee, expectedScore(policy, testsOf(campaign, candidate), potential)));
  const score = (potential: number): number => expectedScore(policy, testsOf(campaign, one.candidate), potential);
  const seats = (quotas.seats ?? rivals.length) - Math.floor(size / 2);
  const target = Math.max(boundaryScore(rivals, quotas, seats) ?? 0, score(passMark + Number(rubric.markStep) / 2));
  return sheetsFor(rubric, one.assessors.length, target, score);
}

function testsOf({ options: { seed }, policy }: Campaign, { nominee }: Candidate): Test[] {
  return batteryOf(policy).map((instrument) => ({ instrument: instrument.key, result: testResultOf(seed, nominee, instrument) }));
}

function batteryOf(policy: PolicyDocument): readonly Instrument[] {
  return (stageOf(policy, 'diagnostics').battery ?? []).map((key) => (
    present(policy.instruments?.find((instrument) => instrument.key === key), `no instrument ${key}`)
  ));
}

function rubricOf(policy: PolicyDocument): Rubric {
  const { rubric: key } = stageOf(policy, 'assessment');
  return present(policy.rubrics?.find((rubric) => rubric.key === key), `no rubric ${key}`);
}

function sheetKey(number: string, assessor: number): string {
  return `${number}/${assessor}`;
}
