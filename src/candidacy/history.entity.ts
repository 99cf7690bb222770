import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { PipelineEvent, Status } from './domain/pipeline';

/** A move of a candidacy = a line of a decision. */
@Entity('history')
export class HistoryEntity {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @PrimaryColumn({ type: 'integer' })
  n!: number;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ name: 'batch_id', type: 'uuid' })
  batchId!: string;

  @Column({ type: 'text' })
  event!: PipelineEvent;

  @Column({ type: 'text' })
  stage!: string;

  @Column({ name: 'from_status', type: 'text' })
  fromStatus!: Status;

  @Column({ name: 'to_stage', type: 'text' })
  toStage!: string;

  @Column({ name: 'to_status', type: 'text' })
  toStatus!: Status;

  @Column({ name: 'verdict_revision', type: 'integer', nullable: true })
  verdictRevision!: number | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;
}
