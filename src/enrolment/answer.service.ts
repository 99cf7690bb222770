import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { CandidacyService } from '../candidacy/candidacy.service';
import type { CalendarDate } from '../kernel/calendar-date';
import { type Caller, lookingUp } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { newId } from '../platform/new-id';
import { FileStorage } from '../platform/storage/file-storage.service';
import type { ReceivedFile } from '../platform/storage/received-file';
import { FILE_TYPES, type FileType } from '../platform/storage/type-of-bytes';
import { moscowDay } from '../campaign/domain/term-in-days';
import { checkAnswer } from './domain/check-answer';
import { answeredOtherwise, answersRefused, answerTermOver, seatNotOffered, statementAbsent, statementKeptAlready, tooManyStatements } from './enrolment.errors';
import { SeatRepository } from './seat.repository';
import { faultsOf, type HeldStage, offerRules, SeatService } from './seat.service';
import { type StatementRow, StatementRepository } from './statement.repository';

export interface SeatAnswer {
  readonly candidacyId: string;
  readonly answer: 'accept' | 'decline';
  readonly channel: string;
  /** When it came; today unless told. */
  readonly receivedOn?: CalendarDate;
  /** The signed statement, uploaded before. A decline needs one. */
  readonly statementId?: string;
}

export interface Answered {
  readonly id: string;
  readonly accepted: number;
  readonly declined: number;
}

export type Statement = Omit<StatementRow, 'name'>;

/** A statement as it is handed out. */
export interface HandedOutStatement {
  readonly content: Readable;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

type Scope = readonly string[] | 'all';

const STATEMENT_TYPES: readonly FileType[] = ['pdf', 'docx', 'png', 'jpeg', 'tiff'];
const MOST_STATEMENTS = 20;
/** Until the enrolment is decided an answer may be another. */
const ANSWERABLE: ReadonlySet<string> = new Set(['offered', 'accepted']);

/** Answers to offers, entered in a candidate's name, and his signed statements. */
@Injectable()
export class AnswerService {
  constructor(
    private readonly database: Database,
    private readonly repository: SeatRepository,
    private readonly statements: StatementRepository,
    private readonly seats: SeatService,
    private readonly candidacies: CandidacyService,
    private readonly storage: FileStorage,
    private readonly clock: Clock,
  ) {}

  /**
   * Records answers to offers, by the nominator's clerk for his own people or by an officer for anybody, as the policy
   * lets them. All or nothing: 409 `SEAT_NOT_OFFERED` names whoever has no open offer, `ANSWER_TERM_OVER` whose answer
   * came too late, 422 `ANSWERS_REFUSED` what else is wrong, such as a decline without the signed statement.
   */
  async answer(caller: Caller, campaignId: string, stageKey: string, scope: Scope, answers: readonly SeatAnswer[]): Promise<Answered> {
    return this.database.transact(caller, async (tx) => {
      const held = await this.seats.hold(tx, campaignId, stageKey);
      const { answeredBy } = offerRules(held.stage);
      if (!answeredBy.includes(scope === 'all' ? 'officer' : 'nominator')) throw answeredOtherwise(answeredBy);
      const ids = answers.map(({ candidacyId }) => candidacyId);
      await this.candidacies.require(tx, campaignId, ids, scope, { lock: true });
      const seats = await this.repository.named(tx, campaignId, stageKey, ids);
      const missing = faultsOf(answers, ids.filter((id) => ANSWERABLE.has(seats.get(id)?.state ?? '')), 'SEAT_NOT_OFFERED');
      if (missing.length) throw seatNotOffered(missing);
      await this.candidacies.requireOpenIn(tx, campaignId, stageKey, ids, scope); // after the offer: before it nobody says who reached this stage
      await this.refuseWrong(tx, campaignId, stageKey, answers);
      return this.record(tx, held, answers);
    });
  }

  /** Puts answers that were looked at on their seats; the stage is held and the candidacies are locked by the caller. */
  async record(tx: Tx, held: HeldStage, answers: readonly SeatAnswer[]): Promise<Answered> {
    const { campaignId, policyVersion } = held.campaign;
    const at = this.clock.now();
    const id = newId();
    const lines = answers.map(({ candidacyId, answer, channel, receivedOn = moscowDay(at), statementId = null }) => ({
      candidacyId, channel, answeredOn: receivedOn, statementId, state: answer === 'accept' ? ('accepted' as const) : ('declined' as const),
    }));
    const missing = faultsOf(answers, await this.repository.answer(tx, { id, campaignId, stage: held.stage.key, kind: 'answered', at }, lines), 'SEAT_NOT_OFFERED');
    if (missing.length) throw seatNotOffered(missing);
    await this.seats.renew(tx, held, answers.map(({ candidacyId }) => candidacyId));
    await tx.audit({ action: 'seat.answered', chain: campaignId, subject: id, policyVersion, lines: lines.length, digest: digestOf(lines) });
    const accepted = answers.filter(({ answer }) => answer === 'accept').length;
    return { id, accepted, declined: answers.length - accepted };
  }

