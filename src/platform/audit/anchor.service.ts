import type { KeyObject } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { SYSTEM } from '../caller';
import { CONFIG, type Config } from '../config/config';
import { Database } from '../database/database.service';
import type { Tx } from '../database/tx';
import { traceOf } from '../trace-of';
import { anchorKey, type ChainHead, hashOfLine, signAnchor } from './sign-anchor';

/** At least every 15 minutes are promised; a failure is tried again within them. */
const EVERY_MS = 10 * 60_000;
const AGAIN_MS = 60_000;
/** What has been let out cannot be taken back, so it is anchored at once. */
const PUBLICATION = /\.published$/;
const NOTHING_BEFORE = '0'.repeat(64);
/** More than the longest line: a chain takes some 130 bytes. */
const TAIL_BYTES = 4 * 1_048_576;
const LINE_FEED = 10;

/**
 * Signs the ends of the chains into a file outside the database: at the start, every ten minutes, after each publication.
 * Whoever owns the database can rewrite all of it, and then cannot make it agree with what was signed before.
 */
@Injectable()
export class AnchorService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('anchor');
  private readonly key: KeyObject;
  private readonly file: string;
  /** The seal of each chain that was anchored last, as far as this process knows. */
  private readonly anchored = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private asked = false;
  private running: Promise<void> | null = null;

  constructor(private readonly database: Database, @Inject(CONFIG) config: Pick<Config, 'anchorKey' | 'anchorFile'>) {
    this.key = anchorKey(config.anchorKey);
    this.file = config.anchorFile;
  }

  onApplicationBootstrap(): void {
    this.database.onCommit(({ lines }) => {
      if (lines.some(({ action }) => PUBLICATION.test(action))) this.ask();
    });
    this.ask();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Resolves when everything sealed before the call is anchored, or trying has failed. */
  async settled(): Promise<void> {
    this.ask();
    while (this.running) await this.running;
  }

  /** Publications close together share an anchor. */
  private ask(): void {
    this.asked = true;
    if (this.stopped || this.running) return;
    this.running = this.turn().finally(() => (this.running = null));
  }

  private async turn(): Promise<void> {
    clearTimeout(this.timer);
    let next = EVERY_MS;
    while (this.asked && !this.stopped) {
      this.asked = false;
      try {
        await this.anchor();
      } catch (error) {
        this.log.error({ ...traceOf(error), what: 'the chains could not be anchored' });
        next = AGAIN_MS;
      }
    }
    if (!this.stopped) this.timer = setTimeout(() => this.ask(), next).unref();
  }

  /** One process at a time reads the heads and appends: lines of one file must follow each other. */
  private async anchor(): Promise<void> {
    await this.database.transact(SYSTEM, async (tx) => {
      await tx.query(`select pg_advisory_xact_lock(hashtextextended('anchor', 5))`);
      const heads = (await headsOf(tx)).filter(({ chain, seq }) => this.anchored.get(chain) !== seq);
      if (!heads.length) return;
      const [{ at } = { at: '' }] = await tx.query<{ at: string }>(`select to_char(clock_timestamp(), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`);
      await appendLine(this.file, (previous) => signAnchor(this.key, { at, heads, previous }));
      for (const { chain, seq } of heads) this.anchored.set(chain, seq);
    });
  }
}

function headsOf(tx: Tx): Promise<ChainHead[]> {
  return tx.query<ChainHead>(
    `select chain, seq, h.count, s.hash from (select chain, max(seq) as seq, sum(count)::bigint as count from audit_seal group by chain) h
     join audit_seal s using (chain, seq) order by chain`,
  );
}

/** Appends a line and waits until the disk has it. A line that a crash has left half stays as it is, on a line of its own. */
async function appendLine(file: string, write: (previous: string) => string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(file, 'a+', 0o640);
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, TAIL_BYTES);
    const { buffer } = await handle.read({ buffer: Buffer.alloc(length), position: size - length });
    const isWhole = length === 0 || buffer[length - 1] === LINE_FEED;
    const last = buffer.toString('utf8').replace(/\n$/, '').split('\n').at(-1);
    await handle.appendFile(`${isWhole ? '' : '\n'}${write(last ? hashOfLine(last) : NOTHING_BEFORE)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
