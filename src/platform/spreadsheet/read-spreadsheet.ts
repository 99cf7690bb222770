import { type ChildProcess, fork } from 'node:child_process';
import { extname, join } from 'node:path';
import type { ReasonParam } from '../../kernel/reason';
import { LIMITS } from './limits';
import type { RowBatch, SpreadsheetShape } from './spreadsheet';
import { FILE_REFUSALS, type FileRefusalCode, FileRefused } from './spreadsheet.errors';

/** What the reading process is asked: without `sheets` only the shape of the file. */
export interface Question {
  readonly path: string;
  readonly sheets: readonly string[] | null;
}

export type Answer =
  | { readonly shape: SpreadsheetShape }
  | { readonly batch: RowBatch }
  | { readonly refused: { readonly code: string; readonly params: Readonly<Record<string, ReasonParam>> } }
  | { readonly done: true };

/** Batches read ahead while the last one is being worked on. */
const AHEAD = 2;
const PROGRAM = join(__dirname, `sheet-process${extname(__filename)}`);

/** Kind, sheets and first rows of a file. Throws FileRefused. */
export async function inspectSpreadsheet(path: string): Promise<SpreadsheetShape> {
  let shape: SpreadsheetShape | null = null;
  for await (const answer of answers({ path, sheets: null })) {
    if ('shape' in answer) shape = answer.shape; // read to the end: the process may then be asked again
  }
  if (!shape) throw new FileRefused('FILE_DAMAGED');
  return shape;
}

/**
 * The rows of the named sheets, one after the other, XLSX or CSV. A process of its own reads them, which may take only so
 * much time and memory (`LIMITS`); leaving the loop ends it. Throws FileRefused, also after batches have been given.
 */
export async function* readSpreadsheet(path: string, sheets: readonly string[]): AsyncGenerator<RowBatch> {
  for await (const answer of answers({ path, sheets })) {
    if ('batch' in answer) yield answer.batch;
  }
}

async function* answers(question: Question): AsyncGenerator<Answer> {
  const child = idle.take() ?? start();
  const inbox = new Inbox(child);
  let isDone = false;
  try {
    child.send(question);
    for (let i = 0; i < AHEAD; i++) child.send('next');
    for (;;) {
      const answer = await inbox.next();
      if ('refused' in answer) throw refusal(answer.refused);
      if ('done' in answer) return void (isDone = true);
      if (child.connected) child.send('next');
      yield answer;
    }
  } finally {
    inbox.close();
    if (isDone && child.connected) idle.put(child);
    else await end(child);
  }
}

function start(): ChildProcess {
  const execArgv = [...process.execArgv, `--max-old-space-size=${LIMITS.heap}`, '--max-semi-space-size=16'];
  return fork(PROGRAM, { env: {}, execArgv, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
}

async function end(child: ChildProcess): Promise<void> {
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) resolve(); // it never began, or is gone
  });
  child.kill('SIGKILL');
  await ended;
}

/**
 * Processes that have read a file to its end and wait a moment for the next: on the last day hundreds of small lists
 * come, and starting a process costs more than reading one. A process whose file was refused is never asked again.
 */
class Idle {
  private readonly waiting = new Map<ChildProcess, NodeJS.Timeout>();

  take(): ChildProcess | null {
    for (const [child, timer] of this.waiting) {
      clearTimeout(timer);
      this.waiting.delete(child);
      child.removeAllListeners();
      if (!child.connected) continue;
      child.ref();
      child.channel?.ref();
      return child;
    }
    return null;
  }

  put(child: ChildProcess): void {
    const leave = (): void => {
      clearTimeout(this.waiting.get(child));
      this.waiting.delete(child);
      child.kill('SIGKILL');
    };
    this.waiting.set(child, setTimeout(leave, LIMITS.idle).unref());
    child.on('exit', leave).on('error', leave);
    child.unref();
    child.channel?.unref();
  }
}

const idle = new Idle();

/** Answers in order; a process that falls silent or dies is a refusal of the file. */
class Inbox {
  private readonly waiting: (Answer | FileRefused)[] = [];
  private wake = (): void => undefined;

  constructor(private readonly child: ChildProcess) {
    const put = (answer: Answer | FileRefused): void => {
      this.waiting.push(answer);
      this.wake();
    };
    child.on('message', (answer) => put(answer as Answer));
    child.on('error', () => put(new FileRefused('FILE_TOO_HEAVY')));
    child.on('exit', () => put(new FileRefused('FILE_TOO_HEAVY')));
  }

  close(): void {
    this.child.removeAllListeners('message').removeAllListeners('error').removeAllListeners('exit');
    this.child.on('error', () => undefined); // a process that is ended may still fail to be written to
  }

  async next(): Promise<Answer> {
    const late = setTimeout(() => {
      this.waiting.push(new FileRefused('FILE_TOO_SLOW', { seconds: LIMITS.silence / 1000 }));
      this.wake();
    }, LIMITS.silence);
    try {
      while (this.waiting.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
    } finally {
      clearTimeout(late);
    }
    const answer = this.waiting.shift()!;
    if (answer instanceof FileRefused) throw answer;
    return answer;
  }
}

function refusal({ code, params }: { readonly code: string; readonly params: Readonly<Record<string, ReasonParam>> }): FileRefused {
  return new FileRefused(code in FILE_REFUSALS ? (code as FileRefusalCode) : 'FILE_DAMAGED', params);
}
