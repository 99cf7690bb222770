import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { capture } from './child.mjs';
import { say } from './workspace.mjs';

const LIBRARIES = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };
const NETWORK_PATIENCE_MS = 120_000;

/**
 * Redis from Debian's packages, unpacked into `cache`: no rights needed, nothing installed, registered or started
 * on the machine. Answers undefined where there is no apt or no way to the packages.
 */
export async function unpackDebianRedis(cache, scratch) {
  if (process.platform !== 'linux' || !LIBRARIES[process.arch]) return undefined;
  rmSync(scratch, { recursive: true, force: true }); // of a run that was killed
  const home = join(cache, `redis-${process.arch}`);
  if (!existsSync(home)) await unpackInto(home, scratch);
  if (!existsSync(home)) return undefined;
  const libraries = join(home, 'usr/lib', LIBRARIES[process.arch]);
  return {
    program: join(home, 'usr/bin/redis-server'),
    environment: { ...process.env, LD_LIBRARY_PATH: libraries },
    from: 'Debian packages',
  };
}

async function unpackInto(home, scratch) {
  for (const folder of ['lists/partial', 'cache/archives/partial', 'packages', 'unpacked']) {
    mkdirSync(join(scratch, folder), { recursive: true });
  }
  try {
    const packages = (await download(scratch, [])) ?? (await downloadWithOwnLists(scratch));
    if (!packages) return;
    for (const name of packages) {
      const { status, output } = await capture('dpkg', ['-x', join(scratch, 'packages', name), join(scratch, 'unpacked')]);
      if (status !== 0) return say(`Redis: ${name} could not be unpacked: ${firstLine(output)}`);
    }
    if (existsSync(home)) return; // another run was faster
    mkdirSync(dirname(home), { recursive: true });
    renameSync(join(scratch, 'unpacked'), home);
    say(`Redis unpacked from ${packages.length} Debian packages`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The machine's package lists may be missing or out of date: fetch private ones. */
async function downloadWithOwnLists(scratch) {
  const ownLists = ['-o', `Dir::State::Lists=${scratch}/lists`];
  const update = await apt(scratch, [...ownLists, 'update']);
  if (update.status === 0) return download(scratch, ownLists);
  say(`Redis: no package lists (${firstLine(update.output)})`);
  return undefined;
}

/** Downloads redis-server and those of its dependencies that the machine lacks. Answers the files' names. */
async function download(scratch, lists) {
  const plan = await apt(scratch, [...lists, '--simulate', '--no-install-recommends', 'install', 'redis-server']);
  const names = [...plan.output.matchAll(/^Inst (\S+)/gm)].map((match) => match[1]);
  if (!names.includes('redis-server')) return undefined;
  const { status } = await apt(scratch, [...lists, 'download', ...names]);
  return status === 0 ? readdirSync(join(scratch, 'packages')).filter((name) => name.endsWith('.deb')) : undefined;
}

function apt(scratch, args) {
  const options = {
    'APT::Sandbox::User': 'root', // the sandbox user could not enter a closed home
    'Dir::Cache': join(scratch, 'cache'),
    'Acquire::Languages': 'none',
    'Acquire::Retries': '1',
    'Acquire::http::Timeout': '15',
  };
  const set = Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  return capture('apt-get', ['-qq', ...set, ...args], {
    cwd: join(scratch, 'packages'),
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
    signal: AbortSignal.timeout(NETWORK_PATIENCE_MS),
  });
}

const firstLine = (text) => text.trim().split('\n')[0];
