import { appendFileSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPublicKey } from 'node:crypto';
import { Client } from 'pg';
import { anchorKey } from '../../../src/platform/audit/sign-anchor';
import { readAnchors } from '../../../src/verifier/audit/read-anchors';
import { printed, type Verification, verifyAudit } from '../../../src/verifier/audit/verify-audit';
import { ANCHOR_KEY, drop, HonestLog } from '../../support/honest-log';
import { testFiles } from '../../support/test-run';

/** TAMPER_EVENTS=100000 npm test -- test/integration/verifier/tampering: the figure of the promise. */
const EVENTS = Number(process.env.TAMPER_EVENTS ?? 2_000);
const PATIENCE_MS = 60_000 + EVENTS * 10;

const publicKey = createPublicKey(anchorKey(ANCHOR_KEY));
const anchorFile = join(testFiles(), 'tampering.jsonl');

describe('the record of what happened', () => {
  let log: HonestLog;
  let honest: Verification;
  /** Seals of the campaign's chain after each quarter. */
  const quarters: number[] = [];
  let k = 0;

  beforeAll(async () => {
    mkdirSync(testFiles(), { recursive: true });
    log = await HonestLog.begin('honest', anchorFile);
    for (let quarter = 1; quarter <= 4; quarter++) {
      await log.write(EVENTS / 4);
      quarters.push(await headOf(log.url, log.chain));
      if (quarter === 3) await log.clone('yesterday');
    }
    k = quarters[1]! + 7; // behind the second anchor, before the third
    honest = await verifyAudit(log.url, await readAnchors(anchorFile, publicKey));
  }, PATIENCE_MS);

  it('is intact as eight writers have left it, and is checked in time', () => {
    expect(honest).toMatchObject({ intact: true, chains: 2, events: EVENTS, faults: [], anchorFault: null, anchorLines: 4, notAnchored: 0 });
    expect(honest.seconds).toBeLessThan(30);
    if (process.env.TAMPER_EVENTS) process.stderr.write(printed(honest));
  });

  const at = (seq: number): string => `(select tx from audit_seal where chain = '${log.chain}' and seq = ${seq})`;
  const swapped = (a: number, b: number): string[] => [
    `create temp table two as select ${at(a)} as a, ${at(b)} as b`,
    `update audit_event set tx = -1 where tx = (select a from two)`, `update audit_event set tx = (select a from two) where tx = (select b from two)`, `update audit_event set tx = (select b from two) where tx = -1`,
  ];
  const rehashed = (from: number): string => `do $$ declare s record; before bytea := (select hash from audit_seal where chain = '${log.chain}' and seq = ${from - 1}); begin
    for s in select seq, tx from audit_seal where chain = '${log.chain}' and seq >= ${from} order by seq loop
      update audit_seal set hash = sha256(before || (select sha256(string_agg(audit_content(e), ''::bytea order by e.n)) from audit_event e where e.tx = s.tx))
      where chain = '${log.chain}' and seq = s.seq returning hash into before;
    end loop; end $$`;
  const forged = `insert into audit_event (tx, chain, actor, action) values (nextval('audit_tx'), '${'0'.repeat(8)}-0000-0000-0000-${'0'.repeat(12)}', gen_random_uuid(), 'test.done')`;

  it.each<[string, () => string[], () => object]>([
    ['a changed payload', () => [`update audit_event set digest = sha256('x') where tx = ${at(k)}`], () => ({ code: 'EVENT_CHANGED', seq: k })],
    ['another actor', () => [`update audit_event set actor = gen_random_uuid() where tx = ${at(k)}`], () => ({ code: 'EVENT_CHANGED', seq: k })],
    ['a time moved by a microsecond', () => [`update audit_event set at = at + interval '1 microsecond' where tx = ${at(k)}`], () => ({ code: 'EVENT_CHANGED', seq: k })],
    ['an event taken out of the middle', () => [`delete from audit_event where tx = ${at(k)}`, `delete from audit_seal where chain = '${log.chain}' and seq = ${k}`], () => ({ code: 'SEAL_MISSING', seq: k })],
    ['the last ten cut off', () => [
      `delete from audit_event where tx in (select tx from audit_seal where chain = '${log.chain}' and seq > ${quarters[3]! - 10})`, `delete from audit_seal where chain = '${log.chain}' and seq > ${quarters[3]! - 10}`,
    ], () => ({ code: 'CHAIN_CUT', seq: quarters[3]! - 9, soundUpTo: quarters[2] })],
    ['everything truncated', () => ['truncate audit_event', 'truncate audit_seal'], () => ({ code: 'CHAIN_CUT', seq: 1, soundUpTo: 0 })],
    ['two swapped', () => swapped(k, k + 1), () => ({ code: expect.stringMatching(/^(EVENT_CHANGED|LINES_DIFFER)$/), seq: k })], // one of them may have a line more
    ['a forged event', () => ['alter table audit_event disable trigger all', forged, 'alter table audit_event enable trigger all'], () => ({ code: 'EVENT_UNSEALED', seq: null })],
    ['a change hashed anew to the end', () => [`update audit_event set reason = 'OTHER' where tx = ${at(k)}`, rehashed(k)], () => ({ code: 'ANCHOR_DIFFERS', seq: quarters[2], soundUpTo: quarters[1] })],
    ['one seal dropped', () => [`delete from audit_seal where chain = '${log.chain}' and seq = ${k}`], () => ({ code: 'SEAL_MISSING', seq: k })],
    ['an edit behind a switched-off trigger', () => ['alter table audit_event disable trigger all', `update audit_event set role = 'auditor' where tx = ${at(k)}`, 'alter table audit_event enable trigger all'], () => ({ code: 'EVENT_CHANGED', seq: k })],
    ['a line added to a sealed event', () => [`insert into audit_event (tx, n, chain, actor, action) select tx, 9, chain, actor, action from audit_event where tx = ${at(k)} and n = 0`], () => ({ code: 'LINES_DIFFER', seq: k })],
    ['a request added to an event', () => [`update audit_event set request = 'another' where tx = ${at(k)}`], () => ({ code: 'EVENT_CHANGED', seq: k })],
    ['an event deleted from under its seal', () => [`delete from audit_event where tx = ${at(k)}`], () => ({ code: 'EVENT_MISSING', seq: k })],
  ])('shows %s, at the right seal', async (_, tampering, fault) => {
    const url = await log.clone('tampered', tampering());
    const found = await verifyAudit(url, await readAnchors(anchorFile, publicKey));
    await drop('tampered');
    expect(found.intact).toBe(false);
    const wanted = fault() as { code: unknown; seq: number | null };
    expect(found.faults.find(({ chain }) => chain === log.chain || wanted.code === 'EVENT_UNSEALED')).toMatchObject(wanted);
  }, PATIENCE_MS);

  it('shows that yesterday’s dump was restored', async () => {
    const { url } = { url: log.url.replace(/_honest$/, '_yesterday') };
    const found = await verifyAudit(url, await readAnchors(anchorFile, publicKey));
    expect(found.faults.find(({ chain }) => chain === log.chain)).toMatchObject({ code: 'CHAIN_CUT', seq: quarters[2]! + 1, soundUpTo: quarters[2] });
    expect(await verifyAudit(url, null)).toMatchObject({ intact: true }); // the chain alone does not
  }, PATIENCE_MS);

  it('needs the anchors for a rewritten chain and for a cut end', async () => {
    const rewritten = await log.clone('rewritten', [`update audit_event set reason = 'OTHER' where tx = ${at(k)}`, rehashed(k)]);
    expect(await verifyAudit(rewritten, null)).toMatchObject({ intact: true });
    await drop('rewritten');
    const truncated = await log.clone('truncated', ['truncate audit_event', 'truncate audit_seal']);
    expect(await verifyAudit(truncated, null)).toMatchObject({ intact: true, events: 0 });
    await drop('truncated');
  }, PATIENCE_MS);

  describe('and its anchors', () => {
    const changed = (change: (lines: string[]) => string[]): string => {
      const file = join(testFiles(), 'changed.jsonl');
      writeFileSync(file, change(readFileSync(anchorFile, 'utf8').trimEnd().split('\n')).map((line) => `${line}\n`).join(''));
      return file;
    };

    it.each<[string, (lines: string[]) => string[], object | null]>([
      ['as they are', (lines) => lines, null],
      ['with a number changed', (lines) => lines.with(1, lines[1]!.replace(/",(\d+),/, '",1$1,')), { line: 2, code: 'ANCHOR_FORGED' }],
      ['with a line taken out', (lines) => lines.toSpliced(1, 1), { line: 2, code: 'ANCHOR_LINE_MISSING' }],
      ['with a line made unreadable', (lines) => lines.with(1, 'x'), { line: 3, code: 'ANCHOR_LINE_MISSING' }],
      ['with the last line half', (lines) => lines.with(3, lines[3]!.slice(0, 50)), { line: 4, code: 'ANCHOR_UNREADABLE' }],
    ])('%s', async (_, change, fault) => {
      expect((await readAnchors(changed(change), publicKey)).fault).toEqual(fault);
    });

    it('are refused under another key', async () => {
      expect((await readAnchors(anchorFile, createPublicKey(anchorKey(Buffer.alloc(32, 'other'))))).fault).toEqual({ line: 1, code: 'ANCHOR_FORGED' });
    });

    it('go on after a crash has left half a line', async () => {
      const file = join(testFiles(), 'crashed.jsonl');
      if (!existsSync(file)) copyFileSync(anchorFile, file);
      appendFileSync(file, '{"at":"2026-');
      const after = await HonestLog.begin('crashed', file);
      await after.write(4);
      expect(await readAnchors(file, publicKey)).toMatchObject({ fault: null, lines: 6 });
    });
  });
});

async function headOf(url: string, chain: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ seq: string }>('select max(seq) as seq from audit_seal where chain = $1', [chain]);
  await client.end();
  return Number(rows[0]!.seq);
}
