import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import type { EnrolmentStage } from '../campaign/domain/policy';
import type { Paper } from '../kernel/paper';
import type { Fault } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { Clock } from '../platform/clock';
import { FieldCipher, type Place } from '../platform/crypto/field-cipher';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { newId } from '../platform/new-id';
import type { PaperFormat } from '../platform/paper/paper-types';
import { printPaper } from '../platform/paper/print-paper';
import { writeTable } from '../platform/spreadsheet/write-table';
import { FileStorage } from '../platform/storage/file-storage.service';
import type { ReceivedFile } from '../platform/storage/received-file';
import { orderList } from './domain/order-list';
import { NEEDED_DETAILS, type OrderDetails, type OrderFacts, type OrderKind, orderPaper, type OrderPerson } from './domain/order-paper';
import { changedPeople, type KnownPerson, missingDocuments, printedPerson } from './domain/order-people';
import { nobodyToOrder, orderAbsent, orderDetailsMissing, orderNumberTaken, orderRefersWrongly, orderRegistered, personalFileIncomplete, scanMissing, staleOrder } from './order.errors';
import { type EnrolmentOrder, OrderRepository, type OrderSecrets } from './order.repository';

export type { EnrolmentOrder };

/** An order with everybody in it by name. */
export interface ReadOrder extends EnrolmentOrder {
  readonly people: readonly (OrderPerson & { readonly missing: readonly string[] })[];
  /** SHA-256 over everything the order says: repeated when it is registered. */
  readonly content: string;
}

/** What an order says, and its paper; a registered one keeps both, so that a later build prints the same. */
interface KeptContent {
  readonly facts: OrderFacts;
  readonly paper: Paper;
}

type Found = EnrolmentOrder & OrderSecrets;

/**
 * Orders [приказы]: prepared as drafts, signed outside, registered with number, date and scan. A registered order is
 * printed from what was kept then, byte for byte; changes and expulsions are new orders that refer to it.
 */
@Injectable()
export class OrderService {
  constructor(
    private readonly database: Database,
    private readonly repository: OrderRepository,
    private readonly campaigns: CampaignService,
    private readonly cipher: FieldCipher,
    private readonly storage: FileStorage,
    private readonly clock: Clock,
  ) {}

