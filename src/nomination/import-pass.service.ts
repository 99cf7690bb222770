import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { nominationStage } from '../campaign/domain/nomination-stage';
import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { FieldCipher } from '../platform/crypto/field-cipher';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import type { Tx } from '../platform/database/tx';
import type { Problem } from './domain/import-problem';
import type { RowOutcome } from './domain/import-state';
import { type Entry, EntryService, type Wish } from './entry.service';
import type { CheckedRow } from './import-reader.service';
import { type Counts, type ImportJob, ImportRepository, type ImportRow, type Match } from './import.repository';
import type { NominateDto } from './nomination.dto';
import { sealRow } from './seal-row';

/** Somebody else holds the list: what this process did of it is rolled back. */
export class ImportFenced extends Error {}

/** A row with a nomination in it, and whom it means among those already there. */
interface Candidate {
  readonly row: CheckedRow;
  readonly wish: NominateDto;
  readonly match: Match | null;
}

interface Outcome {
  readonly outcome: RowOutcome;
  readonly candidacyId?: string;
  readonly faults?: readonly Fault[];
}

const POINTER = /^\/rows\/(\d+)/;

/**
 * Some rows of an uploaded list in one transaction: the good ones are entered, or take the place of what was entered
 * before; the others are kept with what is wrong. Looking a list over does the very same and undoes it.
 */
@Injectable()
export class ImportPassService {
  constructor(
    private readonly database: Database,
    private readonly imports: ImportRepository,
    private readonly entries: EntryService,
    private readonly campaigns: CampaignService,
    private readonly cipher: FieldCipher,
  ) {}

