import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The environment variable that names a run, for those who come after its global setup. */
export const TEST_RUN = 'TEST_RUN';

/** A database of this run on the server of DATABASE_URL: `template`, or `w1`, `w2` … of a Jest worker. */
export function testDatabase(part: string): { readonly name: string; readonly url: string } {
  const name = `${process.env[TEST_RUN] ?? ''}_${part}`;
  const url = new URL(process.env.DATABASE_URL ?? '');
  url.pathname = `/${name}`;
  return { name, url: url.href };
}

/** The folder in which the services of this run keep files. */
export function testFiles(): string {
  return join(tmpdir(), `${process.env[TEST_RUN] ?? 'test_pure'}_files`);
}
