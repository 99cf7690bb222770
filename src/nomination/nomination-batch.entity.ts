import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BatchState } from './domain/batch-state';

/** A list of nominees that a nominator submits together. */
@Entity('nomination_batch')
export class NominationBatchEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'integer' })
  ordinal!: number;

  @Column({ type: 'text', default: 'draft' })
  state!: BatchState;

  @Column({ name: 'candidacy_ids', type: 'uuid', array: true })
  candidacyIds!: string[];

  @Column({ name: 'checked_digest', type: 'bytea', nullable: true })
  checkedDigest!: Buffer | null;

  @Column({ name: 'decision_id', type: 'uuid', nullable: true })
  decisionId!: string | null;

  @Column({ name: 'created_by', type: 'uuid' })
  createdBy!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
