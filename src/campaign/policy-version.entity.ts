import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Policy } from './domain/policy';

/** A version of a campaign's policy; once published the database refuses every change of it. */
@Entity('policy_version')
export class PolicyVersionEntity {
  @PrimaryColumn({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Column({ type: 'text', default: 'draft' })
  state!: 'draft' | 'published';

  @Column({ type: 'jsonb' })
  document!: Policy;

  @Column({ type: 'bytea' })
  digest!: Buffer;

  @Column({ name: 'created_by', type: 'uuid' })
  createdBy!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'published_by', type: 'uuid', nullable: true })
  publishedBy!: string | null;

  @Column({ name: 'published_at', type: 'timestamptz', nullable: true })
  publishedAt!: Date | null;

  @Column({ name: 'drafted_by', type: 'uuid', nullable: true })
  draftedBy!: string | null;
}
