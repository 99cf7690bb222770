import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Conclusion } from '../campaign/domain/policy';

/** What a result should have been, asked for by one person and decided by another. */
@Entity('result_correction')
export class ResultCorrectionEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ type: 'text' })
  stage!: string;

  @Column({ type: 'text' })
  instrument!: string;

  @Column({ type: 'boolean' })
  supervised!: boolean;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ name: 'taken_on', type: 'date' })
  takenOn!: string;

  @Column({ name: 'norm_group', type: 'text' })
  normGroup!: string;

  @Column({ type: 'jsonb' })
  raw!: Record<string, string>;

  @Column({ type: 'text', nullable: true })
  conclusion!: Conclusion | null;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ type: 'text', default: 'asked' })
  state!: 'asked' | 'applied' | 'refused';

  @Column({ name: 'asked_by', type: 'uuid' })
  askedBy!: string;

  @Column({ name: 'asked_at', type: 'timestamptz', default: () => 'now()' })
  askedAt!: Date;

  @Column({ name: 'decided_by', type: 'uuid', nullable: true })
  decidedBy!: string | null;

  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;
}
