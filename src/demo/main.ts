import { once } from 'node:events';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readArguments, USAGE } from './arguments';
import type { DemoOptions } from './arguments';
import { drive } from './driver';
import type { Export } from './driver-export';
import type { Papers } from './driver-papers';
import type { Cast } from './driver-state';
import { toJson, toTable } from './funnel';
import { Processes } from './processes';
import { Progress } from './progress';
import { Rest } from './rest';

/** A connection breaks a moment before the end of the process behind it is reported. */
const NOTICED_WITHIN_MS = 100;

const SNAPSHOT = '.data/snapshot.json';
const PAPERS = '.data/papers';

/** Starts the service, plays a whole campaign over REST and prints what came of it. */
async function run(options: DemoOptions, processes: Processes): Promise<void> {
  const started = performance.now();
  const progress = new Progress(process.stderr);
  const { base, administratorToken } = await progress.step('Запуск API и обработчика', 2, () => processes.start());
  const administrator = new Rest(base, administratorToken);
  const { result, cast, exported, papers } = await drive({ options, administrator, progress, check: () => processes.check() });
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  if (exported) process.stderr.write(kept(exported));
  process.stderr.write(printed(papers));
  if (options.serve) process.stderr.write(access(base, administratorToken, cast));
  process.stdout.write(options.json ? `${toJson({ ...result, seconds })}\n` : toTable({ ...result, seconds }));
}

/** Leaves the published ranking where anybody can verify it. */
function kept({ seal, snapshot }: Export): string {
  mkdirSync(dirname(SNAPSHOT), { recursive: true });
  writeFileSync(SNAPSHOT, `${JSON.stringify(snapshot)}\n`);
  return `\nВыгрузка рейтинга: ${SNAPSHOT}, отпечаток ${seal}\n  проверить: npm run -s verify -- ${SNAPSHOT}, или открыть в браузере dist/verifier.html\n`;
}

/** Leaves the papers of this run where a person can open them; those of an earlier one are gone. */
function printed(papers: Papers): string {
  rmSync(PAPERS, { recursive: true, force: true });
  mkdirSync(PAPERS, { recursive: true });
  for (const [name, bytes] of papers) writeFileSync(join(PAPERS, name), bytes);
  return `\nПриказ и итоги для регионов: ${PAPERS}, файлов: ${papers.size}\n`;
}

/** Who may be tried out in a service left running. */
function access(base: string, administratorToken: string, { officer, publisher, auditor, clerks, assessors }: Cast): string {
  const people = [officer, publisher, auditor, clerks[0], assessors[0]].filter((account) => account !== undefined);
  return [
    '',
    `Сервис работает: ${base}/api/docs (остановить: Ctrl-C)`,
    ...[{ name: 'Администратор', token: administratorToken }, ...people].map(({ name, token }) => `  ${name.padEnd(36)} ${token}`),
    '',
  ].join('\n');
}

async function main(): Promise<number> {
  const asked = readArguments(process.argv.slice(2));
  if ('help' in asked) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if ('fault' in asked) {
    process.stderr.write(`${asked.fault}\n${USAGE}\n`);
    return 2;
  }
  const processes = new Processes(process.env);
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  try {
    await Promise.race([run(asked.run, processes), stopped.then(() => { throw new Error('interrupted'); })]);
    if (asked.run.serve) await stopped;
    return 0;
  } catch (error) {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    await pause(NOTICED_WITHIN_MS);
    const fallen = processes.fallen();
    if (fallen !== null) process.stderr.write(`${fallen}\n`);
    return 1;
  } finally {
    await processes.stop();
  }
}

void main().then((code) => process.exit(code));
