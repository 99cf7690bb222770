import { Injectable } from '@nestjs/common';
import type { Policy } from '../campaign/domain/policy';
import type { Fault } from '../kernel/reason';
import type { Tx } from '../platform/database/tx';
import type { EmploymentEntry } from './applicant.repository';
import { checkCorrection, type EnteredCorrection } from './domain/check-correction';
import { widenPeriod } from './domain/widen-period';
import { type ChangeCause, type ChangeRow, type MemberCorrection, RecordRepository, type RecordRow } from './record.repository';

export type { ChangeCause };

/** A correction of a record, with the id of an employment that is added. */
export interface Correction extends EnteredCorrection {
  readonly candidacyId: string;
  readonly employment?: EmploymentEntry;
  readonly person?: Omit<MemberCorrection, 'candidacyId'>;
}

/** What stands of a candidacy's records, and every change of them. */
export interface RecordFile {
  readonly employments: readonly RecordRow[];
  readonly changes: readonly ChangeRow[];
}

/** Records of applicants after they were entered: corrected with a reason, what they said before kept. */
@Injectable()
export class RecordService {
  constructor(private readonly records: RecordRepository) {}

  /** What is wrong with the corrections, each fault with its place in the list: `/3/employment/endedOn`. */
  async check(tx: Tx, campaignId: string, policy: Policy, corrections: readonly Correction[]): Promise<Fault[]> {
    const documents = policy.personalFile.map(({ key }) => key);
    const owners = await this.records.owners(tx, campaignId, corrections.flatMap(({ kind, employmentId }) => (kind === 'add-employment' ? [] : (employmentId ?? []))));
    const alone = await this.records.alone(tx, corrections.map(({ candidacyId }) => candidacyId));
    const touched = new Set<string>();
    return corrections.flatMap((correction, i) => {
      const { kind, candidacyId, employmentId, documentKey } = correction;
      const faults: Fault[] = checkCorrection({ ...correction, employmentId: kind === 'add-employment' ? undefined : employmentId }, policy.referenceDate, documents);
      if (kind !== 'add-employment' && employmentId !== undefined && owners.get(employmentId) !== candidacyId) faults.push({ pointer: '/employmentId', code: 'RECORD_ABSENT', params: {} });
      if ((kind === 'add-employment' || kind === 'correct-person') && !alone.has(candidacyId)) faults.push({ pointer: '/kind', code: 'NOT_ONE_PERSON', params: {} });
      const record = kind === 'add-employment' ? `new ${i}` : (employmentId ?? `${candidacyId} ${documentKey ?? 'person'}`);
      if (touched.has(record)) faults.push({ pointer: '', code: 'RECORD_TWICE', params: {} });
      touched.add(record);
      return faults.map((fault) => ({ ...fault, pointer: `/${i}${fault.pointer}` }));
    });
  }

  /** Makes the corrections, which have been checked; an employment that is added brings its id. */
  async correct(tx: Tx, cause: ChangeCause, corrections: readonly Correction[]): Promise<void> {
    const of = (kind: Correction['kind']): Correction[] => corrections.filter((correction) => correction.kind === kind);
    const employments = (kind: Correction['kind']) => of(kind).map(({ candidacyId, employmentId, employment }) => ({ ...widenPeriod(employment!), id: employmentId!, candidacyId }));
    const documents = (kind: Correction['kind']) => of(kind).map(({ candidacyId, documentKey, receivedOn }) => ({ candidacyId, key: documentKey!, receivedOn: receivedOn! }));
    await this.records.add(tx, cause, employments('add-employment'));
    await this.records.correct(tx, cause, employments('correct-employment'));
    await this.records.withdraw(tx, cause, of('withdraw-employment').map(({ candidacyId, employmentId }) => ({ id: employmentId!, candidacyId })));
    await this.records.receive(tx, cause, documents('receive-document'));
    await this.records.withdrawDocuments(tx, cause, documents('withdraw-document'));
    await this.records.correctMembers(tx, cause, of('correct-person').map(({ candidacyId, person }) => ({ candidacyId, ...person })));
  }

  /** The records of a candidacy's people as they stand, and what they were. */
  async file(tx: Tx, campaignId: string, candidacyId: string): Promise<RecordFile> {
    return { employments: await this.records.career(tx, campaignId, candidacyId), changes: await this.records.changes(tx, campaignId, candidacyId) };
  }
}
