import { WORKER } from '../../../../src/platform/caller';
import { loadConfig } from '../../../../src/platform/config/config';
import { Database } from '../../../../src/platform/database/database.service';
import { CipherRefused, type DataKey, FieldCipher } from '../../../../src/platform/crypto/field-cipher';
import { TestApi } from '../../../support/app';
import { freshSnils, nomination, openCampaign } from '../../../support/campaign-story';

interface Row {
  readonly id: string;
  readonly snils_index: Buffer;
  readonly snils_cipher: Buffer;
  readonly contacts_cipher: Buffer;
  readonly data_key: Buffer;
  readonly key_version: number;
}

const config = loadConfig();
const cipher = new FieldCipher(config);
const snils = [freshSnils(), freshSnils()];

let api: TestApi;
let rows: Row[];
beforeAll(async () => {
  api = await TestApi.start();
  const campaign = await openCampaign(api);
  const { api: nominator, nominatorId } = campaign.nominators['36']!;
  const items = snils.map((number, i) => nomination(nominatorId, {}, { snils: number, phone: '+7 900 000-00-00', email: `person${i}@example.org` }));
  await nominator.post(`${campaign.path}/nominations/bulk`, { items });
  rows = await api.sql<Row>(`select p.* from person p where snils_index = any($1) order by array_position($1, snils_index)`, [snils.map((number) => cipher.blindIndex(number))]);
});
afterAll(() => api.close());

const keyOf = ({ id, data_key, key_version }: Row, with_ = cipher): DataKey => with_.openKey({ table: 'person', column: 'data_key', rowId: id }, data_key, key_version);
const open = (row: Row, column: 'snils_cipher' | 'contacts_cipher', key: DataKey, rowId = row.id): string => cipher.open(key, { table: 'person', column, rowId }, row[column]);

describe('СНИЛС and contacts', () => {
  it('are read back under the master key, of the person they belong to', () => {
    expect(rows.map((row) => open(row, 'snils_cipher', keyOf(row)))).toEqual(snils);
    expect(JSON.parse(open(rows[1]!, 'contacts_cipher', keyOf(rows[1]!)))).toEqual({ phone: '+7 900 000-00-00', email: 'person1@example.org' });
  });

  it('open in no other row and no other column', () => {
    const [first, second] = rows as [Row, Row];
    expect(() => open({ ...second, snils_cipher: first.snils_cipher }, 'snils_cipher', keyOf(second))).toThrow(CipherRefused);
    expect(() => open({ ...second, snils_cipher: first.snils_cipher }, 'snils_cipher', keyOf(first))).toThrow(CipherRefused);
    expect(() => open({ ...first, contacts_cipher: first.snils_cipher }, 'contacts_cipher', keyOf(first))).toThrow(CipherRefused);
    expect(() => keyOf({ ...second, data_key: first.data_key })).toThrow(CipherRefused);
  });

  it('open under no other master key', () => {
    const stranger = new FieldCipher({ ...config, masterKey: Buffer.alloc(32, 7) });
    expect(() => keyOf(rows[0]!, stranger)).toThrow(CipherRefused);
  });

  it('stand nowhere in the open', async () => {
    const tables = await api.sql<{ name: string }>(`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`);
    const secrets = [...snils, 'person1@example.org'];
    for (const { name } of tables) {
      const hits = await api.sql(`select from "${name}" t where to_jsonb(t)::text ~ $1`, [secrets.join('|')]);
      expect({ name, hits: hits.length }).toEqual({ name, hits: 0 });
    }
  });
});

describe('the worker\'s role', () => {
  it.each([
    ['СНИЛС', 'select snils_cipher from person'],
    ['the index of СНИЛС', 'select snils_index from person'],
    ['the index of names', 'select name_index from person'],
    ['entries of imported lists', 'select name_index from list_entry'],
    ['contacts', 'select contacts_cipher from person'],
    ['data keys', 'select data_key from person'],
    ['names', 'select family_name from person'],
    ['accounts', 'select id from account'],
    ['grants', 'select id from access_grant'],
    ['stored answers', 'select answer from idempotent_answer'],
    ['places', 'select used from nomination_quota'],
  ])('does not read %s', async (_, statement) => {
    await expect(asWorker(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it('reads what rules need', async () => {
    expect(await asWorker('select birth_date, sex from person where id = $1', [rows[0]!.id])).toEqual([{ birth_date: '1980-05-20', sex: 'female' }]);
  });

  function asWorker(statement: string, params: unknown[] = []): Promise<unknown[]> {
    return api.app.get(Database).transact(WORKER, (tx) => tx.query(statement, params));
  }
});
