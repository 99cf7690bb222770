import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A consent to processing for one purpose, until it is withdrawn. */
@Entity('consent')
export class ConsentEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text' })
  document!: string;

  @Column({ type: 'text' })
  purpose!: string;

  @Column({ name: 'given_on', type: 'date' })
  givenOn!: string;

  @Column({ name: 'recorded_by', type: 'uuid' })
  recordedBy!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;

  @Column({ name: 'withdrawn_on', type: 'date', nullable: true })
  withdrawnOn!: string | null;

  @Column({ name: 'withdrawal_recorded_by', type: 'uuid', nullable: true })
  withdrawalRecordedBy!: string | null;

  @Column({ name: 'withdrawal_recorded_at', type: 'timestamptz', nullable: true })
  withdrawalRecordedAt!: Date | null;
}
