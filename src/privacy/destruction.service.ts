import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { RETENTION_CLASSES } from '../campaign/domain/reference-data';
import { addMonths } from '../kernel/calendar-date';
import { type Caller, lookingUp } from '../platform/caller';
import { Clock } from '../platform/clock';
import { FieldCipher, type Place } from '../platform/crypto/field-cipher';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import type { PaperFormat } from '../platform/paper/paper-types';
import { printPaper } from '../platform/paper/print-paper';
import { writeCsv } from '../platform/spreadsheet/write-csv';
import { FileStorage } from '../platform/storage/file-storage.service';
import { type Destruction, DestructionRepository, type SealedWords } from './destruction.repository';
import { type CommissionMember, composeAct, type DestructionAct, logRows, SYSTEM_NAME } from './domain/compose-act';
import type { Category } from './domain/personal-data';
import { type Ground, STATED_GROUNDS, type StatedGround } from './domain/term-of-data';
import { ErasureRepository } from './erasure.repository';
import { actAbsent, destructionAbsent, destructionDecided, secondPersonNeeded, stalePreview } from './privacy.errors';
import { type DueCandidacy, RetentionService } from './retention.service';

/** Whose data are to go, and with whom as witnesses. */
export interface DestructionWish {
  readonly candidacyIds: readonly string[];
  /** Stated by a person; else what is recorded has to give one. */
  readonly ground?: StatedGround;
  readonly commission: readonly CommissionMember[];
}

/** A destruction as it is shown before it is decided: whom it is about by number only. */
export interface ShownDestruction extends Destruction {
  /** Of a proposal; afterwards the act says it. */
  readonly people: readonly { readonly candidacyId: string; readonly number: string; readonly ground: Ground; readonly categories: readonly Category[] }[];
  /** Files in the storage that go with it. */
  readonly files: number;
}

const placeOf = (id: string, column: 'data_key' | 'sealed'): Place => ({ table: 'destruction', column, rowId: id });

/**
 * Destruction of personal data by two named persons. The key of each person goes with everything that is not under it;
 * verdicts keep outcome and hash, so the audit and the ranking verify as before. The act is sealed under a key of its own.
 */
@Injectable()
export class DestructionService {
  constructor(
    private readonly database: Database,
    private readonly destructions: DestructionRepository,
    private readonly erasure: ErasureRepository,
    private readonly retention: RetentionService,
    private readonly cipher: FieldCipher,
    private readonly storage: FileStorage,
    private readonly clock: Clock,
  ) {}

  /** Proposes; nothing is touched. Refusals as `RetentionService.requireDue`. */
  async propose(caller: Caller, campaignId: string, { candidacyIds, ground, commission }: DestructionWish): Promise<ShownDestruction> {
    return this.database.transact(caller, async (tx) => {
      const due = await this.retention.requireDue(tx, campaignId, [...new Set(candidacyIds)], ground);
      const id = newId();
      const digest = digestOf(contentOf(due));
      const key = this.cipher.createKey(placeOf(id, 'data_key'));
      const sealed = this.cipher.seal(key, placeOf(id, 'sealed'), JSON.stringify(commission));
      await this.destructions.propose(tx, campaignId, id, digest, due, { sealed, dataKey: key.wrapped, keyVersion: key.version });
      await tx.audit({ action: 'destruction.proposed', chain: campaignId, subject: id, lines: due.length, digest });
      return this.shown(tx, campaignId, id);
    });
  }

  /**
   * Carries a proposal out: another person than the proposer, who repeats what he was shown. 404 `DESTRUCTION_ABSENT`; 409
   * `SECOND_PERSON_NEEDED`, `DESTRUCTION_DECIDED`, `STALE_PREVIEW`; and as `propose`, for a hold may have been placed since.
   */
  async carryOut(caller: Caller, campaignId: string, id: string, seen: { readonly count: number; readonly digest: string }): Promise<Destruction> {
    const done = await this.database.transact(caller, async (tx) => {
      const proposal = await this.requireProposal(tx, campaignId, id);
      const { name } = await this.retention.campaign(tx, campaignId);
      const due = await this.dueOf(tx, campaignId, id);
      if (seen.count !== due.length || seen.digest !== proposal.digest || digestOf(contentOf(due)).toString('hex') !== proposal.digest) throw stalePreview();
      const candidacyIds = due.map(({ candidacyId }) => candidacyId);
      const files = await this.erasure.files(tx, candidacyIds);
      const words = (await this.destructions.words(tx, id))!;
      const act: DestructionAct = {
        id, system: SYSTEM_NAME, campaign: name, destroyedAt: this.clock.now().toISOString(), files: files.length,
        commission: this.open<readonly CommissionMember[]>(id, words),
        lines: due.map(({ number, people, categories, ground }) => ({ number, names: people.map((person) => person.name), categories, ground })),
      };
      await this.erasure.erase(tx, candidacyIds);
      await this.destructions.carryOut(tx, campaignId, id, this.seal(id, words, act), addMonths(this.retention.today(), RETENTION_CLASSES['destruction-act'].months), files);
      await tx.audit({ action: 'destruction.carried-out', chain: campaignId, subject: id, lines: due.length, digest: Buffer.from(proposal.digest, 'hex') });
      for (const { candidacyId, ground } of due) await tx.audit({ action: 'personal-data.destroyed', chain: campaignId, subject: candidacyId, reason: ground });
      return (await this.destructions.find(tx, campaignId, id))!;
    });
    await this.removeFiles(caller, campaignId);
    return done;
  }

