import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ChangedRecord = 'employment' | 'document' | 'member';
export type RecordChangeKind = 'added' | 'corrected' | 'classified' | 'withdrawn';

/** What a record of an applicant said before it was changed. */
@Entity('record_change')
export class RecordChangeEntity {
  /** Employment or member; of a document its candidacy. */
  @PrimaryColumn({ name: 'record_id', type: 'uuid' })
  recordId!: string;

  @PrimaryColumn({ type: 'integer' })
  n!: number;

  @Column({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text' })
  record!: ChangedRecord;

  @Column({ type: 'text' })
  kind!: RecordChangeKind;

  @Column({ type: 'jsonb', nullable: true })
  before!: Record<string, unknown> | null;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ name: 'classification_id', type: 'uuid', nullable: true })
  classificationId!: string | null;

  @Column({ name: 'changed_by', type: 'uuid' })
  changedBy!: string;

  @Column({ name: 'changed_at', type: 'timestamptz', default: () => 'now()' })
  changedAt!: Date;
}
