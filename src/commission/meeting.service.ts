import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import type { Commission } from '../campaign/domain/policy';
import type { Fault } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { FileStorage } from '../platform/storage/file-storage.service';
import type { ReceivedFile } from '../platform/storage/received-file';
import { type AgendaItem, AgendaRepository, type ItemKind, type NewItem, type Subject } from './agenda.repository';
import {
  attendanceMissing, attendanceRefused, commissionSize, itemAbsent, itemDecided, itemsNotVoted, itemsRefused, itemVoted, meetingAbsent, meetingClosed, noCommission,
  protocolBeforeMeeting, protocolMissing, protocolTwice, scanKept, scanMissing, votesRefused,
} from './commission.errors';
import { checkVotes, type EnteredVotes } from './domain/check-votes';
import { decideItem } from './domain/decide-item';
import { findTies } from './domain/find-ties';
import { type Meeting, MeetingRepository } from './meeting.repository';
import { type Member, MemberRepository } from './member.repository';

export type { AgendaItem, Meeting, Member };

/** What is put on the agenda: a checked list, a finished run, a place in a tie, somebody's case. */
export interface AskedItem {
  readonly kind: ItemKind;
  readonly listId?: string;
  readonly runId?: string;
  readonly candidacyId?: string;
  readonly proposal?: 'pass' | 'fail';
}

export type VotedItem = EnteredVotes & { readonly itemId: string };

/** A meeting with all that is recorded of it. */
export interface ShownMeeting extends Meeting {
  readonly members: readonly Member[];
  readonly items: readonly AgendaItem[];
}

interface OpenMeeting {
  readonly campaign: RunningCampaign;
  readonly rules: Commission;
  readonly meeting: Meeting;
}

/** Meetings of the commission, recorded by its secretary: agenda, attendance, votes, protocol and its signed scan. */
@Injectable()
export class MeetingService {
  constructor(
    private readonly database: Database,
    private readonly meetings: MeetingRepository,
    private readonly agenda: AgendaRepository,
    private readonly members: MemberRepository,
    private readonly campaigns: CampaignService,
    private readonly storage: FileStorage,
  ) {}

  async call(caller: Caller, campaignId: string, meeting: Pick<Meeting, 'heldOn' | 'place' | 'secretary'>): Promise<ShownMeeting> {
    return this.database.transact(caller, async (tx) => {
      const { policy, policyVersion } = await this.campaigns.running(tx, campaignId);
      if (!policy.commission) throw noCommission();
      const id = newId();
      await this.meetings.create(tx, campaignId, { id, ...meeting });
      await tx.audit({ action: 'meeting.called', chain: campaignId, subject: id, policyVersion });
      return this.require(tx, campaignId, id);
    });
  }

  async show(caller: Caller, campaignId: string, id: string): Promise<ShownMeeting> {
    return this.database.transact(caller, (tx) => this.require(tx, campaignId, id));
  }

  async list(caller: Caller, campaignId: string, { after, limit }: { after?: string; limit: number }): Promise<Page<Meeting>> {
    return this.database.transact(caller, async (tx) => pageOf(await this.meetings.page(tx, campaignId, after ?? null, limit + 1), limit, ({ id }) => id));
  }

  /** Puts things of the campaign on the agenda, bound to what they are now. 422 `ITEMS_REFUSED`. */
  async add(caller: Caller, campaignId: string, id: string, items: readonly AskedItem[]): Promise<ShownMeeting> {
    return this.change(caller, campaignId, id, 'meeting.items-added', async (tx) => {
      const faults: Fault[] = [];
      const added: NewItem[] = [];
      for (const [i, item] of items.entries()) {
        const subject = await this.subjectOf(tx, campaignId, item);
        if (typeof subject === 'string') faults.push({ pointer: `/items/${i}`, code: subject, params: {} });
        else added.push({ id: newId(), kind: item.kind, listId: item.listId ?? null, runId: item.runId ?? null, candidacyId: item.candidacyId ?? null, proposal: item.proposal ?? null, subject });
      }
      if (faults.length) throw itemsRefused(faults);
      await this.agenda.add(tx, campaignId, id, added);
      return added.length;
    });
  }

  async remove(caller: Caller, campaignId: string, id: string, itemId: string): Promise<ShownMeeting> {
    return this.change(caller, campaignId, id, 'meeting.item-removed', async (tx) => {
      if (await this.agenda.remove(tx, id, itemId)) return 1;
      throw (await this.agenda.items(tx, id)).some((item) => item.id === itemId) ? itemVoted() : itemAbsent();
    });
  }

