import { SYSTEM } from '../../../../src/platform/caller';
import { type Config, loadConfig } from '../../../../src/platform/config/config';
import { CipherRefused, FieldCipher } from '../../../../src/platform/crypto/field-cipher';
import { KeyRotation } from '../../../../src/platform/crypto/key-rotation.service';
import { Database } from '../../../../src/platform/database/database.service';
import { type AsAccount, TestApi } from '../../../support/app';
import { freshDatabase } from '../../../support/fresh-database';
import { freshSnils, nomination, openCampaign, type OpenCampaign } from '../../../support/campaign-story';

const first = loadConfig();
const NEXT = Buffer.alloc(32, 'the next master key');
/** The steps of a rotation: everybody knows the next key; it wraps; the first one is thrown away. */
const KNOWN: Config = { ...first, otherMasterKeys: new Map([[2, NEXT]]) };
const SWAPPED: Config = { ...first, masterKey: NEXT, masterKeyVersion: 2, otherMasterKeys: new Map([[1, first.masterKey]]) };
const AFTER: Config = { ...first, masterKey: NEXT, masterKeyVersion: 2, otherMasterKeys: new Map() };
const PEOPLE = 600;
const LANES = 6;

interface Person {
  readonly candidacyId: string;
  readonly snils: string;
}

/** Of its own: in that of the other specs people stand whose keys open nothing. */
let databaseUrl: string;
let old: TestApi;
let fresh: TestApi;
let campaign: OpenCampaign;
let people: Person[];
beforeAll(async () => {
  databaseUrl = (await freshDatabase('rotation')).url;
  old = await TestApi.start({ config: { ...KNOWN, databaseUrl } });
  fresh = await TestApi.start({ config: { ...SWAPPED, databaseUrl } });
  campaign = await openCampaign(old);
  people = await enter(old.as(campaign.nominators['36']!.token), PEOPLE);
});
afterAll(async () => {
  await old.close();
  await fresh.close();
});

async function enter(as: AsAccount, count: number): Promise<Person[]> {
  const { nominatorId } = campaign.nominators['36']!;
  const entered: Person[] = [];
  for (let left = count; left > 0; left -= 200) {
    const snils = Array.from({ length: Math.min(200, left) }, () => freshSnils());
    const { status, body } = await as.post<{ items: { candidacyId: string }[] }>(`${campaign.path}/nominations/bulk`, { items: snils.map((number) => nomination(nominatorId, {}, { snils: number, email: `k${number}@example.org` })) });
    expect(status).toBe(201);
    entered.push(...body.items.map(({ candidacyId }, i) => ({ candidacyId, snils: snils[i]! })));
  }
  return entered;
}

const isReadable = async (api: TestApi, { candidacyId, snils }: Person): Promise<boolean> => {
  const officer = api.as((campaign.officer as unknown as { token: string }).token);
  const prepared = await officer.post<{ id: string }>(`${campaign.path}/candidacies/${candidacyId}/subject-exports`, { askedOn: '2026-03-10' });
  return prepared.status === 201 && snils.length === 11;
};
const versions = async (): Promise<Record<string, number>> =>
  Object.fromEntries((await old.sql<{ v: number; n: number }>(`select key_version as v, count(*)::int as n from person where data_key is not null and octet_length(data_key) > 0 group by 1`)).map(({ v, n }) => [v, n]));

describe('rotation of the master key under load', () => {
  it('makes no error for whoever reads and writes meanwhile, through processes of both configurations; then the first key is not needed', async () => {
    await old.sql(`delete from person p where octet_length(data_key) = 0 and not exists (select from member m where m.person_id = p.id)`);
    await old.sql(`update person set key_version = 2 where octet_length(data_key) = 0`); // rows of other tests that have no key to wrap
    let stop = false;
    const seen = { reads: 0, writes: 0, errors: 0 };
    const written: Person[] = [];
    const lanes = Array.from({ length: LANES }, async (_, lane) => {
      const api = lane % 2 ? old : fresh;
      for (let i = lane; !stop; i += LANES) {
        if (i % 5 === 0) {
          const more = await enter(fresh.as(campaign.nominators['36']!.token), 2).catch(() => (seen.errors++, []));
          written.push(...more);
          seen.writes += more.length;
        } else if (await isReadable(api, people[(i * 37) % people.length]!)) seen.reads++;
        else seen.errors++;
      }
    });
    const rotation = new KeyRotation(fresh.app.get(Database), new FieldCipher(SWAPPED));
    const began = Date.now();
    const rotated = await rotation.rotate(SYSTEM);
    const took = Date.now() - began;
    for (const wanted = seen.reads + 30; seen.reads < wanted && !seen.errors; ) await isReadable(fresh, people[0]!).then(() => undefined);
    stop = true;
    await Promise.all(lanes);
    process.stdout.write(`rotation under load: ${rotated.person} keys of persons in ${took} ms, ${seen.reads} reads and ${seen.writes} writes beside it, ${seen.errors} errors\n`);
    expect(seen.errors).toBe(0);
    expect(seen.writes).toBeGreaterThan(0);
    expect(rotated.person).toBeGreaterThanOrEqual(PEOPLE);
    expect(Object.keys(await versions())).toEqual(['2']);

    const after = await TestApi.start({ config: { ...AFTER, databaseUrl } });
    try {
      for (const person of [...people.slice(0, 20), ...written.slice(0, 20)]) expect(await isReadable(after, person)).toBe(true);
    } finally {
      await after.close();
    }
    const [row] = await old.sql<{ id: string; data_key: Buffer; key_version: number }>(`select id, data_key, key_version from person where key_version = 2 and octet_length(data_key) > 0 limit 1`);
    const place = { table: 'person', column: 'data_key', rowId: row!.id };
    expect(() => new FieldCipher(first).openKey(place, row!.data_key, row!.key_version)).toThrow(CipherRefused);
    expect(() => new FieldCipher(first).openKey(place, row!.data_key, 1)).toThrow(CipherRefused);
  }, 120_000);

  it('goes on where it was stopped, finds nothing the second time, and says who did it', async () => {
    const back = new KeyRotation(old.app.get(Database), new FieldCipher(KNOWN));
    await old.sql(`update person set key_version = 1 where octet_length(data_key) = 0`);
    const stopped = new FieldCipher(KNOWN);
    let left = 250;
    jest.spyOn(stopped, 'rewrap').mockImplementation((...args) => {
      if (left-- === 0) throw new Error('the process dies');
      return FieldCipher.prototype.rewrap.apply(new FieldCipher(KNOWN), args);
    });
    await expect(new KeyRotation(old.app.get(Database), stopped).rotate()).rejects.toThrow('the process dies');
    expect(Object.keys(await versions())).toEqual(['1', '2']);
    expect((await back.rotate()).person).toBeGreaterThan(0);
    expect(Object.keys(await versions())).toEqual(['1']);
    expect((await back.rotate()).person).toBe(0);
    expect(await old.sql(`select actor from audit_event where action = 'keys.rotated' order by tx desc limit 1`)).toEqual([{ actor: SYSTEM.actor.id }]);
  }, 60_000);
});
