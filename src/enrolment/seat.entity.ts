import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A seat offered to a candidacy, and the answer. */
@Entity('seat')
export class SeatEntity {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text' })
  stage!: string;

  @Column({ type: 'text', default: 'offered' })
  state!: 'offered' | 'accepted' | 'declined' | 'lapsed' | 'taken-back';

  @Column({ name: 'offered_by', type: 'uuid' })
  offeredBy!: string;

  @Column({ name: 'offered_at', type: 'timestamptz', default: () => 'now()' })
  offeredAt!: Date;

  @Column({ name: 'answered_by', type: 'uuid', nullable: true })
  answeredBy!: string | null;

  @Column({ name: 'answered_at', type: 'timestamptz', nullable: true })
  answeredAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  channel!: 'letter' | 'e-mail' | 'telephone' | 'in-person' | null;
}