  /** Who was there and who presided. Votes recorded before are forgotten, for they were counted among others. */
  async attend(caller: Caller, campaignId: string, id: string, present: readonly string[], presidingId: string): Promise<ShownMeeting> {
    return this.change(caller, campaignId, id, 'meeting.attended', async (tx, { rules, meeting }) => {
      const items = await this.agenda.items(tx, id);
      if ((await this.agenda.decided(tx, items.map((item) => item.id))).size) throw itemDecided();
      const members = await this.members.on(tx, campaignId, meeting.heldOn);
      const { min = 0, max = Infinity } = rules.members;
      if (members.length < min || members.length > max) throw commissionSize(members.length, min, max);
      const known = new Map(members.map((member) => [member.id, member]));
      const faults = present.flatMap((member, i): Fault[] => {
        const code = !known.has(member) ? 'MEMBER_UNKNOWN' : present.indexOf(member) < i ? 'MEMBER_NAMED_TWICE' : null;
        return code ? [{ pointer: `/present/${i}`, code, params: {} }] : [];
      });
      if (!present.includes(presidingId) || known.get(presidingId)?.role === 'member') faults.push({ pointer: '/presidingId', code: 'NOT_A_CHAIR', params: {} });
      if (faults.length) throw attendanceRefused(faults);
      await this.agenda.unvote(tx, id);
      await this.meetings.attend(tx, campaignId, id, present, presidingId);
      return present.length;
    });
  }

  /** Records how items were voted on, in the place of what was said before; what came of each is computed. 422 `VOTES_REFUSED`. */
  async vote(caller: Caller, campaignId: string, id: string, entries: readonly VotedItem[]): Promise<ShownMeeting> {
    return this.change(caller, campaignId, id, 'meeting.voted', async (tx, { rules, meeting }) => {
      if (!meeting.presidingId) throw attendanceMissing();
      const items = new Map((await this.agenda.items(tx, id)).map((item) => [item.id, item]));
      const strange = entries.flatMap(({ itemId }, i) => (items.has(itemId) ? [] : [`/items/${i}/itemId`]));
      if (strange.length) throw itemAbsent(strange);
      if ((await this.agenda.decided(tx, entries.map(({ itemId }) => itemId))).size) throw itemDecided();
      const members = await this.members.on(tx, campaignId, meeting.heldOn);
      const people = await this.agenda.peopleOf(tx, entries.flatMap(({ itemId }) => items.get(itemId)!.candidacyId ?? []));
      const voters = members.map((member) => ({ id: member.id, present: meeting.present.includes(member.id) }));
      const faults: Fault[] = [];
      for (const [i, { itemId, ...entered }] of entries.entries()) {
        const person = people.get(items.get(itemId)!.candidacyId ?? '');
        const conflicting = new Set(findTies(rules.conflicts, members, person ? [person] : []).keys());
        const checked = checkVotes(entered, { voters, presidingId: meeting.presidingId, conflicting, rules });
        faults.push(...checked.faults.map((fault) => ({ ...fault, pointer: `/items/${i}${fault.pointer}` })));
        if (!checked.faults.length) await this.agenda.vote(tx, campaignId, itemId, entered, { votes: checked.counted.votes, presiding: checked.counted.presiding, ...decideItem(checked.counted, rules) });
      }
      if (faults.length) throw votesRefused(faults);
      return entries.length;
    });
  }

  /** Enters number and date of the protocol; from then on nothing of the meeting changes. */
  async close(caller: Caller, campaignId: string, id: string, number: string, date: string): Promise<ShownMeeting> {
    return this.change(caller, campaignId, id, 'meeting.closed', async (tx, { meeting }) => {
      if (!meeting.presidingId) throw attendanceMissing();
      const items = await this.agenda.items(tx, id);
      const open = items.filter(({ outcome }) => !outcome);
      if (open.length || !items.length) throw itemsNotVoted(open.map(({ ordinal }) => ordinal));
      if (date < meeting.heldOn) throw protocolBeforeMeeting();
      if (!(await this.meetings.close(tx, campaignId, id, number, date))) throw protocolTwice();
      return items.length;
    });
  }

