import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DomainError } from '../../../src/kernel/domain-error';
import { SCHOOL_OF_MAYORS } from '../../../src/programme/school-of-mayors';
import { watchChildren } from '../../support/child-peak';
import { HOSTILE_FILES } from '../../support/hostile-files';
import { NOMINATOR, reader } from '../../support/read-list';

const MOST_SECONDS = 15;
const MOST_MEGABYTES = 512;
const OTHER_MEGABYTES = 150;

const task = { policy: SCHOOL_OF_MAYORS, nominator: { nominatorId: NOMINATOR, kind: 'region' as const, region: '36' }, mapping: null };
const path = join(tmpdir(), `hostile-${process.pid}`);
const lines: string[] = [];

afterAll(() => {
  rmSync(path, { force: true });
  process.stdout.write(`\n${['file'.padEnd(40), 'told'.padEnd(32), ' seconds', ' MB of its process'].join(' ')}\n${lines.join('\n')}\n`);
});

describe('a hostile file', () => {
  it('is one of forty at least', () => expect(HOSTILE_FILES.length).toBeGreaterThanOrEqual(40));

  it.each(HOSTILE_FILES.map((file) => [file.title, file] as const))('%s: is told what is wrong, soon and cheaply', async (title, { bytes, refusal, findings }) => {
    writeFileSync(path, bytes());
    const own = process.memoryUsage().rss;
    const began = performance.now();
    const peaks = watchChildren();
    const told: string[] = [];
    let refused: string | undefined;
    try {
      for await (const rows of reader.read(path, task)) told.push(...rows.flatMap(({ problems }) => problems.filter(({ level }) => level === 'error').map(({ code }) => code)));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refused = error.code;
    }
    const seconds = (performance.now() - began) / 1000;
    const megabytes = peaks() / 1024 ** 2;
    lines.push(`${title.padEnd(40)} ${(refused ?? [...new Set(told)].join(' ')).slice(0, 32).padEnd(32)} ${seconds.toFixed(2).padStart(8)} ${megabytes.toFixed(0).padStart(8)}`);
    expect(refused).toBe(refusal);
    if (findings) expect(told).toEqual(expect.arrayContaining([...findings]));
    expect(seconds).toBeLessThan(MOST_SECONDS);
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
    expect((process.memoryUsage().rss - own) / 1024 ** 2).toBeLessThan(OTHER_MEGABYTES);
  }, 60_000);
});
