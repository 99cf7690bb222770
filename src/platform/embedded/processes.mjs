import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * The command line of a process, empty when there is none (or only a zombie). A pid alone proves nothing: after a
 * restart of the machine it belongs to somebody else.
 */
export function commandLineOf(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** Stops the server that a killed run left on a folder: its pid is the first line of `pidFile`, its command line names the folder. */
export async function stopLeftServer(pidFile, folder, signal) {
  if (!existsSync(pidFile)) return false;
  const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
  const runs = () => commandLineOf(pid).includes(folder);
  if (!runs()) return false;
  process.kill(pid, signal);
  for (let waited = 0; runs(); waited += 50) {
    if (waited === 10_000) process.kill(pid, 'SIGKILL');
    await pause(50);
  }
  return true;
}
