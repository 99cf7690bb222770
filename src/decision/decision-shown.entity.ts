import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody whom the person who confirmed was shown by himself, and why. */
@Entity('decision_shown')
export class DecisionShownEntity {
  @PrimaryColumn({ name: 'batch_id', type: 'uuid' })
  batchId!: string;

  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text' })
  why!: 'departure' | 'undetermined' | 'rejected' | 'boundary';
}
