import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from './child.mjs';
import { root, say } from './workspace.mjs';

/** Brings node_modules to the lock file. Does nothing when they agree already. */
export async function install() {
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  const wanted = `${lock} ${process.platform} ${process.arch}`;
  const mark = join(root, 'node_modules/.lock-hash');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;

  say('installing packages (npm ci)');
  const windows = process.platform === 'win32';
  const npm = windows ? 'npm.cmd' : 'npm';
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await runChild(npm, args, { cwd: root, shell: windows, stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new Error(`npm ci ended with code ${code}`);
  writeFileSync(mark, wanted);
  say('packages installed');
}
