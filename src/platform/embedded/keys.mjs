import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, say } from './workspace.mjs';

const NAMES = ['MASTER_KEY', 'INDEX_KEY'];

/** Keys for data that goes with the run. Configured ones win. */
export function passingKeys() {
  return Object.fromEntries(NAMES.map((name) => [name, process.env[name] || newKey()]));
}

/** Keys for data that stays: configured, else made on the first start and kept beside the data, for the owner's eyes only. */
export function keptKeys() {
  const missing = NAMES.filter((name) => !process.env[name]);
  if (missing.length === 0) return {};
  const file = join(dataFolder, 'keys.json');
  if (!existsSync(file)) {
    mkdirSync(dataFolder, { recursive: true });
    const keys = Object.fromEntries(NAMES.map((name) => [name, newKey()]));
    writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    say('Keys made in .data/keys.json: personal data cannot be read without them');
  }
  const kept = JSON.parse(readFileSync(file, 'utf8'));
  return Object.fromEntries(missing.map((name) => [name, kept[name]]));
}

const newKey = () => randomBytes(32).toString('base64');
