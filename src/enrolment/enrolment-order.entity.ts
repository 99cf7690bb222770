import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An order of enrolment with its lines. */
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
}
