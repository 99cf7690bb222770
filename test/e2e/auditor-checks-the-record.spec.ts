import { spawn } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { anchorKey } from '../../src/platform/audit/sign-anchor';
import { loadConfig } from '../../src/platform/config/config';
import { textOf } from '../../src/verifier/audit/read-anchors';
import { TestApi } from '../support/app';
import { openCampaign, type OpenCampaign } from '../support/campaign-story';
import { freshDatabase } from '../support/fresh-database';
import { testFiles } from '../support/test-run';

const PROGRAM = join(__dirname, '../../dist/src/verifier/audit/verify-audit.js');
const publicKey = (seed: Buffer): string => textOf(createPublicKey(anchorKey(seed)));

/** Whoever checks has the database, the file of anchors and the public key; he has no key of the service. */
describe('the record of a campaign, checked by an auditor', () => {
  const anchorFile = join(testFiles(), 'auditor', 'anchors.jsonl');
  let api: TestApi;
  let databaseUrl: string;
  let campaign: OpenCampaign;

  beforeAll(async () => {
    databaseUrl = (await freshDatabase('auditor')).url;
    api = await TestApi.start({ config: { ...loadConfig(), databaseUrl, anchorFile } });
    campaign = await openCampaign(api);
  });
  afterAll(() => api.close());

  async function check(...args: string[]): Promise<{ code: number | null; said: string }> {
    const child = spawn(process.execPath, [PROGRAM, ...args], { env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl, ANCHOR_FILE: anchorFile }, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit') as Promise<[number | null]>]);
    return { code, said: out + err };
  }
  const key = publicKey(loadConfig().anchorKey);
  const anchored = (): boolean => existsSync(anchorFile) && readFileSync(anchorFile, 'utf8').includes(campaign.id);

  it('was anchored when the policy was published, without waiting for the time', async () => {
    while (!anchored()) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(readFileSync(anchorFile, 'utf8')).toMatch(/^\{"at":"[-0-9T:.]+Z","chains":\[\["[0-9a-f-]{36}",\d+,\d+,"[0-9a-f]{64}"\]/);
  });

  it('is intact, by the public key alone', async () => {
    expect(await check('--key', key)).toEqual({ code: 0, said: expect.stringMatching(new RegExp(`^Intact: \\d+ events of \\d+ lines in 2 chains.*\\n.* anchors, the last of .*\\n  public key ${key.replace(/[+/]/g, '\\$&')}\\n$`)) });
  });

  it('is not what another key has signed, and is not believed without anchors', async () => {
    expect(await check('--key', publicKey(Buffer.alloc(32, 'other')))).toEqual({ code: 1, said: expect.stringContaining('ANCHOR_FORGED') });
    expect((await check('--key', key, '--anchors', `${anchorFile}.gone`)).code).toBe(2);
    expect(await check('--without-anchors')).toEqual({ code: 0, said: expect.stringContaining('no anchors: a cut end or a rewritten chain would not be seen') });
    expect(await check()).toEqual({ code: 2, said: expect.stringContaining('verify audit [--anchors <file>]') });
  });

  it('tells where it was changed', async () => {
    const [event] = await api.sql<{ tx: number; seq: number }>(`select tx, seq from audit_event join audit_seal s using (tx) where action = 'policy.published' and s.chain = $1`, [campaign.id]);
    await api.sql(`update audit_event set actor = gen_random_uuid() where tx = $1`, [event!.tx]);
    expect(await check('--key', key)).toEqual({ code: 1, said: expect.stringContaining(`chain ${campaign.id}, seal ${event!.seq}, transaction ${event!.tx}: the event, its seal or their order is not what was sealed (EVENT_CHANGED)`) });
  });
});
