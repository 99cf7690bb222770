import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Conclusion } from '../campaign/domain/policy';

/** One person's result of one instrument, recorded once and never changed. */
@Entity('diagnostics_result')
export class DiagnosticsResultEntity {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @PrimaryColumn({ type: 'text' })
  stage!: string;

  @PrimaryColumn({ type: 'text' })
  instrument!: string;

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
}
