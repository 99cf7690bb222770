import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Answer, Calculator } from './calculator';
import { calculationError } from './calculator';
import { CALCULATORS, findCalculator } from './registry';

/** The command itself is wrong; a case that is wrong is answered in its place. */
const WRONG_COMMAND = 2;

/**
 * Reads cases as NDJSON and writes one answer a line, in the same order, as they come: neither side is ever held in
 * memory. Lines without a case (empty ones) have no answer.
 */
export async function answerCases(calculator: Calculator, cases: Readable, answers: Writable): Promise<void> {
  for await (const line of createInterface({ input: cases, crlfDelay: Infinity })) {
    const text = line.trim(); // a byte order mark goes with it
    if (text === '') continue;
    if (!answers.write(`${JSON.stringify(answerLine(calculator, text))}\n`)) await once(answers, 'drain');
  }
}

function answerLine(calculator: Calculator, line: string): Answer {
  let input: unknown;
  try {
    input = JSON.parse(line);
  } catch {
    return calculationError('INVALID_JSON', 'The line is not JSON.', '');
  }
  return calculator.run(input);
}

async function main(names: readonly string[]): Promise<void> {
  const [name = ''] = names;
  const calculator = findCalculator(name);
  if (!calculator || names.length !== 1) {
    const list = CALCULATORS.map((known) => `  ${known.name.padEnd(16)} ${known.summary}`).join('\n');
    process.stderr.write(`calc <name> < cases.ndjson > answers.ndjson\n\n${list}\n`);
    process.exitCode = WRONG_COMMAND;
    return;
  }
  // The reader may close early (`| head`): that ends the run, it is no fault of it.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  await answerCases(calculator, process.stdin, process.stdout);
}

if (require.main === module) void main(process.argv.slice(2));
