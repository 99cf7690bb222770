import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An order with its lines by public number; what it says of people is sealed once it is registered. */
@Entity('enrolment_order')
export class EnrolmentOrderEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ type: 'integer' })
  ordinal!: number;

  @Column({ type: 'jsonb' })
  lines!: unknown;

  @Column({ type: 'bytea' })
  digest!: Buffer;

  @Column({ name: 'created_by', type: 'uuid' })
  createdBy!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ type: 'text', default: 'enrolment' })
  kind!: string;

  @Column({ name: 'refers_to', type: 'uuid', nullable: true })
  refersTo!: string | null;

  @Column({ type: 'jsonb', default: {} })
  details!: unknown;

  @Column({ type: 'text', nullable: true })
  scan!: string | null;

  @Column({ name: 'scan_sha256', type: 'bytea', nullable: true })
  scanSha256!: Buffer | null;

  @Column({ type: 'text', nullable: true })
  number!: string | null;

  @Column({ name: 'dated_on', type: 'date', nullable: true })
  datedOn!: string | null;

  @Column({ name: 'registered_by', type: 'uuid', nullable: true })
  registeredBy!: string | null;

  @Column({ name: 'registered_at', type: 'timestamptz', nullable: true })
  registeredAt!: Date | null;

  @Column({ name: 'data_key', type: 'bytea', nullable: true })
  dataKey!: Buffer | null;

  @Column({ name: 'key_version', type: 'integer', nullable: true })
  keyVersion!: number | null;

  @Column({ type: 'bytea', nullable: true })
  content!: Buffer | null;

  @Column({ name: 'content_digest', type: 'bytea', nullable: true })
  contentDigest!: Buffer | null;
}
