import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DuplicateGround, DuplicateState } from './domain/check-resolution';

/** Candidacies that are, or may be, those of one person. */
@Entity('duplicate_set')
export class DuplicateSetEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'found_by', type: 'text' })
  foundBy!: DuplicateGround;

  @Column({ type: 'text', default: 'open' })
  state!: DuplicateState;

  @Column({ name: 'found_at', type: 'timestamptz', default: () => 'now()' })
  foundAt!: Date;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ name: 'resolved_by', type: 'uuid', nullable: true })
  resolvedBy!: string | null;

  @Column({ name: 'resolved_at', type: 'timestamptz', nullable: true })
  resolvedAt!: Date | null;
}
