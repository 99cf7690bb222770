import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { LegalHoldService } from '../applicant/legal-hold.service';
import { CampaignService } from '../campaign/campaign.service';
import { moscowDay } from '../campaign/domain/term-in-days';
import { CandidacyService } from '../candidacy/candidacy.service';
import type { CalendarDate } from '../kernel/calendar-date';
import type { Fault } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { Clock } from '../platform/clock';
import { FieldCipher, type Place } from '../platform/crypto/field-cipher';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { FileStorage } from '../platform/storage/file-storage.service';
import type { ReceivedFile } from '../platform/storage/received-file';
import { FILE_TYPES, type FileType } from '../platform/storage/type-of-bytes';
import { appealAbsent, appealAnswered, appealNotLate, appealRegistered, appealsRefused, appealsTwice, appealTextMissing } from './appeal.errors';
import { type Appeal, AppealRepository, type AppealSecrets, type AppealState, type Following, type NewAppeal, type OwnAppeal } from './appeal.repository';
import { appealTerm } from './domain/appeal-term';
import { WITHOUT_NUMBER } from './domain/case-paper';
import { HOLD_REASON } from './domain/review-appeal';

export type { OwnAppeal };

/** An appeal as it came in. */
export interface LodgedAppeal {
  readonly candidacyId: string;
  readonly decisionId: string;
  readonly number: string;
  /** Today unless told. */
  readonly receivedOn?: CalendarDate;
  readonly representative?: string;
}

/** An appeal as it came in; without a number it came by the link of the candidate himself. */
type ReceivedAppeal = Omit<LodgedAppeal, 'number'> & { readonly number: string | null };

/** A stored text: where it lies and what it is. */
export interface KeptText {
  readonly name: string;
  readonly type: FileType;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** An appeal with its clock. */
export interface ShownAppeal extends Appeal {
  /** Not answered, and the last day to answer is over. */
  readonly overdue: boolean;
}

/** An appeal with what is sealed, and with everything that followed from it. */
export interface ReadAppeal extends ShownAppeal {
  readonly representative: string | null;
  readonly answer: string | null;
  /** What was decided about the person since it was upheld, his taking back first. */
  readonly followedBy: readonly Following[];
  /** Orders that name the person. */
  readonly orders: readonly { readonly id: string; readonly ordinal: number; readonly number: string | null }[];
}

export interface HandedOutText {
  readonly content: Readable;
  readonly name: string;
  readonly type: string;
}

export type FoundAppeal = Appeal & AppealSecrets;

const TEXT_TYPES: readonly FileType[] = ['pdf', 'docx', 'png', 'jpeg', 'tiff'];

/** Appeals [возражения] as they come in: registered against one published decision, with a term and the text. */
@Injectable()
export class AppealService {
  constructor(
    private readonly database: Database,
    private readonly repository: AppealRepository,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
    private readonly holds: LegalHoldService,
    private readonly cipher: FieldCipher,
    private readonly storage: FileStorage,
    private readonly clock: Clock,
  ) {}

  /**
   * Registers appeals, all or none. What came after the policy's days to object is registered and marked late. The data of
   * the people are held from destruction. 404 `CANDIDACY_ABSENT`; 409 `APPEAL_TWICE`; 422 `APPEALS_REFUSED` by field.
   */
  async register(caller: Caller, campaignId: string, lodged: readonly LodgedAppeal[]): Promise<ShownAppeal[]> {
    return this.database.transact(caller, (tx) => this.lodge(tx, campaignId, lodged));
  }

  /** Receives an appeal by the link of the candidate himself, today, with its text; its number is entered later. Under the campaign's lock. */
  async receive(tx: Tx, campaignId: string, lodged: Pick<LodgedAppeal, 'candidacyId' | 'decisionId'>, text: KeptText): Promise<ShownAppeal> {
    const [appeal] = await this.lodge(tx, campaignId, [{ ...lodged, number: null }]);
    await this.keepText(tx, campaignId, appeal!.id, text);
    return appeal!;
  }

  /** Enters the incoming number of an appeal that came by a link. 404 `APPEAL_ABSENT`; 409 `APPEAL_REGISTERED`, `APPEAL_TWICE`. */
  async enterNumber(caller: Caller, campaignId: string, id: string, number: string): Promise<ShownAppeal> {
    return this.database.transact(caller, async (tx) => {
      const found = await this.require(tx, campaignId, id, true);
      if (found.number !== null) throw appealRegistered();
      if (!(await this.repository.enterNumber(tx, id, number, this.clock.now()))) throw appealsTwice([{ pointer: '/number', code: 'APPEAL_TWICE', params: {} }]);
      await tx.audit({ action: 'appeal.registered', chain: campaignId, subject: id });
      return shown(await this.require(tx, campaignId, id), moscowDay(this.clock.now()));
    });
  }

