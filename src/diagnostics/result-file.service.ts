import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { type DiagnosticsStage, type Instrument, keyed } from '../campaign/domain/policy';
import { CandidacyService } from '../candidacy/candidacy.service';
import { WorkService } from '../candidacy/work.service';
import { canonicalJson } from '../kernel/canonical-json';
import { columnLetters } from '../kernel/column-letters';
import { DomainError } from '../kernel/domain-error';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { inspectSpreadsheet, readSpreadsheet } from '../platform/spreadsheet/read-spreadsheet';
import type { ReceivedFile } from '../platform/storage/received-file';
import { DiagnosticsRepository, type StageKey } from './diagnostics.repository';
import { checkEntries, type ResultEntry, resultKey } from './domain/check-entries';
import type { InstrumentResult } from './domain/diagnostics-facts';
import { readColumns, type ReadRow, readResultRow, type RowProblem } from './domain/read-result-row';
import { type ResultFile, ResultFileRepository } from './result-file.repository';
import { SessionRepository } from './session.repository';

/** What a file of results comes to, now: nothing is written. */
export interface ResultFileReport {
  readonly rows: number;
  /** Results that would be recorded. */
  readonly ready: number;
  /** Recorded already, exactly so: the same file again records nothing. */
  readonly unchanged: number;
  readonly problems: readonly RowProblem[];
  /** Names the results that would be recorded. */
  readonly digest: string;
}

interface Examined extends ResultFileReport {
  readonly entries: readonly ResultEntry[];
  readonly complete: readonly string[];
  readonly again: readonly string[];
}

const MOST_ROWS = 20_000;

/**
 * Results that come as a file, by code: looked over by the same rules as single results, then recorded row by row as far as
 * they are good. The file is not kept; whoever applies it sends it again with the digest of what he has seen.
 */
@Injectable()
export class ResultFileService {
  constructor(
    private readonly database: Database,
    private readonly files: ResultFileRepository,
    private readonly diagnostics: DiagnosticsRepository,
    private readonly sessions: SessionRepository,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
    private readonly work: WorkService,
  ) {}

  /** Every fault of every row at once. 422 with the code of a file that cannot be read. */
  async check(caller: Caller, at: StageKey, file: ReceivedFile): Promise<ResultFileReport> {
    const rows = await this.read(caller, at, file);
    return this.database.transact(caller, async (tx) => {
      const { entries: _, complete: _complete, again: _again, ...report } = await this.examine(tx, at, rows, false);
      return report;
    });
  }

  /** Records the good rows of a file. 409 `STALE_PREVIEW` when they are no longer those of the digest, `NOTHING_TO_RECORD`. */
  async apply(caller: Caller, at: StageKey, file: ReceivedFile, digest: string): Promise<{ readonly id: string; readonly recorded: number }> {
    const rows = await this.read(caller, at, file);
    return this.database.transact(caller, async (tx) => {
      const { campaign, stage } = await this.stageAt(tx, at);
      const { entries, complete, again, ...report } = await this.examine(tx, at, rows, true);
      if (report.digest !== digest) throw new DomainError('conflict', 'STALE_PREVIEW', 'The results that would be recorded have changed since the preview.', { ready: report.ready });
      if (!entries.length) throw new DomainError('conflict', 'NOTHING_TO_RECORD', 'The file holds no result that could be recorded.');
      const id = newId();
      await this.files.create(tx, at, { id, sha256: file.sha256, recorded: entries.length });
      await this.diagnostics.insert(tx, at, entries, id);
      await this.work.markReady(tx, at.campaignId, stage, complete);
      await this.work.renew(tx, at.campaignId, stage, again);
      await tx.audit({ action: 'results.file-recorded', chain: at.campaignId, subject: id, policyVersion: campaign.policyVersion, lines: entries.length, digest: Buffer.from(file.sha256, 'hex') });
      return { id, recorded: entries.length };
    });
  }

