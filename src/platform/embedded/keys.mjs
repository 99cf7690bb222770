import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, say } from './workspace.mjs';

const NAMES = ['MASTER_KEY', 'INDEX_KEY', 'ANCHOR_KEY'];

/** Keys for data that goes with the run. Configured ones win. */
export function passingKeys() {
  return Object.fromEntries(NAMES.map((name) => [name, process.env[name] || newKey()]));
}

/** Keys for data that stays: configured, else made on the first start and kept beside the data, for the owner's eyes only. */
export function keptKeys() {
  const missing = NAMES.filter((name) => !process.env[name]);
  if (missing.length === 0) return {};
  const file = join(dataFolder, 'keys.json');
  const known = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const kept = { ...Object.fromEntries(NAMES.map((name) => [name, newKey()])), ...known };
  if (NAMES.some((name) => !(name in known))) {
    mkdirSync(dataFolder, { recursive: true });
    const fresh = `${file}.${process.pid}`; // whole or not at all: a half-written file would lose keys
    writeFileSync(fresh, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(fresh, file);
    say('Keys made in .data/keys.json: personal data cannot be read without them');
  }
  return Object.fromEntries(missing.map((name) => [name, kept[name]]));
}

const newKey = () => randomBytes(32).toString('base64');
