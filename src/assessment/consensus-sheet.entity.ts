import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the integration meeting agreed on for one candidacy, beside the individual marks. */
@Entity('consensus_sheet')
export class ConsensusSheetEntity {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @PrimaryColumn({ type: 'text' })
  stage!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'jsonb' })
  marks!: Record<string, string | null>;

  @Column({ name: 'recorded_by', type: 'uuid' })
  recordedBy!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;
}
