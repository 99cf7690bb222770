import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removePostgres, stopLeftPostgres } from './postgres.mjs';
import { lockOwner, releaseLock, takeLock, withLock } from './process-lock.mjs';
import { stopLeftRedis } from './redis.mjs';
import { dataFolder } from './workspace.mjs';

const lockOf = (folder) => join(folder, 'lock');

/**
 * A folder for the servers of one run: `.data/<tag>`, used again and again, or, while another run is using that one,
 * a private folder that goes when the run ends.
 */
export function claimRunFolder(tag) {
  return withLock(join(dataFolder, 'claim.lock'), () => claim(tag));
}

async function claim(tag) {
  await endDeadRuns();
  const shared = join(dataFolder, tag);
  const owner = takeLock(lockOf(shared));
  if (!owner) return { folder: shared, owner: undefined, release: async () => releaseLock(lockOf(shared)) };

  const own = join(dataFolder, `${tag}-${process.pid}`);
  takeLock(lockOf(own));
  return { folder: own, owner, release: () => remove(own) };
}

/** Runs that were killed: their servers are stopped, and private folders go. */
async function endDeadRuns() {
  for (const name of readdirSync(dataFolder)) {
    const folder = join(dataFolder, name);
    if (!existsSync(lockOf(folder)) || lockOwner(lockOf(folder))) continue;
    await stopLeftPostgres(folder);
    await stopLeftRedis(folder);
    if (/-\d+$/.test(name)) await remove(folder);
  }
}

async function remove(folder) {
  await removePostgres(folder);
  rmSync(folder, { recursive: true, force: true });
}
