import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config';

/** Where a ciphertext belongs. It opens nowhere else, so nobody can move it to another person or field. */
export interface Place {
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
}

/** The data key of one person: open in memory, wrapped in the row. */
export interface DataKey {
  readonly key: Buffer;
  readonly wrapped: Buffer;
  /** Which master key wrapped it. */
  readonly version: number;
}

/** A ciphertext that this key does not open here: another key, another place, or changed bytes. Says no more. */
export class CipherRefused extends Error {
  constructor() {
    super('the ciphertext does not open with this key in this place');
    this.name = 'CipherRefused';
  }
}

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
/** 96 random bits (NIST SP 800-38D, 8.2.2); a data key seals a handful of fields, far below the limit of one key. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const FIRST_MASTER_KEY = 1;
/** What fields are bound to instead of a master key's version: they are sealed under the data key, which a rotation wraps anew and never changes. */
const UNDER_DATA_KEY = 1;

/**
 * Encrypts single fields of a person's row. Each person has a data key of his own, wrapped by the configured master key:
 * to destroy that key is to erase the fields. A ciphertext is nonce, sealed text and tag in one value.
 */
@Injectable()
export class FieldCipher {
  /** Of the master key that wraps. */
  readonly version: number;
  private readonly masterKeys: ReadonlyMap<number, Buffer>;
  private readonly indexKey: Buffer;

  constructor(@Inject(CONFIG) config: Pick<Config, 'masterKey' | 'indexKey'> & Partial<Pick<Config, 'masterKeyVersion' | 'otherMasterKeys'>>) {
    this.version = config.masterKeyVersion ?? FIRST_MASTER_KEY;
    this.masterKeys = new Map([...(config.otherMasterKeys ?? []), [this.version, config.masterKey]]);
    this.indexKey = config.indexKey;
  }

  /** A new data key; `place` is the field that keeps it wrapped. */
  createKey(place: Place): DataKey {
    return this.wrap(place, randomBytes(KEY_BYTES));
  }

  /** The data key that was wrapped into the place, by whichever master key is configured. Throws `CipherRefused`. */
  openKey(place: Place, wrapped: Buffer, version: number): DataKey {
    const masterKey = this.masterKeys.get(version);
    if (!masterKey) throw new CipherRefused();
    return { key: open(masterKey, place, version, wrapped), wrapped, version };
  }

  /** The same data key under the master key that wraps now: what was sealed with it stays as it is. Throws `CipherRefused`. */
  rewrap(place: Place, wrapped: Buffer, version: number): DataKey {
    return this.wrap(place, this.openKey(place, wrapped, version).key);
  }

  seal({ key }: DataKey, place: Place, text: string): Buffer {
    return seal(key, place, UNDER_DATA_KEY, Buffer.from(text, 'utf8'));
  }

  /** The text that was sealed for the place. Throws `CipherRefused`. */
  open({ key }: DataKey, place: Place, sealed: Buffer): string {
    return open(key, place, UNDER_DATA_KEY, sealed).toString('utf8');
  }

  /**
   * Finds equal values without telling them: HMAC-SHA-256 under a key of its own. СНИЛС has 10⁹ values, so a hash
   * without a key would be turned back in minutes. `normalised`: one spelling a value.
   */
  blindIndex(normalised: string): Buffer {
    return createHmac('sha256', this.indexKey).update(normalised, 'utf8').digest();
  }

  private wrap(place: Place, key: Buffer): DataKey {
    return { key, wrapped: seal(this.masterKeys.get(this.version)!, place, this.version, key), version: this.version };
  }
}

function seal(key: Buffer, place: Place, version: number, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(bindingOf(place, version));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function open(key: Buffer, place: Place, version: number, sealed: Buffer): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new CipherRefused();
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(bindingOf(place, version))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new CipherRefused();
  }
}

function bindingOf({ table, column, rowId }: Place, version: number): Buffer {
  return Buffer.from(`${table}|${column}|${rowId}|${version}`, 'utf8');
}
