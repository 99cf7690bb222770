import { Injectable } from '@nestjs/common';
import { FieldCipher, type Place } from '../platform/crypto/field-cipher';

/** A secret within an answer that may be stored. */
export interface Sealed {
  readonly key: string;
  readonly version: number;
  readonly secret: string;
}

const placeOf = (rowId: string, column: string): Place => ({ table: 'idempotent_answer', column, rowId });

/**
 * An answer is stored where the request carries an Idempotency-Key, so that a repetition gets the same one; no token or
 * code is ever stored open, therefore it stands there sealed.
 */
@Injectable()
export class AnswerSeal {
  constructor(private readonly cipher: FieldCipher) {}

  /** `rowId`: whose secret it is; it opens for nobody else. */
  seal(rowId: string, secret: string): Sealed {
    const key = this.cipher.createKey(placeOf(rowId, 'secret-key'));
    return { key: key.wrapped.toString('base64'), version: key.version, secret: this.cipher.seal(key, placeOf(rowId, 'secret'), secret).toString('base64') };
  }

  open(rowId: string, { key, version, secret }: Sealed): string {
    const opened = this.cipher.openKey(placeOf(rowId, 'secret-key'), Buffer.from(key, 'base64'), version);
    return this.cipher.open(opened, placeOf(rowId, 'secret'), Buffer.from(secret, 'base64'));
  }
}
