import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What makes an assessor partial, and in what. */
@Entity('assessor_interest')
export class AssessorInterestEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'assessor_id', type: 'uuid' })
  assessorId!: string;

  @Column({ type: 'text' })
  kind!: string;

  @Column({ name: 'candidacy_id', type: 'uuid', nullable: true })
  candidacyId!: string | null;

  @Column({ name: 'nominator_id', type: 'uuid', nullable: true })
  nominatorId!: string | null;

  @Column({ name: 'organisation_inn', type: 'text', nullable: true })
  organisationInn!: string | null;

  @Column({ name: 'recorded_by', type: 'uuid' })
  recordedBy!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;

  @Column({ name: 'withdrawn_by', type: 'uuid', nullable: true })
  withdrawnBy!: string | null;

  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true })
  withdrawnAt!: Date | null;
}
