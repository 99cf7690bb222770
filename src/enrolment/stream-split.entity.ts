import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The enrolled, split into streams. */
@Entity('stream_split')
export class StreamSplitEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ type: 'text' })
  stage!: string;

  @Column({ type: 'jsonb' })
  request!: unknown;

  @Column({ type: 'jsonb' })
  lines!: unknown;

  @Column({ type: 'integer' })
  imbalance!: number;

  @Column({ type: 'integer' })
  least!: number;

  @Column({ type: 'bytea' })
  digest!: Buffer;

  @Column({ name: 'created_by', type: 'uuid' })
  createdBy!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
