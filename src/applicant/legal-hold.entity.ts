import { Column, Entity, PrimaryColumn } from 'typeorm';

/** While it stands, nobody destroys the person's data. */
@Entity('legal_hold')
export class LegalHoldEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;

  @Column({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'text' })
  document!: string;

  /** The last day of it; null: until somebody releases it. */
  @Column({ type: 'date', nullable: true })
  until!: string | null;

  @Column({ name: 'held_by', type: 'uuid' })
  heldBy!: string;

  @Column({ name: 'held_at', type: 'timestamptz', default: () => 'now()' })
  heldAt!: Date;

  @Column({ name: 'released_by', type: 'uuid', nullable: true })
  releasedBy!: string | null;

  @Column({ name: 'released_at', type: 'timestamptz', nullable: true })
  releasedAt!: Date | null;

  @Column({ name: 'release_reason', type: 'text', nullable: true })
  releaseReason!: string | null;
}