  /** A draft with everybody whom an order of the kind is to name. 409 `NOBODY_TO_ORDER`; 422 `ORDER_REFERS_WRONGLY`. */
  async draft(caller: Caller, campaignId: string, { kind, refersTo, details }: { readonly kind: OrderKind; readonly refersTo: string | null; readonly details: OrderDetails }): Promise<EnrolmentOrder> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId, { lock: true });
      const changed = refersTo === null ? null : await this.repository.find(tx, campaignId, refersTo);
      if ((kind === 'enrolment') !== (refersTo === null) || (refersTo !== null && (changed?.kind !== 'enrolment' || !changed.content))) throw orderRefersWrongly();
      const listed = await this.repository.listed(tx, campaignId, kind, refersTo);
      const differ = kind === 'change' ? new Set((await this.changes(tx, campaignId, changed!)).map(({ number }) => number)) : null;
      const lines = differ ? listed.filter(({ number }) => differ.has(number)) : listed;
      if (!lines.length) throw nobodyToOrder();
      const ordinal = (await this.repository.newestOrdinal(tx, campaignId)) + 1;
      const order = await this.repository.create(tx, { id: newId(), campaignId, ordinal, kind, refersTo, details, lines, digest: digestOf({ programme: campaign.policy.programme.key, ordinal, lines }) });
      await tx.audit({ action: 'order.made', chain: campaignId, subject: order.id, policyVersion: campaign.policyVersion, lines: lines.length, digest: Buffer.from(order.digest, 'hex') });
      return order;
    });
  }

  async list(caller: Caller, campaignId: string): Promise<EnrolmentOrder[]> {
    return this.database.transact(caller, (tx) => this.repository.page(tx, campaignId));
  }

  /** Everybody in the order by name; in a draft, with what his personal file lacks. The reading is recorded. */
  async read(caller: Caller, campaignId: string, id: string): Promise<ReadOrder> {
    return this.database.transact(caller, async (tx) => {
      const found = await this.find(tx, campaignId, id);
      const campaign = await this.campaigns.running(tx, campaignId);
      await tx.audit({ action: 'order.read', chain: campaignId, subject: id, lines: found.lines.length });
      const kept = this.kept(found);
      const known = kept ? [] : await this.known(tx, campaignId, found);
      const missing = new Map(known.map((person) => [person.number, missingDocuments(campaign.policy.personalFile, person)]));
      const facts = kept?.facts ?? (await this.facts(tx, campaign, found, known));
      return { ...shown(found), content: digestOf(facts).toString('hex'), people: facts.people.map((person) => ({ ...person, missing: missing.get(person.number) ?? [] })) };
    });
  }

  /** What a draft says besides its list. 409 `ORDER_REGISTERED`. */
  async describe(caller: Caller, campaignId: string, id: string, details: OrderDetails): Promise<EnrolmentOrder> {
    return this.database.transact(caller, async (tx) => {
      await this.draftOf(tx, campaignId, id);
      await this.repository.describe(tx, id, details);
      await tx.audit({ action: 'order.described', chain: campaignId, subject: id, digest: digestOf(details) });
      return shown(await this.find(tx, campaignId, id));
    });
  }

  /** A draft that will not be signed goes; whom it named waits for an order again. 409 `ORDER_REGISTERED`. */
  async discard(caller: Caller, campaignId: string, id: string): Promise<EnrolmentOrder> {
    const { scan, ...order } = await this.database.transact(caller, async (tx) => {
      const found = await this.draftOf(tx, campaignId, id);
      await this.repository.discard(tx, id);
      await tx.audit({ action: 'order.discarded', chain: campaignId, subject: id, lines: found.lines.length, digest: Buffer.from(found.digest, 'hex') });
      return { ...shown(found), scan: found.scan };
    });
    if (scan) await this.storage.remove(scan);
    return order;
  }

  /** Keeps the scan of the signed order (PDF); another one takes its place until the order is registered. */
  async attachScan(caller: Caller, campaignId: string, id: string, file: ReceivedFile): Promise<EnrolmentOrder> {
    return this.storage.keep(file, ['pdf'], ({ name, sha256 }, done) =>
      this.database.transact(caller, async (tx) => {
        await this.draftOf(tx, campaignId, id);
        await this.repository.attachScan(tx, id, name, sha256);
        await tx.audit({ action: 'order.scanned', chain: campaignId, subject: id, digest: Buffer.from(sha256, 'hex') });
        done();
        return shown(await this.find(tx, campaignId, id));
      }),
    );
  }

  async openScan(caller: Caller, campaignId: string, id: string): Promise<Readable> {
    const { scan } = await this.database.transact(caller, async (tx) => {
      const found = await this.find(tx, campaignId, id);
      await tx.audit({ action: 'order.read', chain: campaignId, subject: id, lines: found.lines.length });
      return found;
    });
    if (!scan) throw scanMissing();
    return this.storage.open(scan);
  }

  /**
   * Enters number and date of the signed order. `content` is what the signed paper carries: where facts have changed since it
   * was printed, 409 `STALE_ORDER`. From here the order is printed from what is kept now.
   */
  async register(caller: Caller, campaignId: string, id: string, signed: { readonly number: string; readonly datedOn: string; readonly content: string }): Promise<EnrolmentOrder> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const found = await this.draftOf(tx, campaignId, id);
      const facts = await this.printable(tx, campaign, found);
      const digest = digestOf(facts);
      if (digest.toString('hex') !== signed.content) throw staleOrder();
      if (!found.scan) throw scanMissing();
      const at = this.clock.now();
      const key = this.cipher.createKey(placeOf(id, 'data_key'));
      const kept: KeptContent = { facts, paper: orderPaper(facts, signed, signed.content, at.toISOString()) };
      const content = this.cipher.seal(key, placeOf(id, 'content'), JSON.stringify(kept));
      if (!(await this.repository.register(tx, id, { ...signed, at }, { wrapped: key.wrapped, version: key.version, content, digest }))) throw orderNumberTaken();
      await tx.audit({ action: 'order.registered', chain: campaignId, subject: id, policyVersion: campaign.policyVersion, lines: found.lines.length, digest });
      return shown(await this.find(tx, campaignId, id));
    });
  }

  /** The order as a document: a draft by today's facts, a registered one as it was kept. The reading is recorded. */
  async print(caller: Caller, campaignId: string, id: string, format: PaperFormat): Promise<Buffer> {
    const { paper } = await this.said(caller, campaignId, id);
    return printPaper(paper, format);
  }

  /** The list of the order as XLSX, by the same facts as the document. The reading is recorded. */
  async table(caller: Caller, campaignId: string, id: string): Promise<Readable> {
    const { facts } = await this.said(caller, campaignId, id);
    return writeTable({ name: 'Список', ...orderList(facts) }, 'xlsx');
  }

  private async said(caller: Caller, campaignId: string, id: string): Promise<KeptContent> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const found = await this.find(tx, campaignId, id);
      await tx.audit({ action: 'order.read', chain: campaignId, subject: id, lines: found.lines.length });
      const kept = this.kept(found);
      if (kept) return kept;
      const facts = await this.printable(tx, campaign, found);
      return { facts, paper: orderPaper(facts, null, digestOf(facts).toString('hex'), found.createdAt.toISOString()) };
    });
  }

  /** What a draft says, once it says all it has to and nobody's file lacks anything. */
  private async printable(tx: Tx, campaign: RunningCampaign, order: Found): Promise<OrderFacts> {
    const absent = NEEDED_DETAILS.filter((name) => order.details[name] === undefined);
    if (absent.length) throw orderDetailsMissing(absent.map((name) => ({ pointer: `/details/${name}`, code: 'ORDER_DETAIL_MISSING', params: {} })));
    const known = await this.known(tx, campaign.campaignId, order);
    const incomplete = order.kind === 'enrolment' ? known.flatMap((person): Fault[] => {
      const missing = missingDocuments(campaign.policy.personalFile, person);
      const line = order.lines.findIndex(({ number }) => number === person.number);
      return missing.length ? [{ pointer: `/lines/${line}`, code: 'PERSONAL_FILE_INCOMPLETE', params: { number: person.number, missing } }] : [];
    }) : [];
    if (incomplete.length) throw personalFileIncomplete(incomplete);
    return this.facts(tx, campaign, order, known);
  }

  private async facts(tx: Tx, { campaignId, policy }: RunningCampaign, order: Found, known: readonly KnownPerson[]): Promise<OrderFacts> {
    const changed = order.refersTo === null ? null : await this.find(tx, campaignId, order.refersTo);
    const stage = policy.stages.find((one): one is EnrolmentStage => one.kind === 'enrolment');
    const named = new Set(order.lines.map(({ number }) => number));
    return {
      kind: order.kind,
      ordinal: order.ordinal,
      programme: policy.programme.title.ru,
      title: stage?.orderTitle.ru ?? '',
      details: order.details,
      people: order.kind === 'change' ? (await this.changes(tx, campaignId, changed!)).filter(({ number }) => named.has(number)) : known.map(printedPerson),
      refersTo: changed && { number: changed.number!, datedOn: changed.datedOn! },
      runHash: await this.repository.runHash(tx, campaignId),
    };
  }

  /** Who of an order is no longer what it, and the changes made to it, say. */
  private async changes(tx: Tx, campaignId: string, changed: Found): Promise<OrderPerson[]> {
    const later = (await this.repository.page(tx, campaignId)).filter(({ kind, refersTo, registeredAt }) => kind === 'change' && refersTo === changed.id && registeredAt !== null);
    const printed = [this.kept(changed)!.facts.people];
    for (const { id } of later) printed.push(this.kept(await this.find(tx, campaignId, id))!.facts.people);
    return changedPeople(printed, (await this.known(tx, campaignId, changed)).map(printedPerson));
  }

  private known(tx: Tx, campaignId: string, { lines }: Found): Promise<KnownPerson[]> {
    return this.repository.people(tx, campaignId, lines.map(({ number }) => number));
  }

  private kept({ id, dataKey, keyVersion, content }: Found): KeptContent | null {
    if (!content || !dataKey || keyVersion === null) return null;
    return JSON.parse(this.cipher.open(this.cipher.openKey(placeOf(id, 'data_key'), dataKey, keyVersion), placeOf(id, 'content'), content)) as KeptContent;
  }

  private async draftOf(tx: Tx, campaignId: string, id: string): Promise<Found> {
    const found = await this.repository.find(tx, campaignId, id, true);
    if (!found) throw orderAbsent();
    if (found.registeredAt) throw orderRegistered();
    return found;
  }

  private async find(tx: Tx, campaignId: string, id: string): Promise<Found> {
    const found = await this.repository.find(tx, campaignId, id);
    if (!found) throw orderAbsent();
    return found;
  }
}

function placeOf(id: string, column: 'data_key' | 'content'): Place {
  return { table: 'enrolment_order', column, rowId: id };
}

function shown({ scan: _scan, dataKey: _key, keyVersion: _version, content: _content, ...order }: Found): EnrolmentOrder {
  return order;
}
