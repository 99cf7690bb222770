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
  for await (const answer of answers({ path, sheets: null })) {
    if ('shape' in answer) return answer.shape;
  }
  throw new FileRefused('FILE_DAMAGED');
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
  const execArgv = [...process.execArgv, `--max-old-space-size=${LIMITS.heap}`, '--max-semi-space-size=16'];
  const child = fork(PROGRAM, { env: {}, execArgv, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    if (child.pid === undefined) resolve(); // it never began
  });
  const inbox = new Inbox(child);
  try {
    child.send(question);
    for (let i = 0; i < AHEAD; i++) child.send('next');
    for (;;) {
      const answer = await inbox.next();
      if ('refused' in answer) throw refusal(answer.refused);
      if ('done' in answer) return;
      if (child.connected) child.send('next');
      yield answer;
    }
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

/** Answers in order; a process that falls silent or dies is a refusal of the file. */
class Inbox {
  private readonly waiting: (Answer | FileRefused)[] = [];
  private wake = (): void => undefined;

  constructor(child: ChildProcess) {
    const put = (answer: Answer | FileRefused): void => {
      this.waiting.push(answer);
      this.wake();
    };
    child.on('message', (answer) => put(answer as Answer));
    child.on('error', () => put(new FileRefused('FILE_TOO_HEAVY')));
    child.on('exit', () => put(new FileRefused('FILE_TOO_HEAVY')));
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