  /** Keeps a signed statement. 409 `STATEMENT_KEPT_ALREADY`, `TOO_MANY_STATEMENTS`; 422 `FILE_EMPTY`, `FILE_TYPE_REFUSED`, `FILE_INFECTED`. */
  async upload(caller: Caller, campaignId: string, stageKey: string, scope: Scope, candidacyId: string, file: ReceivedFile): Promise<Statement> {
    await this.database.transact(lookingUp(caller), (tx) => this.address(tx, campaignId, stageKey, scope, candidacyId)); // nobody's file is scanned for a foreign candidacy
    return this.storage.keep(file, STATEMENT_TYPES, ({ name, type, size, sha256 }, done) =>
      this.database.transact(caller, async (tx) => {
        await this.address(tx, campaignId, stageKey, scope, candidacyId, true);
        if ((await this.statements.of(tx, candidacyId)).length >= MOST_STATEMENTS) throw tooManyStatements(MOST_STATEMENTS);
        const kept = await this.statements.insert(tx, { id: newId(), candidacyId, name, type: type!, size, sha256 });
        if (!kept) throw statementKeptAlready();
        await tx.audit({ action: 'statement.uploaded', chain: campaignId, subject: kept.id, digest: Buffer.from(sha256, 'hex') });
        done();
        return listed(kept);
      }),
    );
  }

  /** The statements of a candidacy, by which its answers were entered. */
  async list(caller: Caller, campaignId: string, stageKey: string, scope: Scope, candidacyId: string): Promise<Statement[]> {
    return this.database.transact(caller, async (tx) => {
      await this.address(tx, campaignId, stageKey, scope, candidacyId);
      return (await this.statements.of(tx, candidacyId)).map(listed);
    });
  }

  /** The bytes of a statement; that somebody read them is recorded before the first. 404 `STATEMENT_ABSENT`. */
  async download(caller: Caller, campaignId: string, stageKey: string, scope: Scope, candidacyId: string, id: string): Promise<HandedOutStatement> {
    const { file, number } = await this.database.transact(caller, async (tx) => {
      const addressed = await this.address(tx, campaignId, stageKey, scope, candidacyId);
      const found = (await this.statements.of(tx, candidacyId)).find((statement) => statement.id === id);
      if (!found) throw statementAbsent();
      await tx.audit({ action: 'statement.read', chain: campaignId, subject: id });
      return { file: found, number: addressed };
    });
    const type = file.type as FileType;
    return { content: await this.storage.open(file.name), name: `${number}-answer.${type}`, type: FILE_TYPES[type], size: file.size };
  }

  /** The public number of a candidacy that has or had a seat in the stage. */
  private async address(tx: Tx, campaignId: string, stageKey: string, scope: Scope, candidacyId: string, lock = false): Promise<string> {
    await this.seats.open(tx, campaignId, stageKey);
    const [candidacy] = await this.candidacies.require(tx, campaignId, [candidacyId], scope, { lock, at: () => '' });
    const seats = await this.repository.named(tx, campaignId, stageKey, [candidacyId]);
    if (!seats.size) throw seatNotOffered();
    return candidacy!.number;
  }

  private async refuseWrong(tx: Tx, campaignId: string, stageKey: string, answers: readonly SeatAnswer[]): Promise<void> {
    const ids = answers.map(({ candidacyId }) => candidacyId);
    const seats = await this.repository.named(tx, campaignId, stageKey, ids);
    const kept = await this.statements.ofMany(tx, ids);
    const now = this.clock.now();
    const faults = answers.flatMap(({ candidacyId, answer, receivedOn = null, statementId = null }, i) => {
      const wrong = checkAnswer({ answer, receivedOn, statementId }, seats.get(candidacyId) ?? null, kept.get(candidacyId) ?? new Set(), now);
      return wrong ? [{ pointer: `/items/${i}/${wrong.field}`, code: wrong.code, params: wrong.params }] : [];
    });
    if (!faults.length) return;
    if (faults.some(({ code }) => code === 'SEAT_NOT_OFFERED')) throw seatNotOffered(faults);
    throw faults.some(({ code }) => code === 'ANSWER_TERM_OVER') ? answerTermOver(faults) : answersRefused(faults);
  }
}

function listed({ name: _, ...statement }: StatementRow): Statement {
  return statement;
}
