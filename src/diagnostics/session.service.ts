import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { CandidacyService } from '../candidacy/candidacy.service';
import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { inItems } from '../platform/http/entries';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import type { StageKey } from './diagnostics.repository';
import { DiagnosticsService, type Recorded } from './diagnostics.service';
import type { ResultEntry } from './domain/check-entries';
import { readTestingCode, testingCode } from './domain/testing-code';
import { printRegister } from './print-register';
import { type Attendance, type Invitation, type Session, SessionRepository, type SessionWish } from './session.repository';

/** A result as a testing system knows it: by the candidate's code, never by name. */
export type ResultByCode = Omit<ResultEntry, 'candidacyId'> & { readonly code: string };

interface PageWish {
  readonly after?: string;
  readonly limit: number;
}

/** Sessions of testing: who is invited when and where, who came. Attendance is a fact; it moves nobody. */
@Injectable()
export class SessionService {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionRepository,
    private readonly diagnostics: DiagnosticsService,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
  ) {}

  async create(caller: Caller, at: StageKey, wish: SessionWish): Promise<Session> {
    return this.database.transact(caller, async (tx) => {
      const { policyVersion } = await this.stageAt(tx, at);
      const id = newId();
      await this.sessions.create(tx, at, id, wish);
      await tx.audit({ action: 'session.created', chain: at.campaignId, subject: id, policyVersion });
      return (await this.sessions.find(tx, at, id))!;
    });
  }

  async list(caller: Caller, at: StageKey, { after, limit }: PageWish): Promise<Page<Session>> {
    return this.database.transact(caller, async (tx) => {
      await this.stageAt(tx, at);
      return pageOf(await this.sessions.page(tx, at, after, limit + 1), limit, ({ id }) => id);
    });
  }

  /**
   * Invites candidacies that are open in the stage, all or none, and gives everybody his code. 404 `SESSION_ABSENT`,
   * `CANDIDACY_ABSENT`, 409 `NOT_IN_STAGE`, `SESSION_FULL` with the free places, `ALREADY_INVITED`.
   */
  async invite(caller: Caller, at: StageKey, id: string, candidacyIds: readonly string[]): Promise<{ invited: number }> {
    return this.database.transact(caller, async (tx) => {
      const { policyVersion } = await this.stageAt(tx, at);
      const session = await this.require(tx, at, id, true);
      const people = await this.candidacies.requireOpenIn(tx, at.campaignId, at.stage, candidacyIds, 'all', { lock: true, at: (i) => `/candidacyIds/${i}` });
      const free = session.capacity - session.taken;
      if (candidacyIds.length > free) throw new DomainError('conflict', 'SESSION_FULL', 'The session has not so many places.', { free, asked: candidacyIds.length });
      const invited = new Set(await this.sessions.invite(tx, at, id, candidacyIds));
      const again = candidacyIds.flatMap((candidacyId, i): Fault[] => (invited.has(candidacyId) ? [] : [{ pointer: `/candidacyIds/${i}`, code: 'ALREADY_INVITED', params: {} }]));
      if (again.length) throw new DomainError('conflict', 'ALREADY_INVITED', 'Somebody named is invited already or has attended.', {}, again);
      await this.sessions.giveCodes(tx, at, candidacyIds.map((candidacyId) => ({ candidacyId, code: testingCode(randomBytes(7)) })));
      await tx.audit({ action: 'session.invited', chain: at.campaignId, subject: id, policyVersion, lines: people.length, digest: digestOf(people.map(({ number }) => [number])) });
      return { invited: invited.size };
    });
  }

  /** Who came, who did not, who is to come another day: all or none. 404 `SESSION_ABSENT`, 409 `NOT_INVITED`. */
  async attend(caller: Caller, at: StageKey, id: string, marks: readonly { readonly candidacyId: string; readonly state: Attendance }[]): Promise<{ marked: number }> {
    return this.database.transact(caller, async (tx) => {
      const { policyVersion } = await this.stageAt(tx, at);
      await this.require(tx, at, id, true);
      const marked = new Set(await this.sessions.mark(tx, id, marks));
      const wrong = marks.flatMap(({ candidacyId }, i): Fault[] => (marked.has(candidacyId) ? [] : [{ pointer: `/${i}/candidacyId`, code: 'NOT_INVITED', params: {} }]));
      if (wrong.length) throw new DomainError('conflict', 'NOT_INVITED', 'Somebody named is not invited to this session or is marked already.', {}, inItems(wrong));
      await tx.audit({ action: 'session.attended', chain: at.campaignId, subject: id, policyVersion, lines: marks.length, digest: digestOf(marks.map(({ candidacyId, state }) => [candidacyId, state])) });
      return { marked: marked.size };
    });
  }

  /** Who is invited, with names and codes, in the order of public numbers. 404 `SESSION_ABSENT`. */
  async register(caller: Caller, at: StageKey, id: string, { after, limit }: PageWish): Promise<{ readonly session: Session; readonly invitations: Page<Invitation> }> {
    return this.database.transact(caller, async (tx) => {
      await this.stageAt(tx, at);
      const session = await this.require(tx, at, id);
      return { session, invitations: pageOf(await this.sessions.register(tx, id, after, limit + 1), limit, ({ number }) => number) };
    });
  }

  /** The whole register as a page to print. 404 `SESSION_ABSENT`. */
  async print(caller: Caller, at: StageKey, id: string): Promise<string> {
    return this.database.transact(caller, async (tx) => {
      await this.stageAt(tx, at);
      const session = await this.require(tx, at, id);
      return printRegister(session, await this.sessions.register(tx, id, undefined, null));
    });
  }

  /** As `DiagnosticsService.record`, by code. 422 `RESULT_REFUSED` also names codes that are mistyped or nobody's. */
  async recordByCode(caller: Caller, at: StageKey, results: readonly ResultByCode[]): Promise<(Omit<Recorded, 'candidacyId'> & { readonly code: string })[]> {
    const read = results.map(({ code }) => readTestingCode(code));
    // Only looks up: the key of a repeated request belongs to the transaction that records.
    const known = await this.database.transact({ actor: caller.actor, reach: caller.reach }, async (tx) => {
      await this.stageAt(tx, at);
      return this.sessions.byCode(tx, at.campaignId, read.flatMap((one) => ('code' in one ? one.code : [])));
    });
    const faults = read.flatMap((one, i): Fault[] => {
      const code = 'fault' in one ? one.fault : known.has(one.code) ? null : 'CODE_UNKNOWN';
      return code ? [{ pointer: `/${i}/code`, code, params: {} }] : [];
    });
    if (faults.length) throw new DomainError('rule', 'RESULT_REFUSED', 'Some results cannot be recorded; the faults say which and why.', {}, inItems(faults));
    const entries = results.map(({ code: _, ...result }, i) => ({ ...result, candidacyId: known.get((read[i] as { code: string }).code)! }));
    const recorded = await this.diagnostics.record(caller, at, entries);
    return recorded.map(({ instrument, complete }, i) => ({ code: (read[i] as { code: string }).code, instrument, complete }));
  }

  private async require(tx: Tx, at: StageKey, id: string, lock = false): Promise<Session> {
    const session = await this.sessions.find(tx, at, id, lock);
    if (!session) throw new DomainError('absent', 'SESSION_ABSENT', 'There is no such session.');
    return session;
  }

  private async stageAt(tx: Tx, at: StageKey): Promise<RunningCampaign> {
    const campaign = await this.campaigns.running(tx, at.campaignId);
    this.campaigns.stage(campaign, at.stage, 'diagnostics');
    return campaign;
  }
}
