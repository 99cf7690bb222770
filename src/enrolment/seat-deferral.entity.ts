import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A seat deferred to a later campaign, and the candidacy by which it was taken there. */
@Entity('seat_deferral')
export class SeatDeferralEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text' })
  stage!: string;

  @Column({ name: 'to_campaign_id', type: 'uuid' })
  toCampaignId!: string;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ name: 'deferred_by', type: 'uuid' })
  deferredBy!: string;

  @Column({ name: 'deferred_at', type: 'timestamptz' })
  deferredAt!: Date;

  @Column({ name: 'admitted_id', type: 'uuid', nullable: true })
  admittedId!: string | null;

  @Column({ name: 'admitted_by', type: 'uuid', nullable: true })
  admittedBy!: string | null;

  @Column({ name: 'admitted_at', type: 'timestamptz', nullable: true })
  admittedAt!: Date | null;
}
