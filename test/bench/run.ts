import { fork } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type AuditRound, judgeAudit } from './audit-bar';
import { type ChoiceFigures, judgeChoice } from './choice-bars';
import { type Comparison, COMPARISONS, type Round, type Turn } from './comparison';
import { compareLists, LIST_BARS } from './list-comparison';
import { type PeerName, STRATEGIES, type StrategyName } from './strategy';
import type { Measured } from './strategy-process';
import { judge, table } from './table';

/** The import of a list, which has a peer of its own. */
const LIST = 'list';
/** The choice under quotas, which is held to bars of its own. */
const CHOICE = 'choice';
/** Small writes with and without audit. */
const AUDIT = 'audit';

const HELP = `npm run bench -- [--n <people>] [--rounds <count>] [--only <peer,…>]
  --n       another size than the bars are set for: figures only, no verdict
  --rounds  how often everything is measured, in turn (3)
  --only    peers to compare with: ${[...COMPARISONS.map(({ peer }) => peer), LIST].join(', ')}, or ${CHOICE}: the choice by itself, ${AUDIT}: what auditing costs
`;

/** Sizes of the worlds on which a strategy warms up: enough for the fastest to use its time up. */
const WARM_UP = Array<number>(24).fill(500);

/** READY work to everybody decided at enrolment, and eligibility alone: the service against its peers, in interleaved rounds. */
async function main(): Promise<boolean> {
  const { comparisons, lists, rounds, judged, choice, audit } = readOptions();
  const chosen = choice ? judgeChoice((await answerOf('choice-process', [])) as ChoiceFigures) : null;
  const audited = audit ? judgeAudit((await answerOf('audit-process', [String(rounds)])) as AuditRound[]) : null;
  const measured = inTurns(comparisons);
  for (let round = 1; round <= rounds; round++) {
    for (const { service, n, peers, done } of measured) done.push(await runRound(round, n, [service, ...peers]));
  }
  const verdicts = judged ? comparisons.map((comparison) => judge(comparison, measured.find(({ service, n }) => service === comparison.service && n === comparison.n)!.done)) : [];
  if (comparisons.length) process.stdout.write(`\n${table(measured)}\n`);
  const list = lists === null ? null : await compareLists(answerOf, lists, rounds, judged);
  const lines = [...verdicts.map(({ line }) => line), ...(chosen?.lines ?? []), ...(audited?.lines ?? []), ...(list?.lines ?? [])];
  process.stdout.write(`\n${lines.map((line) => `${line}\n`).join('')}`);
  return verdicts.every(({ passed }) => passed) && chosen?.passed !== false && audited?.passed !== false && (!judged || list?.passed !== false);
}

/** What is measured side by side: one service at one size with its peers. */
function inTurns(comparisons: readonly Comparison[]): (Turn & { readonly done: Round[] })[] {
  const turns: (Turn & { readonly peers: PeerName[]; readonly done: Round[] })[] = [];
  for (const { service, n, peer } of comparisons) {
    const same = turns.find((turn) => turn.service === service && turn.n === n);
    if (same) same.peers.push(peer);
    else turns.push({ service, n, peers: [peer], done: [] });
  }
  return turns;
}

/** The service runs first: COPY writes what it has left. Whoever decides has to decide the same. */
async function runRound(round: number, n: number, names: readonly StrategyName[]): Promise<Round> {
  const done = new Map<StrategyName, Measured>();
  let worlds: unknown;
  for (const name of names) {
    if (name === names[0] || STRATEGIES[name].decides) worlds = await answerOf('seed-process', [names[0]!, ...[...WARM_UP, n].map(String)]);
    const measured = (await answerOf('strategy-process', [name], worlds)) as Measured;
    done.set(name, measured);
    process.stderr.write(`round ${round}, N = ${n}, ${STRATEGIES[name].title}: ${measured.seconds.toFixed(2)} s\n`);
  }
  const digests = new Set([...done.values()].flatMap(({ digest }) => digest ?? []));
  if (digests.size > 1) throw new Error(`N = ${n}: strategies have decided differently: ${[...digests].join(', ')}`);
  return done;
}

/** Starts a process of the bench, hands it the question if there is one, and gives its answer once it has ended well. */
function answerOf(script: string, args: readonly string[], question?: unknown): Promise<unknown> {
  const child = fork(join(__dirname, `${script}.js`), args);
  if (question) child.send(question);
  return new Promise((resolve, reject) => {
    let answer: unknown;
    child.once('message', (message) => (answer = message));
    child.once('error', reject);
    child.once('exit', (code) => (answer && code === 0 ? resolve(answer) : reject(new Error(`${script} ${args.join(' ')} ended with status ${code}`))));
  });
}

interface Options {
  readonly comparisons: readonly Comparison[];
  /** Of how many people the list is that is imported; null: none is. */
  readonly lists: number | null;
  readonly rounds: number;
  readonly judged: boolean;
  /** Whether the choice by itself is measured. */
  readonly choice: boolean;
  /** Whether auditing by itself is measured. */
  readonly audit: boolean;
}

function readOptions(): Options {
  const { values } = parseArgs({ options: { n: { type: 'string' }, rounds: { type: 'string', default: '3' }, only: { type: 'string' } } });
  const whole = (text: string): number => (Number.isInteger(Number(text)) && Number(text) > 0 ? Number(text) : wrong());
  const wrong = (): never => {
    throw new Error(HELP);
  };
  const only = values.only?.split(',');
  if (only?.some((name) => ![CHOICE, AUDIT, LIST].includes(name) && !COMPARISONS.some(({ peer }) => peer === name))) wrong();
  const chosen = COMPARISONS.filter(({ peer }) => !only || only.includes(peer));
  const comparisons = chosen.map((comparison) => ({ ...comparison, n: values.n === undefined ? comparison.n : whole(values.n) }));
  const lists = only && !only.includes(LIST) ? null : values.n === undefined ? LIST_BARS.people : whole(values.n);
  const choice = only ? only.includes(CHOICE) : values.n === undefined;
  const audit = only ? only.includes(AUDIT) : values.n === undefined;
  return { comparisons, lists, rounds: whole(values.rounds), judged: values.n === undefined, choice, audit };
}

main().then(
  (passed) => (process.exitCode = passed ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  },
);