  private async lodge(tx: Tx, campaignId: string, lodged: readonly ReceivedAppeal[]): Promise<ShownAppeal[]> {
    const { policy, policyVersion } = await this.campaigns.running(tx, campaignId, { lock: true });
    await this.candidacies.require(tx, campaignId, lodged.map(({ candidacyId }) => candidacyId), 'all');
    const today = moscowDay(this.clock.now());
    const wishes = lodged.map((wish) => ({ ...wish, receivedOn: wish.receivedOn ?? today }));
    await this.refuseTwice(tx, campaignId, wishes);
    const published = new Map((await this.repository.publishedDecisions(tx, campaignId, wishes)).map((one) => [`${one.candidacyId} ${one.decisionId}`, one.publishedAt]));
    const faults: Fault[] = [];
    const appeals: NewAppeal[] = [];
    for (const [i, { candidacyId, decisionId, number, receivedOn, representative }] of wishes.entries()) {
      const publishedAt = published.get(`${candidacyId} ${decisionId}`);
      const term = publishedAt ? appealTerm({ receivedOn, today, publishedAt, ...policy.appeals }) : { refused: { code: 'DECISION_NOT_APPEALABLE', params: {} } };
      if ('refused' in term) {
        faults.push({ pointer: `/items/${i}/${publishedAt ? 'receivedOn' : 'decisionId'}`, ...term.refused });
        continue;
      }
      const id = newId();
      const key = this.cipher.createKey(placeOf(id, 'data_key'));
      const sealed = representative === undefined ? null : this.cipher.seal(key, placeOf(id, 'representative'), representative);
      appeals.push({ id, candidacyId, decisionId, number, byLink: number === null, receivedOn, ...term, holdsSeat: policy.appeals.holdsSeat, dataKey: key.wrapped, keyVersion: key.version, representative: sealed });
    }
    if (faults.length) throw appealsRefused(faults);
    await this.repository.insert(tx, appeals, this.clock.now());
    await this.holds.hold(tx, campaignId, appeals.map(({ candidacyId, number, receivedOn }) => ({ candidacyId, reason: HOLD_REASON, document: `${number ?? WITHOUT_NUMBER}, ${receivedOn}` })));
    const ids = appeals.map(({ id }) => id);
    const action = appeals.some(({ byLink }) => byLink) ? 'appeal.received' : 'appeal.registered';
    await tx.audit({ action, chain: campaignId, ...(ids.length === 1 && { subject: ids[0]! }), policyVersion, lines: ids.length, digest: digestOf(ids) });
    const rows = new Map((await this.repository.many(tx, ids)).map((appeal) => [appeal.id, appeal]));
    return ids.map((id) => shown(rows.get(id)!, today));
  }

  async list(caller: Caller, campaignId: string, { state, after, limit }: { readonly state?: AppealState; readonly after?: string; readonly limit: number }): Promise<Page<ShownAppeal>> {
    const today = moscowDay(this.clock.now());
    const rows = await this.database.transact(caller, (tx) => this.repository.page(tx, campaignId, { state, after, limit: limit + 1, today }));
    return pageOf(rows.map((row) => shown(row, today)), limit, ({ id }) => id);
  }

