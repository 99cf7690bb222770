import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { freshDatabase } from '../support/fresh-database';

const PROGRAM = join(__dirname, '../../dist/src/demo/main.js');
const STAGES = ['nomination', 'tenure', 'diagnostics', 'potential', 'ranking', 'enrolment'];

interface Stage {
  readonly key: string;
  readonly entered: number;
  readonly passed: number;
  readonly failed: number;
  readonly exited: number;
  readonly open: number;
}

interface Told {
  readonly nominated: number;
  readonly stages: readonly Stage[];
  readonly seats: number;
  readonly enrolled: number;
  readonly declined: number;
  readonly replaced: number;
  readonly digest: string;
  readonly seconds: number;
}

/** Runs the demo as `npm run demo` does, on a database of its own. */
async function demo(name: string, ...args: string[]): Promise<{ code: number | null; output: string; errors: string }> {
  const database = await freshDatabase(name);
  const environment = { ...process.env, DATABASE_URL: database.url, QUEUE_PREFIX: `{${database.name}}` };
  const child = spawn(process.execPath, [PROGRAM, ...args], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = (await exited) as [number | null];
  return { code, output, errors };
}

async function told(name: string, seed: string): Promise<Told> {
  const { code, output, errors } = await demo(name, '--json', '--candidates', '120', '--seats', '30', '--seed', seed);
  if (code !== 0) throw new Error(errors);
  expect(output.trim().split('\n')).toHaveLength(1);
  return JSON.parse(output) as Told;
}

describe('the demo', () => {
  it('comes to the same with the same seed and to something else with another', async () => {
    const first = await told('demo_first', 'A');
    const again = await told('demo_again', 'A');
    const other = await told('demo_other', 'B');

    expect({ ...again, seconds: first.seconds }).toEqual(first);
    expect(other.digest).not.toBe(first.digest);
    for (const result of [first, other]) {
      expect(result).toEqual({
        nominated: 120, stages: result.stages, seats: 30, enrolled: 30, declined: expect.any(Number), replaced: expect.any(Number),
        digest: expect.stringMatching(/^[0-9a-f]{64}$/), seconds: expect.any(Number),
      });
      expect(result.stages.map((stage) => Object.keys(stage))).toEqual(STAGES.map(() => ['key', 'entered', 'passed', 'failed', 'exited', 'open']));
      expect(result.stages.map(({ key }) => key)).toEqual(STAGES);
      expect(result.stages[0]).toMatchObject({ entered: 120 });
      expect(result.stages.at(-1)).toMatchObject({ passed: 30 });
      result.stages.forEach(({ key, entered, passed, failed, exited, open }, i) => {
        expect([key, open, passed + failed + exited]).toEqual([key, 0, entered]);
        expect([key, result.stages[i + 1]?.entered ?? passed]).toEqual([key, passed]);
      });
    }
  }, 240_000);

  it('tells a mistake in its arguments without starting anything', async () => {
    const { code, output, errors } = await demo('demo_mistaken', '--candidates', 'many');
    expect([code, output]).toEqual([2, '']);
    expect(errors).toMatch(/^--candidates must be a whole number from 1 to 200000\nUsage: npm run demo/);
  });
});
