import { Client } from 'pg';
import { AnchorService } from '../../src/platform/audit/anchor.service';
import { createDataSource } from '../../src/platform/database/data-source';
import { Database } from '../../src/platform/database/database.service';
import { NO_CAMPAIGN } from '../../src/platform/database/tx';
import { newId } from '../../src/platform/new-id';
import { freshDatabase } from './fresh-database';
import { testDatabase } from './test-run';

const WRITERS = 8;
/** Every tenth transaction is about no campaign, every fifth has a second line. */
const ELSEWHERE = 10;
const TWO_LINES = 5;
export const ANCHOR_KEY = Buffer.alloc(32, 'honest');

/** A record as the service writes it, in a database of its own: one campaign, eight writers at once, an anchor after each quarter. */
export class HonestLog {
  readonly chain = newId();
  private constructor(readonly name: string, readonly url: string, private readonly anchorFile: string) {}

  static async begin(name: string, anchorFile: string): Promise<HonestLog> {
    const database = await freshDatabase(name);
    return new HonestLog(database.name, database.url, anchorFile);
  }

  /** Writes so many events and anchors the chains. Leaves no connection open, so that the database can be cloned. */
  async write(events: number): Promise<void> {
    const source = await createDataSource({ databaseUrl: this.url, databasePool: WRITERS + 1 }, 'test').initialize();
    const database = new Database(source);
    let left = events;
    const writer = async (): Promise<void> => {
      const caller = { actor: { kind: 'account', id: newId() }, role: 'officer', requestId: newId() } as const;
      while (left-- > 0) {
        const [chain, lines] = [left % ELSEWHERE ? this.chain : NO_CAMPAIGN, left % TWO_LINES ? 1 : 2];
        await database.transact(caller, async (tx) => {
          for (let n = 0; n < lines; n++) await tx.audit({ action: 'test.done', chain, subject: newId(), reason: 'OWN_WISH', policyVersion: 1, digest: Buffer.alloc(32, n), before: '1', after: '2' });
        });
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, writer));
    const anchors = new AnchorService(database, { anchorKey: ANCHOR_KEY, anchorFile: this.anchorFile });
    await anchors.settled();
    await anchors.beforeApplicationShutdown();
    await source.destroy();
  }

  /** The same database once more, and a superuser's hands in it. */
  async clone(part: string, tampering: readonly string[] = []): Promise<string> {
    const { name, url } = testDatabase(part);
    await perform(process.env.DATABASE_URL!, [`create database ${name} template ${this.name} strategy file_copy`]);
    await perform(url, tampering);
    return url;
  }
}

export async function drop(part: string): Promise<void> {
  await perform(process.env.DATABASE_URL!, [`drop database ${testDatabase(part).name}`]);
}

async function perform(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
