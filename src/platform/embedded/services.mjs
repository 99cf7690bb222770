import { findBrowser } from './browser.mjs';
import { dropDatabases } from './databases.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';
import { claimRunFolder } from './run-folder.mjs';
import { say } from './workspace.mjs';

/**
 * PostgreSQL and Redis for one command: those that DATABASE_URL and REDIS_URL name, else private ones. Without any
 * Redis, or with REDIS_MODE=none, the queues run on PostgreSQL.
 * @param tag names the run's folder and its scratch databases (`<tag>_…`), which killed runs may have left
 * @param durable whether PostgreSQL's data must survive a crash of the machine
 * @param settings further PostgreSQL settings, `name=value`
 * @param browser whether tests are to have a browser; without one they skip what needs it
 * @param alone refuse to start beside another run of this kind
 */
export async function openServices({ tag, durable, settings, browser = false, alone = false }) {
  const run = await claimRunFolder(tag);
  const closing = [run.release];
  const close = async () => {
    for (const step of closing.toReversed()) await step();
  };
  try {
    if (run.owner && alone) throw new Error(`it is running already (process ${run.owner})`);
    const started = await Promise.allSettled([
      openPostgres({ folder: run.folder, durable, settings }, closing),
      openQueue(run.folder, closing),
      browser ? openBrowser(run.folder) : {},
    ]);
    const failed = started.find(({ status }) => status === 'rejected');
    if (failed) throw failed.reason;
    const [database, queue, seen] = started.map(({ value }) => value);
    const external = Boolean(process.env.DATABASE_URL);
    if (!external) await dropDatabases(database.DATABASE_URL, `${tag}_run_`);
    return { environment: { ...database, ...queue, ...seen }, external, folder: run.folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openPostgres(options, closing) {
  if (process.env.DATABASE_URL) {
    say('PostgreSQL: as DATABASE_URL says');
    return { DATABASE_URL: process.env.DATABASE_URL };
  }
  const { url, version, port, stop } = await startPostgres(options);
  closing.push(stop);
  say(`PostgreSQL: embedded ${version}, port ${port}`);
  return { DATABASE_URL: url };
}

async function openQueue(folder, closing) {
  if (process.env.REDIS_MODE === 'none' || process.env.QUEUE_BACKEND === 'postgres') {
    say('Queues: on PostgreSQL, as configured');
    return { QUEUE_BACKEND: 'postgres' };
  }
  if (process.env.REDIS_URL) {
    say('Queues: Redis, as REDIS_URL says');
    return { QUEUE_BACKEND: 'redis', REDIS_URL: process.env.REDIS_URL };
  }
  const redis = await startRedis(folder);
  if (!redis) {
    say('Queues: on PostgreSQL, no Redis could be found or fetched');
    return { QUEUE_BACKEND: 'postgres' };
  }
  closing.push(redis.stop);
  say(`Queues: Redis ${redis.version} (${redis.from}), port ${redis.port}`);
  return { QUEUE_BACKEND: 'redis', REDIS_URL: redis.url };
}

async function openBrowser(folder) {
  const browser = await findBrowser(folder);
  say(browser ? `Browser: ${browser.from}` : 'Browser: none found or fetched; tests that need one are skipped');
  return browser ? { BROWSER_PATH: browser.program } : {};
}