  /** Keeps the protocol as it was signed, a PDF. Once there it stays: 409 `SCAN_KEPT`. */
  async attach(caller: Caller, campaignId: string, id: string, file: ReceivedFile): Promise<ShownMeeting> {
    return this.storage.keep(file, ['pdf'], ({ name, sha256 }, done) =>
      this.database.transact(caller, async (tx) => {
        const meeting = await this.meetings.find(tx, campaignId, id, { lock: true });
        if (!meeting) throw meetingAbsent();
        if (meeting.protocolNumber === null) throw protocolMissing();
        if (meeting.scan !== null) throw scanKept();
        await this.meetings.attach(tx, id, name, sha256);
        await tx.audit({ action: 'protocol.scan-kept', chain: campaignId, subject: id, digest: Buffer.from(sha256, 'hex') });
        done();
        return this.require(tx, campaignId, id);
      }),
    );
  }

  async scan(caller: Caller, campaignId: string, id: string): Promise<Readable> {
    const meeting = await this.database.transact(caller, (tx) => this.meetings.find(tx, campaignId, id));
    if (!meeting) throw meetingAbsent();
    if (meeting.scan === null) throw scanMissing();
    return this.storage.open(meeting.scan);
  }

  private async change(caller: Caller, campaignId: string, id: string, action: string, act: (tx: Tx, open: OpenMeeting) => Promise<number>): Promise<ShownMeeting> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const rules = campaign.policy.commission;
      if (!rules) throw noCommission();
      const meeting = await this.meetings.find(tx, campaignId, id, { lock: true });
      if (!meeting) throw meetingAbsent();
      if (meeting.protocolNumber !== null) throw meetingClosed();
      const lines = await act(tx, { campaign, rules, meeting });
      const shown = await this.require(tx, campaignId, id);
      await tx.audit({ action, chain: campaignId, subject: id, policyVersion: campaign.policyVersion, lines, digest: digestOf(recordOf(shown)) });
      return shown;
    });
  }

  /** What the item is about, or the code of why it cannot be. */
  private async subjectOf(tx: Tx, campaignId: string, { kind, listId, runId, candidacyId, proposal }: AskedItem): Promise<Subject | string> {
    const asked = { listId: kind === 'list', runId: kind === 'run' || kind === 'tie', candidacyId: kind === 'tie' || kind === 'departure' || kind === 'appeal' };
    if (asked.listId !== (listId !== undefined) || asked.runId !== (runId !== undefined) || asked.candidacyId !== (candidacyId !== undefined) || (kind === 'departure') !== (proposal !== undefined)) return 'ITEM_NAMES_ANOTHER_THING';
    const person = candidacyId === undefined ? null : await this.agenda.candidacySubject(tx, campaignId, candidacyId);
    if (candidacyId !== undefined && !person) return 'CANDIDACY_ABSENT';
    if (listId !== undefined) {
      const list = await this.agenda.listSubject(tx, campaignId, listId);
      return !list ? 'LIST_ABSENT' : list.digest === null ? 'LIST_NOT_CHECKED' : { ...list, digest: list.digest };
    }
    if (runId === undefined) return person!;
    const run = await this.agenda.runSubject(tx, campaignId, runId);
    if (!run) return 'RUN_ABSENT';
    if (run.state === 'queued' || run.state === 'refused') return 'RUN_NOT_FINISHED';
    if ((run.state === 'tie') !== (kind === 'tie')) return kind === 'tie' ? 'RUN_WITHOUT_TIE' : 'RUN_HAS_TIE';
    const { stage, digest } = run;
    return { stage, digest, nominatorId: person?.nominatorId ?? null };
  }

  private async require(tx: Tx, campaignId: string, id: string): Promise<ShownMeeting> {
    const found = await this.meetings.find(tx, campaignId, id);
    if (!found) throw meetingAbsent();
    const { scan: _, ...meeting } = found;
    return { ...meeting, members: await this.members.on(tx, campaignId, meeting.heldOn), items: await this.agenda.items(tx, id) };
  }
}

/** All that is recorded of a meeting but names and words: what the audit binds. */
function recordOf({ members, items, secretary: _, place: __, ...meeting }: ShownMeeting): unknown {
  return { ...meeting, members: members.map(({ id, role }) => ({ id, role })), items: items.map(({ members: votes, ...item }) => ({ ...item, votes: votes.map(({ dissent, ...vote }) => ({ ...vote, dissent: dissent !== null })) })) };
}