  /** Files whose results were recorded, taken back or not. */
  async list(caller: Caller, at: StageKey, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Page<ResultFile>> {
    return this.database.transact(caller, async (tx) => {
      await this.stageAt(tx, at);
      return pageOf(await this.files.page(tx, at, after, limit + 1), limit, ({ id }) => id);
    });
  }

  /** Takes a whole file back while nobody in it was decided or corrected. 404 `RESULT_FILE_ABSENT`, 409 `RESULT_FILE_REVERTED`, `RESULT_FILE_USED`. */
  async revert(caller: Caller, at: StageKey, id: string, reason: string): Promise<{ readonly reverted: number }> {
    return this.database.transact(caller, async (tx) => {
      const { campaign, stage } = await this.stageAt(tx, at);
      const file = await this.files.lock(tx, at, id);
      if (!file) throw new DomainError('absent', 'RESULT_FILE_ABSENT', 'There is no such file.');
      if (file.revertedAt) throw new DomainError('conflict', 'RESULT_FILE_REVERTED', 'This file is taken back already.');
      const results = await this.files.lockResults(tx, at, id);
      const used = results.filter((result) => result.used).length;
      if (used) throw new DomainError('conflict', 'RESULT_FILE_USED', 'Somebody in the file was decided or corrected since; correct single results.', { used });
      await this.files.revert(tx, id, reason);
      const ids = [...new Set(results.map(({ candidacyId }) => candidacyId))];
      await this.work.renewJudged(tx, at.campaignId, stage, ids);
      await tx.audit({ action: 'results.file-reverted', chain: at.campaignId, subject: id, reason, policyVersion: campaign.policyVersion, lines: results.length });
      return { reverted: results.length };
    });
  }

  /** Reads the only sheet with rows, by the headings of its first row. */
  private async read(caller: Caller, at: StageKey, file: ReceivedFile): Promise<ReadRow[]> {
    // Only looks up: the key of a repeated request belongs to the transaction that records.
    const battery = await this.database.transact({ actor: caller.actor, reach: caller.reach }, async (tx) => {
      const { campaign, stage } = await this.stageAt(tx, at);
      return batteryOf(stage, campaign.policy.instruments ?? []);
    });
    const [sheet] = (await inspectSpreadsheet(file.path)).sheets.filter(({ rows }) => rows.length);
    const header = sheet?.rows[0];
    if (!sheet || !header) throw new DomainError('rule', 'FILE_EMPTY', 'The file is empty.');
    const columns = readColumns(header.cells, battery);
    if ('code' in columns) throw new DomainError('rule', columns.code, 'The headings of the file are not those of results.', columns.params);
    const read: ReadRow[] = [];
    for await (const { rows } of readSpreadsheet(file.path, [sheet.name])) {
      for (const { row, cells, faults = [] } of rows.filter((each) => each.row > header.row)) {
        const one = readResultRow({ row, cells }, columns, battery);
        const wrong = faults.map(({ code, column }) => ({ ...one.place({ code, pointer: '', params: {} }), column: columnLetters(column), value: null }));
        read.push(wrong.length ? { ...one, result: null, problems: [...wrong, ...one.problems] } : one);
      }
      if (read.length > MOST_ROWS) throw new DomainError('rule', 'FILE_TOO_MANY_ROWS', 'A sheet has more rows than the service reads.', { most: MOST_ROWS });
    }
    return read;
  }

  private async examine(tx: Tx, at: StageKey, rows: readonly ReadRow[], lock: boolean): Promise<Examined> {
    const { campaign, stage } = await this.stageAt(tx, at);
    const byCode = await this.sessions.byCode(tx, at.campaignId, rows.flatMap(({ result }) => result?.code ?? []));
    const problems = rows.flatMap((row) => row.problems);
    const named = rows.flatMap((row) => {
      if (!row.result) return [];
      const { code, ...result } = row.result;
      const candidacyId = byCode.get(code);
      if (candidacyId) return [{ row, entry: { ...result, candidacyId } }];
      problems.push(row.place({ code: 'CODE_UNKNOWN', pointer: '/code', params: {} }));
      return [];
    });
    const ids = [...new Set(named.map(({ entry }) => entry.candidacyId))];
    const people = new Map((await this.candidacies.require(tx, at.campaignId, ids, 'all', { lock })).map((candidacy) => [candidacy.id, candidacy]));
    const known = new Map((await this.diagnostics.facts(tx, at, ids)).flatMap(({ candidacyId, results }) => results.map((result) => [resultKey({ ...result, candidacyId }), result] as const)));

    let unchanged = 0;
    const fresh = named.filter(({ row, entry }) => {
      const before = known.get(resultKey(entry));
      const { stage: where, status } = people.get(entry.candidacyId)!;
      if (before && sameResult(before, entry)) unchanged++;
      else if (before) problems.push(row.place({ code: 'RESULT_RECORDED', pointer: '/instrument', params: {} }));
      else if (where !== at.stage || status !== 'open') problems.push(row.place({ code: 'NOT_IN_STAGE', pointer: '/code', params: { stage: where, status } }));
      else return true;
      return false;
    });
    const recorded = await this.diagnostics.recorded(tx, at, ids);
    const check = (of: typeof fresh): ReturnType<typeof checkEntries> => checkEntries(stage, campaign.policy.instruments ?? [], recorded, of.map(({ entry }) => entry));
    const faulty = new Set<number>();
    for (const fault of check(fresh).faults) {
      const [, index] = fault.pointer.split('/');
      faulty.add(Number(index));
      problems.push(fresh[Number(index)]!.row.place({ ...fault, pointer: fault.pointer.slice(index!.length + 1) }));
    }
    const good = fresh.filter((_, i) => !faulty.has(i));
    const { complete, again } = check(good);
    const entries = good.map(({ entry }) => entry);
    return {
      rows: rows.length, ready: entries.length, unchanged, entries, complete, again,
      problems: onePerCell(problems),
      digest: digestOf(entries.map((entry) => [canonicalJson({ ...entry })])).toString('hex'),
    };
  }

  private async stageAt(tx: Tx, at: StageKey): Promise<{ campaign: RunningCampaign; stage: DiagnosticsStage }> {
    const campaign = await this.campaigns.running(tx, at.campaignId);
    return { campaign, stage: this.campaigns.stage(campaign, at.stage, 'diagnostics') };
  }
}

function batteryOf({ battery }: DiagnosticsStage, instruments: readonly Instrument[]): Instrument[] {
  return battery.flatMap((key) => keyed(instruments, key) ?? []);
}

/** In the order of rows. One date may be wrong for several scales: it is one mistake to correct. */
function onePerCell(problems: readonly RowProblem[]): RowProblem[] {
  const cells = new Map(problems.toReversed().map((problem) => [`${problem.row} ${problem.column} ${problem.code}`, problem]));
  return problems.filter((problem) => cells.get(`${problem.row} ${problem.column} ${problem.code}`) === problem).sort((a, b) => a.row - b.row);
}

function sameResult(a: InstrumentResult, b: InstrumentResult): boolean {
  const plain = ({ takenOn, normGroup, raw, conclusion = null }: InstrumentResult): string => canonicalJson({ takenOn, normGroup, raw, conclusion });
  return plain(a) === plain(b);
}
