import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was handed in and when: never changed. */
@Entity('nomination_receipt')
export class NominationReceiptEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'batch_id', type: 'uuid' })
  batchId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'integer' })
  submission!: number;

  @Column({ type: 'text' })
  number!: string;

  @Column({ name: 'decision_id', type: 'uuid' })
  decisionId!: string;

  @Column({ name: 'begun_at', type: 'timestamptz' })
  begunAt!: Date;

  @Column({ name: 'submitted_at', type: 'timestamptz', default: () => 'now()' })
  submittedAt!: Date;

  @Column({ name: 'submitted_by', type: 'uuid' })
  submittedBy!: string;

  @Column({ type: 'integer' })
  lines!: number;

  @Column({ name: 'rows_digest', type: 'bytea' })
  rowsDigest!: Buffer;

  @Column({ type: 'bytea', array: true })
  files!: Buffer[];
}
