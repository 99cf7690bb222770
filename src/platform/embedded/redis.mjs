import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './child.mjs';
import { unpackDebian } from './debian-packages.mjs';
import { freePort } from './free-port.mjs';
import { onPath } from './on-path.mjs';
import { stopLeftServer } from './processes.mjs';
import { startServer } from './server.mjs';
import { dataFolder } from './workspace.mjs';

const OLDEST = [6, 2]; // BullMQ's recommended minimum

/**
 * Starts a private Redis on a free port of 127.0.0.1: the machine's own program, else Debian's packages unpacked into
 * the project. Answers undefined when none can be had. It keeps nothing when stopped: PostgreSQL is the truth, and
 * what was queued is sent again.
 */
export async function startRedis(folder) {
  const found = await findRedis(folder);
  if (!found) return undefined;
  await stopLeftRedis(folder);
  const data = dataOf(folder);
  mkdirSync(data, { recursive: true });
  const port = await freePort();
  const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', data, '--pidfile', pidFileOf(folder)];
  const keepNothing = ['--appendonly', 'no', '--save', ''];
  const { stop } = await startServer({
    command: found.program,
    // The title stays as started: by it the next run knows a server left behind as its own.
    args: [...place, ...keepNothing, '--maxmemory-policy', 'noeviction', '--set-proc-title', 'no'],
    options: { env: found.environment },
    ready: /ready to accept connections/i,
    stopSignal: 'SIGTERM',
    killSignal: 'SIGKILL',
  });
  return { url: `redis://127.0.0.1:${port}`, port, version: found.version, from: found.from, stop };
}

/** Stops the server that a killed run left behind. */
export function stopLeftRedis(folder) {
  return stopLeftServer(pidFileOf(folder), dataOf(folder), 'SIGTERM');
}

const dataOf = (folder) => join(folder, 'redis');
const pidFileOf = (folder) => join(dataOf(folder), 'redis.pid');

async function findRedis(folder) {
  for (const name of ['redis-server', 'valkey-server']) {
    const program = onPath(name);
    const found = program && (await usable({ program, environment: process.env, from: program }));
    if (found) return found;
  }
  const unpacked = await unpackDebian('redis-server', { cache: join(dataFolder, 'cache'), scratch: join(folder, 'apt-redis') });
  if (!unpacked) return undefined;
  const environment = { ...process.env, LD_LIBRARY_PATH: unpacked.libraries.join(':') };
  return usable({ program: join(unpacked.home, 'usr/bin/redis-server'), environment, from: 'Debian packages' });
}

async function usable(candidate) {
  const { status, output } = await capture(candidate.program, ['--version'], { env: candidate.environment });
  const [version, major, minor] = /\bv=(\d+)\.(\d+)[.\d]*/.exec(output) ?? [];
  const recent = Number(major) > OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) >= OLDEST[1]);
  return status === 0 && recent ? { ...candidate, version: version.slice(2) } : undefined;
}
