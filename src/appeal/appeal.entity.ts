import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An objection to one published decision about one person, and its answer. */
@Entity('appeal')
export class AppealEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ name: 'decision_id', type: 'uuid' })
  decisionId!: string;

  @Column({ type: 'text', nullable: true })
  number!: string | null;

  @Column({ name: 'by_link', type: 'boolean', default: false })
  byLink!: boolean;

  @Column({ name: 'received_on', type: 'date' })
  receivedOn!: string;

  @Column({ name: 'due_on', type: 'date' })
  dueOn!: string;

  @Column({ type: 'boolean' })
  late!: boolean;

  @Column({ name: 'holds_seat', type: 'boolean' })
  holdsSeat!: boolean;

  @Column({ name: 'data_key', type: 'bytea', nullable: true })
  dataKey!: Buffer | null;

  @Column({ name: 'key_version', type: 'integer' })
  keyVersion!: number;

  @Column({ type: 'bytea', nullable: true })
  representative!: Buffer | null;

  @Column({ name: 'registered_by', type: 'uuid', nullable: true })
  registeredBy!: string | null;

  @Column({ name: 'registered_at', type: 'timestamptz', nullable: true })
  registeredAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  text!: string | null;

  @Column({ name: 'text_type', type: 'text', nullable: true })
  textType!: string | null;

  @Column({ name: 'text_size', type: 'bigint', nullable: true })
  textSize!: number | null;

  @Column({ name: 'text_sha256', type: 'bytea', nullable: true })
  textSha256!: Buffer | null;

  @Column({ name: 'admitted_reason', type: 'text', nullable: true })
  admittedReason!: string | null;

  @Column({ name: 'admitted_by', type: 'uuid', nullable: true })
  admittedBy!: string | null;

  @Column({ name: 'admitted_at', type: 'timestamptz', nullable: true })
  admittedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  outcome!: string | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'bytea', nullable: true })
  answer!: Buffer | null;

  @Column({ type: 'text', nullable: true })
  remedy!: string | null;

  @Column({ name: 'reopened_in', type: 'uuid', nullable: true })
  reopenedIn!: string | null;

  @Column({ name: 'reviewed_by', type: 'uuid', nullable: true })
  reviewedBy!: string | null;

  @Column({ name: 'reviewed_at', type: 'timestamptz', nullable: true })
  reviewedAt!: Date | null;

  @Column({ name: 'sent_number', type: 'text', nullable: true })
  sentNumber!: string | null;

  @Column({ name: 'sent_on', type: 'date', nullable: true })
  sentOn!: string | null;

  @Column({ name: 'published_by', type: 'uuid', nullable: true })
  publishedBy!: string | null;

  @Column({ name: 'published_at', type: 'timestamptz', nullable: true })
  publishedAt!: Date | null;
}
