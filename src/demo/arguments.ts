import { parseArgs } from 'node:util';

export interface DemoOptions {
  readonly candidates: number;
  /** null: as many as the policy says. */
  readonly seats: number | null;
  readonly seed: string;
  readonly json: boolean;
  readonly serve: boolean;
}

/** What the command line asks for, or what is wrong with it. */
export type Asked = { readonly run: DemoOptions } | { readonly help: true } | { readonly fault: string };

export const USAGE = `Usage: npm run demo -- [options]
  --candidates N  nominees in all (565)
  --seats K       seats (the policy's); caps and floors are scaled with them
  --seed S        another seed, other people (2026)
  --json          one JSON object as the last line, nothing else on standard output
  --serve         leave the service running and print its address and tokens
  --help          this text`;

const MOST_CANDIDATES = 200_000;

export function readArguments(args: readonly string[]): Asked {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        candidates: { type: 'string', default: '565' },
        seats: { type: 'string' },
        seed: { type: 'string', default: '2026' },
        json: { type: 'boolean', default: false },
        serve: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { help: true };
    return {
      run: {
        candidates: whole('--candidates', values.candidates),
        seats: values.seats === undefined ? null : whole('--seats', values.seats),
        seed: values.seed,
        json: values.json,
        serve: values.serve,
      },
    };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

function whole(option: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text) || Number(text) > MOST_CANDIDATES) throw new RangeError(`${option} must be a whole number from 1 to ${MOST_CANDIDATES}`);
  return Number(text);
}
