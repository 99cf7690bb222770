import { Injectable } from '@nestjs/common';
import { PersonSecretService } from '../applicant/person-secret.service';
import { CampaignService } from '../campaign/campaign.service';
import { stageOf } from '../campaign/domain/policy';
import { CipherRefused, FieldCipher, type Place } from '../platform/crypto/field-cipher';
import type { Tx } from '../platform/database/tx';
import type { Recipient } from './domain/notice-template';
import type { Occasion } from './domain/occasion-of';
import { writeNotice } from './domain/write-notice';
import { NoticeTemplateRepository } from './notice-template.repository';
import { NoticeTextRepository } from './notice-text.repository';

/** A line of a decision and what is to be written of it. */
export interface NoticeLine {
  readonly candidacyId: string;
  readonly n: number;
  readonly occasion: Occasion;
  readonly templateVersion: number;
}

export interface Addressee {
  readonly recipient: Recipient;
  readonly personId: string;
  readonly nominatorId: string;
}

/** A letter as it leaves; `to` null: on paper. */
export interface Letter {
  readonly to: string | null;
  /** About whom it is. */
  readonly name: string;
  readonly fromName: string;
  readonly subject: string;
  readonly body: string;
}

export interface NominatorAddress {
  readonly nominatorId: string;
  readonly email: string;
}

/** Puts facts, templates and addresses together. Only here a notice and what it says of a person meet in the clear. */
@Injectable()
export class NoticeWriter {
  constructor(
    private readonly texts: NoticeTextRepository,
    private readonly templates: NoticeTemplateRepository,
    private readonly campaigns: CampaignService,
    private readonly secrets: PersonSecretService,
    private readonly cipher: FieldCipher,
  ) {}

  /** The letters in the order of the lines, not yet addressed, from the facts as they are now. */
  async write(tx: Tx, campaignId: string, lines: readonly NoticeLine[]): Promise<Letter[]> {
    const facts = new Map((await this.texts.facts(tx, campaignId, lines)).map((row) => [keyOf(row), row]));
    const wanted = [...new Map(lines.map(({ occasion, templateVersion }) => [`${occasion} ${templateVersion}`, { occasion, version: templateVersion }])).values()];
    const templates = new Map((await this.templates.approved(tx, campaignId, wanted)).map((template) => [`${template.occasion} ${template.version}`, template]));
    return Promise.all(lines.map(async (line) => {
      const known = facts.get(keyOf(line))!;
      const policy = await this.campaigns.publishedPolicy(tx, campaignId, known.policyVersion); // parsed once a process
      const title = (stage: string): string => stageOf(policy, stage)!.title.ru;
      const programme = policy.programme.title.ru;
      const template = templates.get(`${line.occasion} ${line.templateVersion}`)!;
      const written = writeNotice(template, { ...known, programme, stage: title(known.stage), nextStage: title(known.toStage) });
      return { to: null, name: known.name, fromName: programme, ...written };
    }));
  }

  /** Where each is written to; null: no address is known, or its key was destroyed. */
  async addresses(tx: Tx, campaignId: string, addressees: readonly Addressee[]): Promise<(string | null)[]> {
    const people = addressees.flatMap(({ recipient, personId }) => (recipient === 'candidate' ? [personId] : []));
    const nominators = addressees.flatMap(({ recipient, nominatorId }) => (recipient === 'nominator' ? [nominatorId] : []));
    const ofPeople = await this.emailsOf(tx, await this.texts.contacts(tx, people));
    const ofNominators = new Map((await this.nominatorAddresses(tx, campaignId, [...new Set(nominators)])).map(({ nominatorId, email }) => [nominatorId, email]));
    return addressees.map(({ recipient, personId, nominatorId }) => (recipient === 'candidate' ? ofPeople.get(personId) : ofNominators.get(nominatorId)) ?? null);
  }

  async nominatorAddresses(tx: Tx, campaignId: string, nominatorIds: readonly string[] | null): Promise<NominatorAddress[]> {
    return (await this.texts.nominatorAddresses(tx, campaignId, nominatorIds)).map(({ id, nominatorId, emailCipher, dataKey, keyVersion }) => {
      const key = this.cipher.openKey(addressPlace(id, 'data_key'), dataKey, keyVersion);
      return { nominatorId, email: this.cipher.open(key, addressPlace(id, 'email_cipher'), emailCipher) };
    });
  }

  async writeAddresses(tx: Tx, campaignId: string, addresses: readonly (NominatorAddress & { readonly id: string })[]): Promise<void> {
    await this.texts.writeAddresses(tx, campaignId, addresses.map(({ id, nominatorId, email }) => {
      const key = this.cipher.createKey(addressPlace(id, 'data_key'));
      return { id, nominatorId, email: this.cipher.seal(key, addressPlace(id, 'email_cipher'), email).toString('hex'), dataKey: key.wrapped.toString('hex'), keyVersion: key.version };
    }));
  }

  /** Letters sealed under the keys of those they are about, in order. */
  async seal(tx: Tx, letters: readonly { readonly id: string; readonly personId: string; readonly letter: Letter }[]): Promise<Buffer[]> {
    return this.secrets.seal(tx, letters.map(({ id, personId, letter }) => ({ personId, place: noticePlace(id), text: JSON.stringify(letter) })));
  }

  /** The letters as they left, in order. Throws `CipherRefused` where a key was destroyed. */
  async open(tx: Tx, notices: readonly { readonly id: string; readonly personId: string; readonly textCipher: Buffer }[]): Promise<Letter[]> {
    const texts = await this.secrets.open(tx, notices.map(({ id, personId, textCipher }) => ({ personId, place: noticePlace(id), cipher: textCipher })));
    return texts.map((text) => JSON.parse(text) as Letter);
  }

  private async emailsOf(tx: Tx, sealed: readonly { readonly personId: string; readonly cipher: Buffer }[]): Promise<Map<string, string>> {
    const open = async (some: typeof sealed): Promise<[string, string][]> => {
      const texts = await this.secrets.open(tx, some.map(({ personId, cipher }) => ({ personId, place: { table: 'person', column: 'contacts_cipher', rowId: personId }, cipher })));
      return some.flatMap(({ personId }, i) => {
        const { email } = JSON.parse(texts[i]!) as { readonly email?: string };
        return email === undefined ? [] : [[personId, email] as [string, string]];
      });
    };
    try {
      return new Map(await open(sealed));
    } catch (error) {
      if (!(error instanceof CipherRefused)) throw error;
      if (sealed.length === 1) return new Map();
      const found: [string, string][] = []; // somebody's key is gone: the others are written to all the same
      for (const one of sealed) found.push(...(await this.emailsOf(tx, [one])));
      return new Map(found);
    }
  }
}

function keyOf({ candidacyId, n }: { readonly candidacyId: string; readonly n: number }): string {
  return `${candidacyId} ${n}`;
}

function noticePlace(rowId: string): Place {
  return { table: 'notice', column: 'text_cipher', rowId };
}

function addressPlace(rowId: string, column: 'data_key' | 'email_cipher'): Place {
  return { table: 'nominator_address', column, rowId };
}
