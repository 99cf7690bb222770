import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A later deadline for one nominator, asked for or not; a late entry is one for named nominees. */
@Entity('nomination_extension')
export class NominationExtensionEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text' })
  state!: 'requested' | 'granted' | 'refused';

  @Column({ name: 'candidacy_ids', type: 'uuid', array: true, nullable: true })
  candidacyIds!: string[] | null;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ name: 'requested_by', type: 'uuid', nullable: true })
  requestedBy!: string | null;

  @Column({ name: 'requested_at', type: 'timestamptz', nullable: true })
  requestedAt!: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  until!: Date | null;

  @Column({ name: 'decided_by', type: 'uuid', nullable: true })
  decidedBy!: string | null;

  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  answer!: string | null;
}
