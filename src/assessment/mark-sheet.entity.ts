import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An assessor's sheet for one candidacy: assigned empty, submitted once and never changed, or given back with a reason. */
@Entity('mark_sheet')
export class MarkSheetEntity {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @PrimaryColumn({ type: 'text' })
  stage!: string;

  @PrimaryColumn({ name: 'assessor_id', type: 'uuid' })
  assessorId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ name: 'assigned_by', type: 'uuid' })
  assignedBy!: string;

  @Column({ name: 'assigned_at', type: 'timestamptz', default: () => 'now()' })
  assignedAt!: Date;

  @Column({ type: 'jsonb', nullable: true })
  marks!: Record<string, string | null> | null;

  @Column({ name: 'submitted_at', type: 'timestamptz', nullable: true })
  submittedAt!: Date | null;

  @Column({ name: 'declined_at', type: 'timestamptz', nullable: true })
  declinedAt!: Date | null;

  @Column({ name: 'declined_reason', type: 'text', nullable: true })
  declinedReason!: string | null;

  /** The assessor's own, or entered for him from a signed sheet. */
  @Column({ type: 'jsonb', nullable: true })
  draft!: Record<string, string | null> | null;

  @Column({ name: 'drafted_by', type: 'uuid', nullable: true })
  draftedBy!: string | null;

  /** SHA-256 of the scan the draft was entered from. */
  @Column({ name: 'draft_scan', type: 'bytea', nullable: true })
  draftScan!: Buffer | null;

  @Column({ type: 'integer', default: 1 })
  version!: number;
}
