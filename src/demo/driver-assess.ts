import { openIn } from './driver-stages';
import type { Assessor, Campaign, Candidate } from './driver-state';
import { TESTS_TAKEN_ON } from './fixed-dates';
import { boundaryScore, expected, expectedScore, sheetsFor, sheetTotal } from './forecast';
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

/** The officer gives out the panels that the service plans; every assessor reads his list and marks it. */
export async function assess(campaign: Campaign): Promise<void> {
  const { key, panel } = stageOf(campaign.policy, 'assessment');
  const people = await openIn(campaign, key);
  const panels = await campaign.progress.step('Назначение экспертов', people.length, () => appoint(campaign, `${campaign.path}/stages/${key}`));
  const sheets = sheetsOf(campaign, panels);
  await campaign.progress.step('Оценки экспертов', people.length * (panel?.size ?? 0), async (reached) => {
    let entered = 0;
    await inParallel(campaign.cast.assessors, ASSESSORS_AT_ONCE, async (assessor) => {
      entered += await mark(campaign, key, assessor, sheets);
      reached(entered);
    });
  });
  await tellReliability(campaign, `${campaign.path}/stages/${key}`);
}

/** Those who mark one candidate, in order of their number in the pool. */
interface Panel {
  readonly candidate: Candidate;
  readonly assessors: readonly Assessor[];
}

interface Plan {
  readonly digest: string;
  readonly unserved: readonly unknown[];
  readonly loads: readonly { readonly load: number }[];
  readonly linkedGroups: number;
}

async function appoint({ cast, candidates, progress }: Campaign, stage: string): Promise<Panel[]> {
  const { rest } = cast.officer;
  const { digest, unserved, loads, linkedGroups } = await rest.get<Plan>(`${stage}/assignments/plan`);
  await rest.post(`${stage}/assignments/plan`, { digest });
  const counts = loads.map(({ load }) => load);
  progress.note(`Листов на эксперта: ${Math.min(...counts)}–${Math.max(...counts)}; без полного состава ${unserved.length}; связных групп ${linkedGroups}`);
  const given = await rest.all<{ readonly number: string; readonly sheets: readonly { readonly assessorId: string }[] }>(`${stage}/panels`);
  const assessorOf = new Map(cast.assessors.map((assessor) => [assessor.id, assessor]));
  return given.map(({ number, sheets }) => ({
    candidate: present(candidates.get(number), `${number} was not nominated by the demo`),
    assessors: sheets
      .map(({ assessorId }) => present(assessorOf.get(assessorId), 'a stranger was given a sheet'))
      .sort((a, b) => a.ordinal - b.ordinal),
  }));
}

interface Reliability {
  readonly of: readonly {
    readonly criterion: string | null;
    readonly icc: readonly { readonly form: string; readonly n: number; readonly k: number; readonly value: number | null; readonly lower: number | null; readonly upper: number | null }[];
    readonly alpha: { readonly interval: number | null };
  }[];
  readonly assessors: readonly { readonly severity: number | null }[];
}

/** What the commission sees before careers depend on the marks: synthetic ones, so the figures say nothing of people. */
async function tellReliability({ cast, progress }: Campaign, stage: string): Promise<void> {
  const { of, assessors } = await cast.officer.rest.get<Reliability>(`${stage}/reliability`);
  for (const { criterion, icc, alpha } of of) {
    const whole = icc.find(({ form }) => form === 'ICC(1,k)');
    const said = whole ? `ICC(1,k) ${figure(whole.value)} [${figure(whole.lower)}; ${figure(whole.upper)}], n = ${whole.n}, k = ${whole.k}; ` : '';
    progress.note(`Надёжность, ${criterion ?? 'итог'}: ${said}альфа ${figure(alpha.interval)}`);
  }
  const severities = assessors.flatMap(({ severity }) => severity ?? []);
  if (severities.length) progress.note(`Строгость экспертов: от ${figure(Math.min(...severities))} до ${figure(Math.max(...severities))} балла`);
}

function figure(value: number | null): string {
  return value === null ? 'не определена' : value.toFixed(2).replace('.', ',').replace('-', '−');
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
