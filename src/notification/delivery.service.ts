import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import { NominatorService } from '../campaign/nominator.service';
import type { Fault } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { CipherRefused } from '../platform/crypto/field-cipher';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { writeDocx } from '../platform/paper/write-docx';
import { intervene, type Intervention, type NoticeState, WAITING } from './domain/notice-state';
import { printLetters } from './domain/print-letters';
import { NoticeSender } from './notice-sender.service';
import { type Letter, type NominatorAddress, NoticeWriter } from './notice-writer.service';
import { type KeptNotice, type Notice, NoticeRepository } from './notice.repository';
import { decisionReverted, nominatorAbsent, noticeAbsent, noticeNotSo, noticeTwice, nothingToPrint, unreadable } from './notification.errors';

export type { NominatorAddress };
type Scope = readonly string[] | 'all';

export interface NoticeWish {
  readonly noticeId: string;
  readonly event: Intervention;
  readonly reason: string;
}

export interface HandOverWish {
  readonly nominatorId: string;
  readonly reason: string;
}

export interface HandedOver {
  readonly nominatorId: string;
  readonly handedOver: number;
}

/** `kept`: as it left; else as it would be written now. */
export interface NoticeText {
  readonly to: string | null;
  readonly subject: string;
  readonly body: string;
  readonly kept: boolean;
}