  /** Deals with the rows that follow `before` others and notes it; true when the list was cancelled meanwhile. Throws `ImportFenced`. */
  async take(caller: Caller, job: ImportJob, before: number, rows: readonly CheckedRow[]): Promise<boolean> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, job.campaignId);
      const keys = rows.map((row) => this.keyOf(row));
      const first = await this.imports.firstRows(tx, job.id, keys.flatMap((key) => key ?? []));
      for (const [i, { row }] of rows.entries()) {
        const key = keys[i];
        const n = before + i + 1;
        if (key && (first.get(key)?.n ?? Infinity) > n) first.set(key, { n, row });
      }
      const outcomes = new Map<CheckedRow, Outcome>();
      const sound = rows.filter((row, i) => {
        const key = keys[i];
        const twin = key ? first.get(key) : undefined;
        if (twin && twin.n < before + i + 1) outcomes.set(row, { outcome: 'refused', faults: [{ pointer: '', code: 'ROW_TWICE', params: { row: twin.row } }] });
        else if (!row.wish || row.problems.some(({ level }) => level === 'error')) outcomes.set(row, { outcome: 'refused' });
        return !outcomes.has(row);
      });
      await this.place(tx, campaign, job, await this.candidates(tx, job, sound), outcomes);
      await this.imports.putRows(tx, job, rows.map((row, i) => this.written(job, before + i + 1, row, keys[i]!, outcomes.get(row)!)));
      const counts = countsOf(outcomes);
      const held = await this.imports.advance(tx, job, rows.length, counts);
      if (!held) throw new ImportFenced();
      const action = job.state === 'applying' ? 'import.entered' : 'import.checked';
      await tx.audit({ action, chain: job.campaignId, subject: job.id, policyVersion: campaign.policyVersion, lines: rows.length, digest: digestOf([...outcomes.values()].map(({ outcome, candidacyId }) => [outcome, candidacyId])) });
      return held.cancelled;
    });
  }

  private async candidates(tx: Tx, job: ImportJob, rows: readonly CheckedRow[]): Promise<Candidate[]> {
    const wishes = rows.map(({ wish, key }): NominateDto => ({ ...wish!, nominatorId: job.nominatorId, ...(key.externalId !== null && { externalId: key.externalId }) }));
    const sought = rows.map(({ key }, i) => ({
      i, externalId: key.externalId, snilsIndex: key.snils && this.cipher.blindIndex(key.snils).toString('hex'), nameIndex: this.entries.nameIndexOf(wishes[i]!),
    }));
    const matches = new Map((await this.imports.matches(tx, job.campaignId, job.nominatorId, job.id, sought)).map((match) => [match.i, match]));
    return rows.map((row, i) => ({ row, wish: wishes[i]!, match: matches.get(i) ?? null }));
  }

  /** Writes what is new or other than before; rows that turn out to be at fault are left out, and the rest written again. */
  private async place(tx: Tx, campaign: RunningCampaign, job: ImportJob, candidates: readonly Candidate[], outcomes: Map<CheckedRow, Outcome>): Promise<void> {
    const { key: firstStage } = nominationStage(campaign.policy);
    let left = candidates.filter(({ row, wish, match }) => {
      if (!match) return true;
      const { candidacyId, number, stage, status } = match;
      if (match.content === this.entries.contentOf(wish)) outcomes.set(row, { outcome: 'unchanged', candidacyId });
      else if (stage !== firstStage || status !== 'open') outcomes.set(row, { outcome: 'refused', candidacyId, faults: [{ pointer: '', code: 'NOMINEE_SUBMITTED', params: { number } }] });
      return !outcomes.has(row);
    });
    while (left.length) {
      const refused = await this.imports.tentatively(tx, async () => {
        const faults = await this.write(tx, campaign, job, left, outcomes);
        return { keep: faults.size === 0 && job.state === 'applying', answer: faults };
      });
      if (!refused.size) return;
      for (const [i, faults] of refused) outcomes.set(left[i]!.row, { outcome: 'refused', faults });
      left = left.filter((_, i) => !refused.has(i));
    }
  }

  /** Gives the faults by place in the list; without any everything is written. */
  private async write(tx: Tx, campaign: RunningCampaign, job: ImportJob, candidates: readonly Candidate[], outcomes: Map<CheckedRow, Outcome>): Promise<Map<number, Fault[]>> {
    const before = candidates.flatMap(({ match }) => match?.candidacyId ?? []);
    await this.entries.clear(tx, before);
    const wishes = candidates.map(({ wish }, i): Wish => ({ wish, pointer: `/rows/${i}`, importId: job.id }));
    const { entries, faults } = await this.entries.examine(tx, campaign, [job.nominatorId], wishes);
    const moved = candidates.flatMap(({ match }, i) => (match && match.region !== entries[i]!.nominee.region ? [{ pointer: `/rows/${i}`, code: 'REGION_OF_NUMBER', params: { number: match.number } }] : []));
    if (faults.length || moved.length) return byPlace([...faults, ...moved]);
    try {
      if (job.state === 'applying') await this.enter(tx, campaign, candidates, entries, outcomes);
      else for (const { row, match } of candidates) outcomes.set(row, match ? { outcome: 'corrected', candidacyId: match.candidacyId } : { outcome: 'entered' });
      return new Map();
    } catch (error) {
      if (!(error instanceof DomainError) || !error.faults.some(({ pointer }) => POINTER.test(pointer))) throw error;
      return byPlace(error.faults);
    }
  }

  private async enter(tx: Tx, campaign: RunningCampaign, candidates: readonly Candidate[], entries: readonly Entry[], outcomes: Map<CheckedRow, Outcome>): Promise<void> {
    const again = entries.flatMap((entry, i) => (candidates[i]!.match ? [{ ...entry, candidacyId: candidates[i]!.match.candidacyId }] : []));
    await this.entries.rewrite(tx, campaign, again);
    const fresh = entries.flatMap((entry, i) => (candidates[i]!.match ? [] : [{ entry, row: candidates[i]!.row }]));
    const entered = await this.entries.enter(tx, campaign, fresh.map(({ entry }) => entry));
    for (const { row, match } of candidates) if (match) outcomes.set(row, { outcome: 'corrected', candidacyId: match.candidacyId });
    for (const [i, { row }] of fresh.entries()) outcomes.set(row, { outcome: 'entered', candidacyId: entered[i]!.candidacyId });
  }

  private written(job: ImportJob, n: number, row: CheckedRow, key: string | null, { outcome, candidacyId, faults = [] }: Outcome): ImportRow {
    const problems: Problem[] = [...row.problems, ...faults.map((fault) => row.place(fault))];
    return { n, sheet: row.sheet, row: row.row, key, outcome, candidacyId: candidacyId ?? null, sealed: problems.length ? sealRow(this.cipher, job, n, problems).toString('hex') : null };
  }

  private keyOf({ key: { externalId, snils, nameAndBirth } }: CheckedRow): string | null {
    const text = externalId !== null ? `external ${externalId}` : snils !== null ? `snils ${snils}` : nameAndBirth !== null ? `row ${nameAndBirth}` : null;
    return text === null ? null : this.cipher.blindIndex(text).toString('hex');
  }
}

function byPlace(faults: readonly Fault[]): Map<number, Fault[]> {
  const places = new Map<number, Fault[]>();
  for (const fault of faults) {
    const i = Number(POINTER.exec(fault.pointer)?.[1]);
    places.set(i, [...(places.get(i) ?? []), { ...fault, pointer: fault.pointer.replace(POINTER, '') }]);
  }
  return places;
}

function countsOf(outcomes: ReadonlyMap<CheckedRow, Outcome>): Counts {
  const counts = { entered: 0, corrected: 0, unchanged: 0, refused: 0 };
  for (const { outcome } of outcomes.values()) if (outcome !== 'resolved') counts[outcome]++;
  return counts;
}
