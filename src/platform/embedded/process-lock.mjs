import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { commandLineOf } from './processes.mjs';

/** Takes a lock file, also from a run that died with it. Answers undefined when it is ours now, else the pid of the run that holds it. */
export function takeLock(path) {
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return undefined;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = lockOwner(path);
    if (owner) return owner;
    removeDeadLock(path);
  }
}

/** The pid of the live run that holds a lock, undefined when nobody does. */
export function lockOwner(path) {
  const pid = readLock(path);
  return pid !== undefined && commandLineOf(pid).includes('launch.mjs') ? pid : undefined;
}

export function releaseLock(path) {
  rmSync(path, { force: true });
}

/** Does the work while holding a lock, waiting for others: two runs started at once must not both install packages. */
export async function withLock(path, work) {
  while (takeLock(path)) await pause(200);
  const release = () => releaseLock(path);
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function readLock(path) {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Renaming is what only one of several runs can do; should it have caught a lock just taken, that is put back. */
function removeDeadLock(path) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (lockOwner(aside)) linkSync(aside, path);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  }
  rmSync(aside, { force: true });
}
