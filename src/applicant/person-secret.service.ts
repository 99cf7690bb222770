import { Injectable } from '@nestjs/common';
import { type DataKey, FieldCipher, type Place } from '../platform/crypto/field-cipher';
import type { Tx } from '../platform/database/tx';
import { personDestroyed } from './applicant.errors';
import { ApplicantRepository } from './applicant.repository';

/** Words about persons, in tables of other features, sealed with the data key of whom they are about: destroying it erases them too. */
@Injectable()
export class PersonSecretService {
  constructor(
    private readonly applicants: ApplicantRepository,
    private readonly cipher: FieldCipher,
  ) {}

  /** Candidacy → the person who stands for it: the applicant himself, or the lead of a team. */
  async personsOf(tx: Tx, candidacyIds: readonly string[]): Promise<Map<string, string>> {
    return this.applicants.personsOf(tx, candidacyIds);
  }

  /** The ciphers in the order of the texts. 409 `PERSON_DESTROYED`. */
  async seal(tx: Tx, texts: readonly { readonly personId: string; readonly place: Place; readonly text: string }[]): Promise<Buffer[]> {
    const keys = await this.keys(tx, texts.map(({ personId }) => personId));
    return texts.map(({ personId, place, text }) => this.cipher.seal(keys.get(personId)!(), place, text));
  }

  /** The texts in the order of the ciphers. 409 `PERSON_DESTROYED`. Throws `CipherRefused`. */
  async open(tx: Tx, ciphers: readonly { readonly personId: string; readonly place: Place; readonly cipher: Buffer }[]): Promise<string[]> {
    const keys = await this.keys(tx, ciphers.map(({ personId }) => personId));
    return ciphers.map(({ personId, place, cipher }) => this.cipher.open(keys.get(personId)!(), place, cipher));
  }

  /** СНИЛС and contacts as they were entered, for whoever may see everything: the person himself. 409 `PERSON_DESTROYED`. */
  async identities(tx: Tx, personIds: readonly string[]): Promise<Map<string, { readonly snils: string | null; readonly contacts: unknown }>> {
    const keys = await this.keys(tx, personIds);
    const rows = await this.applicants.sealedIdentities(tx, personIds);
    return new Map(rows.map(({ id, snils, contacts }) => {
      const open = (column: string, cipher: Buffer | null): string | null => cipher && this.cipher.open(keys.get(id)!(), { table: 'person', column, rowId: id }, cipher);
      return [id, { snils: open('snils_cipher', snils), contacts: JSON.parse(open('contacts_cipher', contacts) ?? 'null') as unknown }];
    }));
  }

  /** Keys that are opened when they are needed: of many a person nothing is sealed. */
  private async keys(tx: Tx, personIds: readonly string[]): Promise<Map<string, () => DataKey>> {
    const rows = personIds.length ? await this.applicants.dataKeys(tx, personIds) : [];
    if (personIds.some((id) => !rows.some((row) => row.id === id))) throw personDestroyed();
    return new Map(rows.map(({ id, wrapped, version }) => [id, () => this.cipher.openKey({ table: 'person', column: 'data_key', rowId: id }, wrapped, version)]));
  }
}
