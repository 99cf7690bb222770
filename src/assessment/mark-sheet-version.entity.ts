import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Submitted marks of a sheet that was reopened afterwards. */
@Entity('mark_sheet_version')
export class MarkSheetVersionEntity {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @PrimaryColumn({ type: 'text' })
  stage!: string;

  @PrimaryColumn({ name: 'assessor_id', type: 'uuid' })
  assessorId!: string;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'jsonb' })
  marks!: Record<string, string | null>;

  @Column({ name: 'submitted_at', type: 'timestamptz' })
  submittedAt!: Date;

  @Column({ name: 'reopened_by', type: 'uuid' })
  reopenedBy!: string;

  @Column({ name: 'reopened_at', type: 'timestamptz', default: () => 'now()' })
  reopenedAt!: Date;

  @Column({ type: 'text' })
  reason!: string;
}
