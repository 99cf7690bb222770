import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { capture } from './child.mjs';
import { freePort } from './free-port.mjs';
import { locatePostgres } from './postgres-binaries.mjs';
import { stopLeftServer } from './processes.mjs';
import { startServer } from './server.mjs';

// A crash may cost a test its data, never its speed.
const VOLATILE = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
const ALWAYS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'timezone=UTC'];

/**
 * Starts a private PostgreSQL on a free port of 127.0.0.1 with its data under `folder`.
 * @param durable false: no fsync, and a cluster that does not start is made anew
 * @param settings further settings, `name=value`
 */
export async function startPostgres({ folder, durable, settings = [] }) {
  const place = await locatePostgres(folder);
  await stopLeftPostgres(folder);
  try {
    return await start(place, durable, settings);
  } catch (error) {
    if (durable) throw error;
    rmSync(place.data, { recursive: true, force: true });
    return start(place, durable, settings);
  }
}

/** Stops the server that a killed run left behind. */
export async function stopLeftPostgres(folder) {
  const { data } = await locatePostgres(folder);
  return stopLeftServer(join(data, 'postmaster.pid'), data, 'SIGINT');
}

/** Removes a cluster that nobody will use again. */
export async function removePostgres(folder) {
  const { home } = await locatePostgres(folder);
  rmSync(home, { recursive: true, force: true });
}

async function start(place, durable, settings) {
  if (!existsSync(place.data)) await initialise(place, durable);
  const port = await freePort();
  const all = [...ALWAYS, ...(durable ? [] : VOLATILE), ...settings];
  const { stop } = await startServer({
    command: place.program('postgres'),
    args: ['-D', place.data, '-p', String(port), ...all.flatMap((setting) => ['-c', setting])],
    options: options(place, place.data),
    ready: /ready to accept connections/,
    stopSignal: 'SIGINT',
    killSignal: 'SIGQUIT',
  });
  const password = readFileSync(place.passwordFile, 'utf8').trim();
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, version: place.version, port, stop };
}

/** Makes the cluster beside its place and moves it there when complete, so a killed attempt is never taken for a cluster. */
async function initialise(place, durable) {
  const fresh = `${place.data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  chmodSync(fresh, 0o700);
  writeFileSync(place.passwordFile, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 });
  for (const path of [fresh, place.passwordFile]) if (place.user) chownSync(path, place.user.uid, place.user.gid);

  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${place.passwordFile}`];
  const args = ['-D', fresh, ...access, ...locale, '--no-instructions', ...(durable ? [] : ['--no-sync'])];
  const { status, output } = await capture(place.program('initdb'), args, options(place, fresh));
  if (status !== 0) throw new Error(`initdb failed\n${output}`);
  renameSync(fresh, place.data);
}

function options(place, cwd) {
  const environment = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG)/.test(name));
  return { ...place.user, cwd, env: { ...Object.fromEntries(environment), LC_ALL: 'C' } };
}
