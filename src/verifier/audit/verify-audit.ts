import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { ChainCheck, type ChainFault, type SealedLine } from './check-chains';
import { type Anchors, publicKeyOf, readAnchors, textOf } from './read-anchors';

const USAGE = `verify audit [--anchors <file>] [--key <public key>] [--without-anchors] [--json]

Checks the record of what happened: every event against its seal, every seal against the one before, every signed anchor
against the chain. Reads the database that DATABASE_URL names and the file of anchors (ANCHOR_FILE). The public key is
32 bytes in base64; without it the one that belongs to ANCHOR_KEY.
Exit status: 0 intact, 1 changed, 2 could not be checked.
`;
const CHANGED = 1;
const MISUSED = 2;
const ROWS_AT_ONCE = 5_000;
const MOST_FAULTS = 20;
/** PKCS #8 before the 32 bytes of an Ed25519 key (RFC 8410, section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

const SEALED_LINES = `
  select s.chain, s.seq, s.tx, s.count, encode(s.hash, 'hex') as hash,
    e.n, e.chain as "eventChain", (extract(epoch from e.at) * 1000000)::bigint as at, e.actor, e.action, e.subject, e.reason,
    e.policy_version as "policyVersion", e.lines, encode(e.digest, 'hex') as digest, e.role, e.request, e.before, e.after
  from audit_seal s left join audit_event e on e.tx = s.tx order by s.chain, s.seq, e.n`;
const UNSEALED = `select e.chain, null as seq, e.tx, 'EVENT_UNSEALED' as code from audit_event e where not exists (select from audit_seal s where s.tx = e.tx) order by e.tx limit ${MOST_FAULTS}`;

/** What a check has found. */
export interface Verification {
  readonly intact: boolean;
  readonly chains: number;
  readonly events: number;
  readonly lines: number;
  readonly anchorLines: number;
  readonly lastAnchorAt: string | null;
  /** Events that no anchor covers yet. */
  readonly notAnchored: number;
  readonly anchorFault: Anchors['fault'];
  readonly faults: readonly ChainFault[];
  readonly seconds: number;
}

/** Checks a database against its anchors; `anchors` null: the chains alone. One picture of the database, a page of it in memory. */
export async function verifyAudit(databaseUrl: string, anchors: Anchors | null): Promise<Verification> {
  const began = process.hrtime.bigint();
  const client = new Client({ connectionString: databaseUrl, application_name: 'selection-verifier', options: '-c timezone=UTC -c search_path=public' });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    await client.query('set local cursor_tuple_fraction = 1');
    await client.query(`declare sealed no scroll cursor for ${SEALED_LINES}`);
    const check = new ChainCheck(anchors?.of ?? new Map());
    for (;;) {
      const { rows } = await client.query<SealedLine>(`fetch ${ROWS_AT_ONCE} from sealed`);
      for (const row of rows) check.add(row);
      if (rows.length < ROWS_AT_ONCE) break;
    }
    check.end();
    const { rows: unsealed } = await client.query<ChainFault>(UNSEALED);
    const faults = [...check.faults, ...unsealed].slice(0, MOST_FAULTS);
    return {
      intact: faults.length === 0 && !anchors?.fault,
      chains: check.chains, events: check.events, lines: check.lines,
      anchorLines: anchors?.lines ?? 0, lastAnchorAt: anchors?.lastAt ?? null, notAnchored: check.notAnchored, anchorFault: anchors?.fault ?? null,
      faults, seconds: Number(process.hrtime.bigint() - began) / 1e9,
    };
  } finally {
    await client.end();
  }
}

const SENTENCES: Readonly<Record<ChainFault['code'] | NonNullable<Anchors['fault']>['code'], string>> = {
  SEAL_MISSING: 'the seal is missing',
  EVENT_MISSING: 'the event under the seal is missing',
  LINES_DIFFER: 'the event has more or fewer lines than were sealed',
  EVENT_CHANGED: 'the event, its seal or their order is not what was sealed',
  ANCHOR_DIFFERS: 'the chain is not the one that was anchored here; it was rewritten before this seal',
  CHAIN_CUT: 'the chain ends before a seal that was anchored: its end was cut off or an older state restored',
  EVENT_UNSEALED: 'the event has no seal: it was not written by the service',
  ANCHOR_FORGED: 'the anchor is not signed by the key',
  ANCHOR_LINE_MISSING: 'the anchor does not follow the one before it: a line was removed or changed',
  ANCHOR_UNREADABLE: 'the anchor cannot be read',
};

/** What the command prints. */
export function printed({ intact, chains, events, lines, anchorLines, lastAnchorAt, notAnchored, anchorFault, faults, seconds }: Verification): string {
  const anchored = lastAnchorAt ? `${anchorLines} anchors, the last of ${lastAnchorAt}; ${notAnchored} events since` : 'no anchors: a cut end or a rewritten chain would not be seen';
  const found = [
    ...(anchorFault ? [`  anchor, line ${anchorFault.line}: ${SENTENCES[anchorFault.code]} (${anchorFault.code})`] : []),
    ...faults.map(({ chain, seq, tx, code, soundUpTo }) => `  chain ${chain}, ${seq === null ? 'no seal' : `seal ${seq}`}${tx === null ? '' : `, transaction ${tx}`}: ${SENTENCES[code]} (${code}${soundUpTo === undefined ? '' : `; as signed up to seal ${soundUpTo}`})`),
  ];
  return [`${intact ? 'Intact' : 'CHANGED'}: ${events} events of ${lines} lines in ${chains} chains, ${seconds.toFixed(1)} s`, `  ${anchored}`, ...found].map((line) => `${line}\n`).join('');
}

/** The key an installation signs with is only used to know its public half. */
function ownPublicKey(seed: string | undefined): KeyObject {
  const bytes = Buffer.from(seed ?? '', 'base64');
  if (bytes.length !== 32) throw new TypeError('no key');
  return createPublicKey(createPrivateKey({ key: Buffer.concat([PKCS8, bytes]), format: 'der', type: 'pkcs8' }));
}

type Environment = Readonly<Record<string, string | undefined>>;

async function main(args: readonly string[], { DATABASE_URL, ANCHOR_FILE, ANCHOR_KEY }: Environment): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { anchors: { type: 'string', default: ANCHOR_FILE || '.data/anchors.jsonl' }, key: { type: 'string' }, 'without-anchors': { type: 'boolean', default: false }, json: { type: 'boolean', default: false } },
  });
  if (!DATABASE_URL) throw new TypeError('no database');
  const key = values['without-anchors'] ? null : values.key === undefined ? ownPublicKey(ANCHOR_KEY) : publicKeyOf(values.key);
  const found = await verifyAudit(DATABASE_URL, key && (await readAnchors(values.anchors, key)));
  process.stdout.write(values.json ? `${JSON.stringify(found)}\n` : printed(found) + (key ? `  public key ${textOf(key)}\n` : ''));
  process.exitCode = found.intact ? 0 : CHANGED;
}

if (require.main === module) {
  main(process.argv.slice(2), process.env).catch((error: unknown) => {
    process.stderr.write(error instanceof TypeError ? USAGE : `${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = MISUSED;
  });
}
