import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A seat offered to a candidacy: its dispatch, from which its term counts, and the answer. */
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
  state!: 'offered' | 'accepted' | 'declined' | 'lapsed' | 'taken-back' | 'withdrawn' | 'deferred';

  @Column({ type: 'integer', default: 0 })
  version!: number;

  @Column({ name: 'offered_by', type: 'uuid' })
  offeredBy!: string;

  @Column({ name: 'offered_at', type: 'timestamptz', default: () => 'now()' })
  offeredAt!: Date;

  @Column({ name: 'dispatched_on', type: 'date', nullable: true })
  dispatchedOn!: string | null;

  @Column({ name: 'dispatch_channel', type: 'text', nullable: true })
  dispatchChannel!: 'letter' | 'e-mail' | 'document-system' | 'in-person' | null;

  @Column({ name: 'dispatch_number', type: 'text', nullable: true })
  dispatchNumber!: string | null;

  @Column({ name: 'dispatched_by', type: 'uuid', nullable: true })
  dispatchedBy!: string | null;

  @Column({ name: 'answer_until', type: 'timestamptz', nullable: true })
  answerUntil!: Date | null;

  @Column({ name: 'answered_by', type: 'uuid', nullable: true })
  answeredBy!: string | null;

  @Column({ name: 'answered_at', type: 'timestamptz', nullable: true })
  answeredAt!: Date | null;

  @Column({ name: 'answered_on', type: 'date', nullable: true })
  answeredOn!: string | null;

  @Column({ type: 'text', nullable: true })
  channel!: 'letter' | 'e-mail' | 'telephone' | 'in-person' | 'link' | null;

  @Column({ name: 'statement_id', type: 'uuid', nullable: true })
  statementId!: string | null;
}
