import { Column, Entity, PrimaryColumn } from 'typeorm';

export type VerificationState = 'open' | 'confirmed' | 'refuted';

/** A record of a career that a person compares with documents. */
@Entity('verification_task')
export class VerificationTaskEntity {
  @PrimaryColumn({ name: 'employment_id', type: 'uuid' })
  employmentId!: string;

  @PrimaryColumn({ type: 'text' })
  stage!: string;

  @Column({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text', default: 'open' })
  state!: VerificationState;

  @Column({ name: 'drawn_by', type: 'uuid' })
  drawnBy!: string;

  @Column({ name: 'drawn_at', type: 'timestamptz', default: () => 'now()' })
  drawnAt!: Date;

  @Column({ name: 'checked_by', type: 'uuid', nullable: true })
  checkedBy!: string | null;

  @Column({ name: 'checked_at', type: 'timestamptz', nullable: true })
  checkedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;
}
