import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { capture } from './child.mjs';
import { say } from './workspace.mjs';

const MACHINES = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' };
const NETWORK_PATIENCE_MS = 300_000;

/**
 * A Debian package and those of its dependencies that the machine lacks, unpacked into `cache`: no rights needed,
 * nothing installed, registered or started on the machine. Answers the folder that stands for `/` and the folders of
 * its libraries; undefined where there is no apt or no way to the packages. `companions` are unpacked even where the
 * machine has them: the program looks for their files beside itself.
 */
export async function unpackDebian(name, { cache, scratch, companions = [] }) {
  const machine = process.platform === 'linux' && MACHINES[process.arch];
  if (!machine) return undefined;
  rmSync(scratch, { recursive: true, force: true }); // of a run that was killed
  const home = join(cache, `${name}-${process.arch}`);
  if (!existsSync(home)) await unpackInto(home, [name, ...companions], scratch);
  if (!existsSync(home)) return undefined;
  return { home, libraries: [`usr/lib/${machine}`, `lib/${machine}`].map((folder) => join(home, folder)) };
}

async function unpackInto(home, wanted, scratch) {
  const [name] = wanted;
  for (const folder of ['lists/partial', 'cache/archives/partial', 'packages', 'unpacked']) {
    mkdirSync(join(scratch, folder), { recursive: true });
  }
  try {
    const packages = (await download(wanted, scratch, [])) ?? (await downloadWithOwnLists(wanted, scratch));
    if (!packages) return;
    for (const file of packages) {
      const { status, output } = await capture('dpkg', ['-x', join(scratch, 'packages', file), join(scratch, 'unpacked')]);
      if (status !== 0) return say(`${name}: ${file} could not be unpacked: ${firstLine(output)}`);
    }
    if (existsSync(home)) return; // another run was faster
    mkdirSync(dirname(home), { recursive: true });
    renameSync(join(scratch, 'unpacked'), home);
    say(`${name} unpacked from ${packages.length} Debian packages`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** The machine's package lists may be missing or out of date: fetch private ones. */
async function downloadWithOwnLists(wanted, scratch) {
  const ownLists = ['-o', `Dir::State::Lists=${scratch}/lists`];
  const update = await apt(scratch, [...ownLists, 'update']);
  if (update.status === 0) return download(wanted, scratch, ownLists);
  say(`${wanted[0]}: no package lists (${firstLine(update.output)})`);
  return undefined;
}

/** Downloads the wanted packages and what they need and the machine lacks. Answers the files' names. */
async function download(wanted, scratch, lists) {
  const plan = await apt(scratch, [...lists, '--simulate', '--no-install-recommends', '--reinstall', 'install', ...wanted]);
  const names = [...plan.output.matchAll(/^Inst (\S+)/gm)].map((match) => match[1]);
  if (!wanted.every((name) => names.includes(name))) return undefined;
  const { status } = await apt(scratch, [...lists, 'download', ...names]);
  return status === 0 ? readdirSync(join(scratch, 'packages')).filter((file) => file.endsWith('.deb')) : undefined;
}

function apt(scratch, args) {
  const options = {
    'APT::Sandbox::User': 'root', // the sandbox user could not enter a closed home
    'Dir::Cache': join(scratch, 'cache'),
    'Acquire::Languages': 'none',
    'Acquire::Retries': '1',
    'Acquire::http::Timeout': '15',
  };
  const set = Object.entries(options).flatMap(([option, value]) => ['-o', `${option}=${value}`]);
  return capture('apt-get', ['-qq', ...set, ...args], {
    cwd: join(scratch, 'packages'),
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
    signal: AbortSignal.timeout(NETWORK_PATIENCE_MS),
  });
}

const firstLine = (text) => text.trim().split('\n')[0];
