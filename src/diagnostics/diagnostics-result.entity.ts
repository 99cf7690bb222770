import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Conclusion } from '../campaign/domain/policy';

/** One person's result of one instrument. Never changed: a correction is a new version and closes the one before. */
@Entity('diagnostics_result')
export class DiagnosticsResultEntity {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @PrimaryColumn({ type: 'text' })
  stage!: string;

  @PrimaryColumn({ type: 'text' })
  instrument!: string;

  @PrimaryColumn({ type: 'integer', default: 1 })
  version!: number;

  /** Taken again under supervision. */
  @Column({ type: 'boolean', default: false })
  supervised!: boolean;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ name: 'taken_on', type: 'date' })
  takenOn!: string;

  @Column({ name: 'norm_group', type: 'text' })
  normGroup!: string;

  @Column({ type: 'jsonb' })
  raw!: Record<string, string>;

  @Column({ type: 'text', nullable: true })
  conclusion!: Conclusion | null;

  @Column({ name: 'recorded_by', type: 'uuid' })
  recordedBy!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;

  /** A later version holds. */
  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;

  /** The file it came with. */
  @Column({ name: 'file_id', type: 'uuid', nullable: true })
  fileId!: string | null;
}