  /** Lets a proposal fall: another person than the proposer. Errors as `carryOut`. */
  async refuse(caller: Caller, campaignId: string, id: string): Promise<Destruction> {
    return this.database.transact(caller, async (tx) => {
      await this.requireProposal(tx, campaignId, id);
      await this.destructions.refuse(tx, id);
      await tx.audit({ action: 'destruction.refused', chain: campaignId, subject: id });
      return (await this.destructions.find(tx, campaignId, id))!;
    });
  }

  async get(caller: Caller, campaignId: string, id: string): Promise<ShownDestruction> {
    return this.database.transact(caller, (tx) => this.shown(tx, campaignId, id));
  }

  /** The newest first. */
  async list(caller: Caller, campaignId: string, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Page<Destruction>> {
    return pageOf(await this.database.transact(caller, (tx) => this.destructions.page(tx, campaignId, after ?? null, limit + 1)), limit, ({ id }) => id);
  }

  /** The act as a paper to be signed. That it was read is recorded. 404 `ACT_ABSENT`. */
  async act(caller: Caller, campaignId: string, id: string, form: PaperFormat): Promise<Buffer> {
    const paper = composeAct(await this.readAct(caller, campaignId, id));
    return printPaper(paper, form);
  }

  /** The export of the log in the five fields the law asks for. That it was read is recorded. 404 `ACT_ABSENT`. */
  async log(caller: Caller, campaignId: string, id: string): Promise<Readable> {
    return writeCsv(logRows(await this.readAct(caller, campaignId, id)));
  }

  /**
   * Ends what outlived its term: acts older than three years lose their key, files that a broken storage kept are tried
   * again. Gives how many acts and files.
   */
  async tidy(caller: Caller, campaignId: string): Promise<{ readonly acts: number; readonly files: number }> {
    const acts = await this.database.transact(caller, async (tx) => {
      const ended = await this.destructions.endActs(tx, campaignId, this.retention.today());
      if (ended.length) await tx.audit({ action: 'destruction.acts-ended', chain: campaignId, lines: ended.length, digest: digestOf(ended) });
      return ended.length;
    });
    return { acts, files: await this.removeFiles(caller, campaignId) };
  }

  /** A file is forgotten after it is gone: whoever dies in between removes it once more, which is harmless. */
  private async removeFiles(caller: Caller, campaignId: string): Promise<number> {
    const names = await this.database.transact(lookingUp(caller), (tx) => this.destructions.filesLeft(tx, campaignId));
    for (const name of names) {
      await this.storage.remove(name);
      await this.database.transact(lookingUp(caller), (tx) => this.destructions.fileRemoved(tx, name));
    }
    return names.length;
  }

  private async readAct(caller: Caller, campaignId: string, id: string): Promise<DestructionAct> {
    return this.database.transact(caller, async (tx) => {
      const { hasAct } = await this.require(tx, campaignId, id);
      const words = hasAct ? await this.destructions.words(tx, id) : null;
      if (!words) throw actAbsent();
      await tx.audit({ action: 'destruction.act-read', chain: campaignId, subject: id });
      return this.open<DestructionAct>(id, words);
    });
  }

  /** The lines of a proposal, each of which still has to be due. */
  private async dueOf(tx: Tx, campaignId: string, id: string): Promise<DueCandidacy[]> {
    const lines = await this.destructions.lines(tx, id);
    const stated = STATED_GROUNDS.find((ground) => lines.some((line) => line.ground === ground));
    return this.retention.requireDue(tx, campaignId, lines.map(({ candidacyId }) => candidacyId), stated);
  }

  private async shown(tx: Tx, campaignId: string, id: string): Promise<ShownDestruction> {
    const destruction = await this.require(tx, campaignId, id);
    const grounds = new Map((await this.destructions.lines(tx, id)).map(({ candidacyId, ground }) => [candidacyId, ground]));
    const held = destruction.state === 'proposed' ? await this.retention.look(tx, campaignId, [...grounds.keys()]) : [];
    const people = held.map(({ candidacyId, number, categories }) => ({ candidacyId, number, ground: grounds.get(candidacyId)!, categories }));
    const files = await this.erasure.files(tx, held.map(({ candidacyId }) => candidacyId));
    return { ...destruction, people, files: files.length };
  }

  private async require(tx: Tx, campaignId: string, id: string, lock = false): Promise<Destruction> {
    const found = await this.destructions.find(tx, campaignId, id, lock);
    if (!found) throw destructionAbsent();
    return found;
  }

  private async requireProposal(tx: Tx, campaignId: string, id: string): Promise<Destruction> {
    const found = await this.require(tx, campaignId, id, true);
    if (found.state !== 'proposed') throw destructionDecided(found.state);
    if (found.proposedBy === tx.actor.id) throw secondPersonNeeded();
    return found;
  }

  private open<Words>(id: string, { sealed, dataKey, keyVersion }: SealedWords): Words {
    return JSON.parse(this.cipher.open(this.cipher.openKey(placeOf(id, 'data_key'), dataKey, keyVersion), placeOf(id, 'sealed'), sealed)) as Words;
  }

  private seal(id: string, { dataKey, keyVersion }: SealedWords, words: object): Buffer {
    return this.cipher.seal(this.cipher.openKey(placeOf(id, 'data_key'), dataKey, keyVersion), placeOf(id, 'sealed'), JSON.stringify(words));
  }
}

/** What a second person confirms: who, why, and what is held. */
function contentOf(due: readonly DueCandidacy[]): object[] {
  return due.map(({ number, ground, categories }) => ({ number, ground, categories }));
}
