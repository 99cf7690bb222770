import type { FieldCipher, Place } from '../platform/crypto/field-cipher';
import type { Problem } from './domain/import-problem';

/** The data key of an import, as its row keeps it. */
export interface ImportKey {
  readonly id: string;
  readonly dataKey: Buffer;
  readonly keyVersion: number;
}

/** The place of the key itself. */
export const placeOfKey = (importId: string): Place => ({ table: 'nomination_import', column: 'data_key', rowId: importId });

const placeOfRow = ({ id }: ImportKey, n: number): Place => ({ table: 'nomination_import_row', column: 'sealed', rowId: `${id}/${n}` });

/** What was found in a row quotes it: a name, a date, a number. It is kept as persons are, under a key that goes with the import. */
export function sealRow(cipher: FieldCipher, key: ImportKey, n: number, problems: readonly Problem[]): Buffer {
  return cipher.seal(cipher.openKey(placeOfKey(key.id), key.dataKey, key.keyVersion), placeOfRow(key, n), JSON.stringify(problems));
}

export function openRow(cipher: FieldCipher, key: ImportKey, n: number, sealed: Buffer): Problem[] {
  return JSON.parse(cipher.open(cipher.openKey(placeOfKey(key.id), key.dataKey, key.keyVersion), placeOfRow(key, n), sealed)) as Problem[];
}
