import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One change of one seat, with the row that stood before it; those made together share a batch. */
@Entity('seat_change')
export class SeatChangeEntity {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @PrimaryColumn({ type: 'integer' })
  n!: number;

  @Column({ name: 'batch_id', type: 'uuid' })
  batchId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text' })
  stage!: string;

  @Column({ type: 'text' })
  kind!: 'offered' | 'dispatched' | 'returned' | 'answered' | 'lapsed' | 'withdrawn' | 'deferred' | 'taken-back' | 'reverted';

  @Column({ name: 'to_state', type: 'text' })
  toState!: string;

  @Column({ type: 'jsonb', nullable: true })
  before!: unknown;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ name: 'reverts_id', type: 'uuid', nullable: true })
  revertsId!: string | null;

  @Column({ name: 'changed_by', type: 'uuid' })
  changedBy!: string;

  @Column({ name: 'changed_at', type: 'timestamptz', default: () => 'now()' })
  changedAt!: Date;
}
