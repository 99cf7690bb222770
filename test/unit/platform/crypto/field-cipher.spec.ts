import { CipherRefused, FieldCipher, type Place } from '../../../../src/platform/crypto/field-cipher';

const MASTER = Buffer.alloc(32, 1);
const INDEX = Buffer.alloc(32, 2);
const KEY_PLACE: Place = { table: 'person', column: 'data_key', rowId: 'a' };
const SNILS: Place = { table: 'person', column: 'snils_cipher', rowId: 'a' };

const cipher = new FieldCipher({ masterKey: MASTER, indexKey: INDEX });
const key = cipher.createKey(KEY_PLACE);
const sealed = cipher.seal(key, SNILS, '112-233-445 95');

describe('field cipher', () => {
  it('opens what it sealed, also after the key was unwrapped again', () => {
    expect(cipher.open(cipher.openKey(KEY_PLACE, key.wrapped, key.version), SNILS, sealed)).toBe('112-233-445 95');
    expect(cipher.open(key, SNILS, cipher.seal(key, SNILS, ''))).toBe('');
  });

  it.each([
    ['another row', { ...SNILS, rowId: 'b' }],
    ['another column', { ...SNILS, column: 'contacts_cipher' }],
    ['another table', { ...SNILS, table: 'member' }],
  ])('does not open in %s', (_, place) => {
    expect(() => cipher.open(key, place, sealed)).toThrow(CipherRefused);
  });

  it('opens with no other person\'s key', () => {
    expect(() => cipher.open(cipher.createKey(KEY_PLACE), SNILS, sealed)).toThrow(CipherRefused);
  });

  it('does not unwrap a key in another row, under another master key or of another version', () => {
    const stranger = new FieldCipher({ masterKey: Buffer.alloc(32, 3), indexKey: INDEX });
    expect(() => cipher.openKey({ ...KEY_PLACE, rowId: 'b' }, key.wrapped, key.version)).toThrow(CipherRefused);
    expect(() => stranger.openKey(KEY_PLACE, key.wrapped, key.version)).toThrow(CipherRefused);
    expect(() => cipher.openKey(KEY_PLACE, key.wrapped, 2)).toThrow(CipherRefused);
  });

  it('opens under any configured master key, and what a rewrapped key sealed stays as it was', () => {
    const next = Buffer.alloc(32, 5);
    const during = new FieldCipher({ masterKey: next, masterKeyVersion: 2, otherMasterKeys: new Map([[1, MASTER]]), indexKey: INDEX });
    const after = new FieldCipher({ masterKey: next, masterKeyVersion: 2, indexKey: INDEX });
    expect(during.open(during.openKey(KEY_PLACE, key.wrapped, 1), SNILS, sealed)).toBe('112-233-445 95');
    const rewrapped = during.rewrap(KEY_PLACE, key.wrapped, 1);
    expect(rewrapped).toMatchObject({ key: key.key, version: 2 });
    expect(after.open(after.openKey(KEY_PLACE, rewrapped.wrapped, 2), SNILS, sealed)).toBe('112-233-445 95');
    expect(() => after.openKey(KEY_PLACE, key.wrapped, 1)).toThrow(CipherRefused);
    expect(() => after.openKey(KEY_PLACE, key.wrapped, 2)).toThrow(CipherRefused); // the version is bound to
    expect(() => cipher.openKey(KEY_PLACE, rewrapped.wrapped, 2)).toThrow(CipherRefused);
  });

  it('notices every changed byte and every shortening', () => {
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(() => cipher.open(key, SNILS, changed)).toThrow(CipherRefused);
      expect(() => cipher.open(key, SNILS, sealed.subarray(0, at))).toThrow(CipherRefused);
    }
  });

  it('seals one text twice into two values, so that equal fields do not look equal', () => {
    expect(cipher.seal(key, SNILS, '112-233-445 95')).not.toEqual(sealed);
  });

  it('wraps keys of 32 bytes and never in the open', () => {
    expect(key.key).toHaveLength(32);
    expect(key.wrapped.includes(key.key)).toBe(false);
    expect(cipher.createKey(KEY_PLACE).key).not.toEqual(key.key);
  });
});

describe('blind index', () => {
  it('is equal for equal values under one key, and only there', () => {
    const other = new FieldCipher({ masterKey: MASTER, indexKey: Buffer.alloc(32, 4) });
    expect(cipher.blindIndex('11223344595')).toEqual(new FieldCipher({ masterKey: Buffer.alloc(32, 9), indexKey: INDEX }).blindIndex('11223344595'));
    expect(cipher.blindIndex('11223344595')).not.toEqual(cipher.blindIndex('11223344596'));
    expect(other.blindIndex('11223344595')).not.toEqual(cipher.blindIndex('11223344595'));
  });
});
