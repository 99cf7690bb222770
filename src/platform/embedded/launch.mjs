// What `npm run demo`, `npm start`, `npm test` … run. Before packages are installed only Node's own modules are there.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { runNode } from './child.mjs';
import { createDatabase, dropDatabase } from './databases.mjs';
import { install } from './install.mjs';
import { keptKeys, passingKeys } from './keys.mjs';
import { lockOwner, withLock } from './process-lock.mjs';
import { openServices } from './services.mjs';
import { dataFolder, root } from './workspace.mjs';

const JEST = 'node_modules/jest/bin/jest.js';

/** Where a running `start` leaves the addresses of its services for the operator's commands. */
const servicesFile = (folder) => join(folder, 'services.json');

const commands = {
  /** A whole selection with made-up people, in a database of its own; `--serve` keeps that database. */
  async demo(args) {
    await prepare();
    return withServices({ tag: 'demo', durable: true }, (services) =>
      withDatabase(services, { tag: 'demo', keep: args.includes('--serve') }, (environment) =>
        inTurn(['dist/src/cli.js', ['migrate'], environment], ['dist/src/demo/main.js', args, environment]),
      ),
    );
  },

  /** The service on one machine; its data stays in `.data`. */
  async start(args) {
    await prepare();
    const options = { tag: 'start', durable: true, alone: !process.env.DATABASE_URL };
    return withServices(options, async (services) => {
      const environment = { PROCESS_WORK: process.env.PROCESS_WORK || 'true', ...keptKeys(), ...services.environment };
      writeFileSync(servicesFile(services.folder), JSON.stringify(services.environment), { mode: 0o600 });
      try {
        return await inTurn(['dist/src/cli.js', ['migrate'], environment], ['dist/src/main.js', args, environment]);
      } finally {
        rmSync(servicesFile(services.folder), { force: true });
      }
    });
  },

  async test(args) {
    await prepare();
    return withServices({ tag: 'test', durable: false, browser: true }, ({ environment }) => runNode(JEST, args, environment));
  },

  async bench(args) {
    await prepare();
    const options = { tag: 'bench', durable: true, settings: ['shared_buffers=512MB'] };
    return withServices(options, (services) =>
      withDatabase(services, { tag: 'bench', keep: false }, (environment) =>
        inTurn(['dist/src/cli.js', ['migrate'], environment], ['dist/test/bench/run.js', args, environment]),
      ),
    );
  },

  async admin(args) {
    const services = servicesOfStart();
    await prepare();
    return runNode('dist/src/cli.js', args, { ...keptKeys(), ...services });
  },

  async calc(args) {
    await prepare();
    return runNode('dist/src/calculation/calc.js', args);
  },

  /** A published ranking from its export; `verify audit` the record of what happened, in the database the operator's commands go to. */
  async verify([what, ...args]) {
    if (what === 'audit') {
      const services = servicesOfStart();
      await prepare();
      return runNode('dist/src/verifier/audit/verify-audit.js', args, { ...keptKeys(), ...services });
    }
    await prepare();
    return runNode('dist/src/verifier/verify.js', what === undefined ? [] : [what, ...args]);
  },

  async check() {
    await prepare();
    return inTurn(
      ['node_modules/typescript/bin/tsc', ['-p', 'tsconfig.json']],
      ['node_modules/eslint/bin/eslint.js', ['.']],
      ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', ['src', 'migrations', 'test']],
      [JEST, ['test/unit']],
    );
  },

  async build() {
    await prepare();
    return 0;
  },

  async install() {
    await install();
    return 0;
  },
};

// Tests and measurements must not find the database that a developer configured for something else.
const CONFIGURED = ['demo', 'start', 'admin', 'verify'];

/** Installs and builds what has changed; runs started together wait for each other. */
function prepare() {
  return withLock(join(dataFolder, 'prepare.lock'), async () => {
    await install();
    await build();
  });
}

async function withServices(options, work) {
  const services = await openServices(options);
  try {
    return await work(services);
  } finally {
    await services.close();
  }
}

/** Works in a fresh database with keys, queues and files of its own; in the configured one when there is a DATABASE_URL. */
async function withDatabase({ environment, external, folder }, { tag, keep }, work) {
  if (external) return work({ ...environment, ...keptKeys() });
  const name = `${tag}_${keep ? 'kept' : 'run'}_${Date.now()}_${process.pid}`;
  const server = environment.DATABASE_URL;
  const url = await createDatabase(server, name);
  const files = join(folder, 'files', name);
  try {
    const places = { FILE_STORAGE: files, ANCHOR_FILE: `${files}.anchors.jsonl` };
    return await work({ ...environment, ...(keep ? keptKeys() : passingKeys()), DATABASE_URL: url, QUEUE_PREFIX: `{${name}}`, ...places });
  } finally {
    if (!keep) {
      await dropDatabase(server, name);
      rmSync(files, { recursive: true, force: true });
      rmSync(`${files}.anchors.jsonl`, { force: true });
    }
  }
}

/** Runs scripts, each `[script, args, environment]`, until one fails. */
async function inTurn(...steps) {
  for (const step of steps) {
    const code = await runNode(...step);
    if (code !== 0) return code;
  }
  return 0;
}

/** Where the operator's commands go when nothing is configured: to the service running beside them. */
function servicesOfStart() {
  if (process.env.DATABASE_URL) return {};
  const folder = join(dataFolder, 'start');
  const running = lockOwner(join(folder, 'lock')) && existsSync(servicesFile(folder));
  if (!running) throw new Error('no database: run "npm start" in another terminal, or set DATABASE_URL (and REDIS_URL)');
  return JSON.parse(readFileSync(servicesFile(folder), 'utf8'));
}

async function main() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) throw new Error(`Node 20.19 or newer is needed, this is ${process.version}`);
  const [name, ...args] = process.argv.slice(2);
  if (!Object.hasOwn(commands, name ?? '')) throw new Error(`one of these, please: ${Object.keys(commands).join(', ')}`);
  process.chdir(root);
  if (CONFIGURED.includes(name) && existsSync('.env')) process.loadEnvFile('.env');
  return commands[name](args);
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