  /** Appeals of a nominator's own people: that they are there, and how they ended once that is published. */
  async ofOwn(caller: Caller, campaignId: string, scope: readonly string[] | 'all', { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Page<OwnAppeal>> {
    return pageOf(await this.database.transact(caller, (tx) => this.repository.ofNominators(tx, campaignId, scope === 'all' ? null : scope, after ?? null, limit + 1)), limit, ({ id }) => id);
  }

  /** The appeal with its representative, its answer and what followed. The reading is recorded. */
  async read(caller: Caller, campaignId: string, id: string): Promise<ReadAppeal> {
    return this.database.transact(caller, async (tx) => {
      const found = await this.require(tx, campaignId, id);
      await tx.audit({ action: 'appeal.read', chain: campaignId, subject: id });
      const followedBy = found.reopenedIn ? await this.repository.followed(tx, found.candidacyId, found.reopenedIn) : [];
      const orders = await this.repository.orders(tx, campaignId, found.candidate);
      return { ...shown(found, moscowDay(this.clock.now())), ...this.opened(found), followedBy, orders };
    });
  }

  /** Keeps the text as it came; another one takes its place until the appeal is answered. */
  async attachText(caller: Caller, campaignId: string, id: string, file: ReceivedFile): Promise<ShownAppeal> {
    return this.storage.keep(file, TEXT_TYPES, ({ name, type, size, sha256 }, done) =>
      this.database.transact(caller, async (tx) => {
        await this.requireOpen(tx, campaignId, id);
        await this.keepText(tx, campaignId, id, { name, type: type!, size, sha256 });
        done();
        return shown(await this.require(tx, campaignId, id), moscowDay(this.clock.now()));
      }),
    );
  }

  /** The text as it came. The reading is recorded. 409 `APPEAL_TEXT_MISSING`. */
  async openText(caller: Caller, campaignId: string, id: string): Promise<HandedOutText> {
    const { text, textType } = await this.database.transact(caller, async (tx) => {
      await tx.audit({ action: 'appeal.read', chain: campaignId, subject: id });
      return this.require(tx, campaignId, id);
    });
    if (!text) throw appealTextMissing();
    return { content: await this.storage.open(text), name: `appeal.${textType!}`, type: FILE_TYPES[textType as FileType] };
  }

  /** Admits an appeal that came late, with the reason. 409 `APPEAL_NOT_LATE`, `APPEAL_ANSWERED`. */
  async admit(caller: Caller, campaignId: string, id: string, reason: string): Promise<ShownAppeal> {
    return this.database.transact(caller, async (tx) => {
      const found = await this.requireOpen(tx, campaignId, id);
      if (!found.late || found.admittedAt) throw appealNotLate();
      await this.repository.admit(tx, id, reason, this.clock.now());
      await tx.audit({ action: 'appeal.admitted', chain: campaignId, subject: id, reason });
      return shown(await this.require(tx, campaignId, id), moscowDay(this.clock.now()));
    });
  }

  /** The appeal; 404 `APPEAL_ABSENT`. */
  async require(tx: Tx, campaignId: string, id: string, lock = false): Promise<FoundAppeal> {
    const found = await this.repository.find(tx, campaignId, id, lock);
    if (!found) throw appealAbsent();
    return found;
  }

  /** The appeal, locked, while nobody has answered it and the person is not erased; 409 `APPEAL_ANSWERED`. */
  async requireOpen(tx: Tx, campaignId: string, id: string): Promise<FoundAppeal> {
    const found = await this.require(tx, campaignId, id, true);
    if (found.outcome || !found.dataKey) throw appealAnswered(); // of somebody erased nothing is sealed any more
    return found;
  }

  /** What is sealed; nothing of it once the person is erased. */
  opened({ id, dataKey, keyVersion, representative, answer }: FoundAppeal): { readonly representative: string | null; readonly answer: string | null } {
    if (!dataKey) return { representative: null, answer: null };
    const key = this.cipher.openKey(placeOf(id, 'data_key'), dataKey, keyVersion);
    const open = (column: 'representative' | 'answer', sealed: Buffer | null): string | null => sealed && this.cipher.open(key, placeOf(id, column), sealed);
    return { representative: open('representative', representative), answer: open('answer', answer) };
  }

  sealAnswer({ id, dataKey, keyVersion }: FoundAppeal, text: string): Buffer {
    return this.cipher.seal(this.cipher.openKey(placeOf(id, 'data_key'), dataKey!, keyVersion), placeOf(id, 'answer'), text);
  }

  private async keepText(tx: Tx, campaignId: string, id: string, text: KeptText): Promise<void> {
    await this.repository.attachText(tx, id, text);
    await tx.audit({ action: 'appeal.text-attached', chain: campaignId, subject: id, digest: Buffer.from(text.sha256, 'hex') });
  }

  private async refuseTwice(tx: Tx, campaignId: string, wishes: readonly (ReceivedAppeal & { readonly receivedOn: CalendarDate })[]): Promise<void> {
    const twice = new Set(await this.repository.twice(tx, campaignId, wishes));
    const keys = new Set<string>();
    for (const [i, { candidacyId, decisionId, number, receivedOn }] of wishes.entries()) {
      for (const key of [`${candidacyId} ${decisionId}`, ...(number === null ? [] : [`${receivedOn} ${number}`])]) {
        if (keys.has(key)) twice.add(i);
        keys.add(key);
      }
    }
    if (twice.size) throw appealsTwice([...twice].sort((a, b) => a - b).map((i) => ({ pointer: `/items/${i}/number`, code: 'APPEAL_TWICE', params: {} })));
  }
}

/** An appeal without its secrets, with its clock. */
export function shown(appeal: Appeal | FoundAppeal, today: CalendarDate): ShownAppeal {
  const { dataKey: _key, keyVersion: _version, representative: _name, answer: _answer, text: _text, decidedBy: _by, decisionPublishedAt: _at, ...open } = appeal as FoundAppeal;
  return { ...open, overdue: open.outcome === null && open.dueOn < today };
}

function placeOf(id: string, column: 'data_key' | 'representative' | 'answer'): Place {
  return { table: 'appeal', column, rowId: id };
}
