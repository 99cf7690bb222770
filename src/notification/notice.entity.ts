import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NoticeState } from './domain/notice-state';
import type { Recipient } from './domain/notice-template';
import type { Occasion } from './domain/occasion-of';

/** What one person is told of one decision, and how far it has got. */
@Entity('notice')
export class NoticeEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  /** Which line of the candidacy's history it tells. */
  @Column({ type: 'integer' })
  n!: number;

  @Column({ name: 'batch_id', type: 'uuid' })
  batchId!: string;

  /** Under whose data key the text is sealed. */
  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;

  @Column({ type: 'text' })
  occasion!: Occasion;

  @Column({ name: 'template_version', type: 'integer' })
  templateVersion!: number;

  @Column({ type: 'text' })
  recipient!: Recipient;

  @Column({ type: 'text', default: 'queued' })
  state!: NoticeState;

  /** Which attempt holds it: the fence. */
  @Column({ type: 'integer', default: 0 })
  attempt!: number;

  /** Attempts since it was released or sent again by a person. */
  @Column({ type: 'integer', default: 0 })
  tries!: number;

  @Column({ name: 'next_at', type: 'timestamptz', default: () => 'now()' })
  nextAt!: Date;

  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true })
  leaseUntil!: Date | null;

  /** Written before the first byte of the text goes to the server. */
  @Column({ name: 'left_at', type: 'timestamptz', nullable: true })
  leftAt!: Date | null;

  /** Was unsure once: a copy may be out. */
  @Column({ type: 'boolean', default: false })
  doubtful!: boolean;

  /** Address, subject and text exactly as they left. */
  @Column({ name: 'text_cipher', type: 'bytea', nullable: true })
  textCipher!: Buffer | null;

  @Column({ type: 'text', nullable: true })
  cause!: string | null;

  @Column({ name: 'released_by', type: 'uuid' })
  releasedBy!: string;

  @Column({ name: 'released_at', type: 'timestamptz', default: () => 'now()' })
  releasedAt!: Date;

  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt!: Date | null;
}
