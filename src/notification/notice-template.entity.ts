import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Recipient } from './domain/notice-template';
import type { Occasion } from './domain/occasion-of';

/** A version of the text that a campaign writes on an occasion; never changed once approved. */
@Entity('notice_template')
export class NoticeTemplateEntity {
  @PrimaryColumn({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @PrimaryColumn({ type: 'text' })
  occasion!: Occasion;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Column({ type: 'text', default: 'draft' })
  state!: 'draft' | 'approved';

  @Column({ type: 'text' })
  recipient!: Recipient;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'text' })
  body!: string;

  @Column({ name: 'written_by', type: 'uuid' })
  writtenBy!: string;

  @Column({ name: 'written_at', type: 'timestamptz', default: () => 'now()' })
  writtenAt!: Date;

  @Column({ name: 'approved_by', type: 'uuid', nullable: true })
  approvedBy!: string | null;

  @Column({ name: 'approved_at', type: 'timestamptz', nullable: true })
  approvedAt!: Date | null;
}