/** How notices get to people: seen, helped on by named persons, given on paper. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeRepository,
    private readonly writer: NoticeWriter,
    private readonly campaigns: CampaignService,
    private readonly nominators: NominatorService,
    private readonly sender: NoticeSender,
  ) {}

  /** Released notices with their state; of one's own people for a nominator. */
  async list(caller: Caller, campaignId: string, scope: Scope, { state, nominatorId, after, limit }: { readonly state?: NoticeState; readonly nominatorId?: string; readonly after?: string; readonly limit: number }): Promise<Page<Notice>> {
    const asked = nominatorId === undefined ? within(scope) : scope === 'all' || scope.includes(nominatorId) ? [nominatorId] : [];
    const rows = await this.database.transact(caller, (tx) => this.notices.page(tx, campaignId, { state: state ?? null, nominatorIds: asked }, after ?? null, limit + 1));
    return pageOf(rows, limit, ({ id }) => id);
  }

  /** What a notice says; the reading is recorded. 404 `NOTICE_ABSENT`, 409 `NOTICE_ERASED`. */
  async text(caller: Caller, campaignId: string, scope: Scope, id: string): Promise<NoticeText> {
    return this.database.transact(caller, async (tx) => {
      const notice = await this.notices.find(tx, campaignId, id, within(scope));
      if (!notice) throw noticeAbsent();
      await tx.audit({ action: 'notice.read', chain: campaignId, subject: id });
      const { textCipher } = notice;
      if (textCipher) {
        const { to, subject, body } = (await opened(this.writer.open(tx, [{ ...notice, textCipher }])))[0]!;
        return { to, subject, body, kept: true };
      }
      const { subject, body } = (await this.writer.write(tx, campaignId, [notice]))[0]!;
      return { to: (await this.writer.addresses(tx, campaignId, [notice]))[0]!, subject, body, kept: false };
    });
  }

  /**
   * A named person sends again, lets be, or has seen in the server's log that the notice was taken; all or none, each with
   * its reason in the audit. 409 `NOTICE_STATE`; nothing of a decision that was taken back is sent again: 409 `DECISION_REVERTED`.
   */
  async intervene(caller: Caller, campaignId: string, wishes: readonly NoticeWish[]): Promise<Notice[]> {
    const twice = wishes.flatMap(({ noticeId }, i) => (wishes.findIndex((wish) => wish.noticeId === noticeId) < i ? [fault(i, 'NOTICE_TWICE')] : []));
    if (twice.length) throw noticeTwice(twice);
    const answer = await this.database.transact(caller, async (tx) => {
      const { policyVersion } = await this.campaigns.running(tx, campaignId);
      const found = new Map((await this.notices.lock(tx, campaignId, wishes.map(({ noticeId }) => noticeId))).map((notice) => [notice.id, notice]));
      const absent = wishes.flatMap(({ noticeId }, i) => (found.has(noticeId) ? [] : [fault(i, 'NOTICE_ABSENT')]));
      if (absent.length) throw noticeAbsent(absent);
      const moves = wishes.map(({ noticeId, event, reason }, i) => ({ id: noticeId, event, reason, i, notice: found.get(noticeId)!, state: intervene(found.get(noticeId)!.state, event) }));
      const wrong = moves.flatMap(({ state, i, notice }) => (state ? [] : [fault(i, 'NOTICE_STATE', { number: notice.number, state: notice.state })]));
      if (wrong.length) throw noticeNotSo(wrong);
      const reverted = moves.flatMap(({ state, i, notice }) => (state === 'queued' && notice.reverted ? [fault(i, 'DECISION_REVERTED', { number: notice.number })] : []));
      if (reverted.length) throw decisionReverted(reverted);
      await this.notices.move(tx, moves.map(({ id, state }) => ({ id, state: state! })));
      for (const { id, event, reason } of moves) await tx.audit({ action: `notice.${event}`, chain: campaignId, subject: id, reason, policyVersion });
      const now = new Map((await this.notices.lock(tx, campaignId, [...found.keys()])).map((notice) => [notice.id, shown(notice)]));
      return wishes.map(({ noticeId }) => now.get(noticeId)!);
    });
    this.sender.wake();
    return answer;
  }

  /**
   * Takes the waiting notices of nominators off the mail, to be given on paper; what they say is kept as of now. All or none:
   * 409 `NOTHING_TO_PRINT` names whoever has none.
   */
  async handOver(caller: Caller, campaignId: string, wishes: readonly HandOverWish[]): Promise<HandedOver[]> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const enrolled = await this.nominators.enrolled(tx, campaign, wishes.map(({ nominatorId }) => nominatorId));
      const absent = wishes.flatMap(({ nominatorId }, i) => (enrolled.has(nominatorId) ? [] : [{ pointer: `/items/${i}/nominatorId`, code: 'NOMINATOR_ABSENT', params: {} }]));
      if (absent.length) throw nominatorAbsent(absent);
      const answer: HandedOver[] = [];
      for (const [i, { nominatorId, reason }] of wishes.entries()) {
        const ids = (await this.notices.ofNominator(tx, campaignId, nominatorId, WAITING)).map(({ id }) => id);
        const waiting = (await this.notices.lock(tx, campaignId, ids)).filter(({ state, reverted }) => WAITING.includes(state) && !reverted);
        if (!waiting.length) throw nothingToPrint([{ pointer: `/items/${i}/nominatorId`, code: 'NOTHING_TO_PRINT', params: {} }]);
        const letters = await this.writer.write(tx, campaignId, waiting);
        const texts = await this.writer.seal(tx, waiting.map(({ id, personId }, at) => ({ id, personId, letter: letters[at]! })));
        await this.notices.handOver(tx, waiting.map(({ id }, at) => ({ id, text: texts[at]!.toString('hex') })));
        await tx.audit({ action: 'notice.handed-over', chain: campaignId, subject: nominatorId, reason, policyVersion: campaign.policyVersion, lines: waiting.length, digest: digestOf(waiting.map(({ id }) => id)) });
        answer.push({ nominatorId, handedOver: waiting.length });
      }
      return answer;
    });
  }

  /**
   * The letters of one nominator that were handed over, as one DOCX of what was kept of them: the same bytes on any day.
   * Printing is reading, and recorded. 404 `NOMINATOR_ABSENT`, 409 `NOTHING_TO_PRINT`, `NOTICE_ERASED`.
   */
  async paper(caller: Caller, campaignId: string, scope: Scope, nominatorId: string): Promise<Buffer> {
    if (scope !== 'all' && !scope.includes(nominatorId)) throw nominatorAbsent();
    const printed = await this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const nominator = (await this.nominators.enrolled(tx, campaign, [nominatorId])).get(nominatorId);
      if (!nominator) throw nominatorAbsent();
      const kept = await this.notices.ofNominator(tx, campaignId, nominatorId, ['handed-over']);
      if (!kept.length) throw nothingToPrint();
      const texts = await opened(this.writer.open(tx, kept.map(({ textCipher, ...notice }) => ({ ...notice, textCipher: textCipher! }))));
      await tx.audit({ action: 'notice.printed', chain: campaignId, subject: nominatorId, policyVersion: campaign.policyVersion, lines: kept.length, digest: digestOf(kept.map(({ id }) => id)) });
      const handedOverAt = new Date(Math.max(...kept.map(({ settledAt }) => settledAt!.getTime()))).toISOString();
      return { programme: campaign.policy.programme.title.ru, nominator: nominator.title, handedOverAt, letters: kept.map(({ number }, i) => ({ number, ...texts[i]! })) };
    });
    return writeDocx(printLetters(printed));
  }

  /** Addresses of nominators within the scope. */
  async addresses(caller: Caller, campaignId: string, scope: Scope): Promise<NominatorAddress[]> {
    return this.database.transact(caller, (tx) => this.writer.nominatorAddresses(tx, campaignId, within(scope)));
  }

  /** Says where nominators read their mail, in the place of what was said before. 404 `NOMINATOR_ABSENT`. */
  async writeAddresses(caller: Caller, campaignId: string, scope: Scope, addresses: readonly NominatorAddress[]): Promise<{ written: number }> {
    const twice = addresses.flatMap(({ nominatorId }, i) => (addresses.findIndex((each) => each.nominatorId === nominatorId) < i ? [i] : []));
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId, { lock: true });
      const enrolled = await this.nominators.enrolled(tx, campaign, addresses.map(({ nominatorId }) => nominatorId));
      const absent = addresses.flatMap(({ nominatorId }, i) => (enrolled.has(nominatorId) && !twice.includes(i) && (scope === 'all' || scope.includes(nominatorId)) ? [] : [{ pointer: `/items/${i}/nominatorId`, code: 'NOMINATOR_ABSENT', params: {} }]));
      if (absent.length) throw nominatorAbsent(absent);
      await this.writer.writeAddresses(tx, campaignId, addresses.map((address) => ({ ...address, id: newId() })));
      await tx.audit({ action: 'nominator-address.written', chain: campaignId, policyVersion: campaign.policyVersion, lines: addresses.length, digest: digestOf(addresses.map(({ nominatorId }) => nominatorId)) });
      return { written: addresses.length };
    });
  }
}

/** What is sealed under a destroyed key is told as that. */
async function opened(letters: Promise<Letter[]>): Promise<Letter[]> {
  return letters.catch((error: unknown) => {
    throw error instanceof CipherRefused ? unreadable() : error;
  });
}

function within(scope: Scope): readonly string[] | null {
  return scope === 'all' ? null : scope;
}

function fault(i: number, code: string, params: Fault['params'] = {}): Fault {
  return { pointer: `/items/${i}/noticeId`, code, params };
}

function shown({ campaignId: _campaign, n: _n, personId: _person, textCipher: _text, reverted: _reverted, ...notice }: KeptNotice): Notice {
  return notice;
}
