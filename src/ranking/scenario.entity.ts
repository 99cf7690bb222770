import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A what-if over a run's frozen basis: changed rules and what they would come to. */
@Entity('scenario')
export class ScenarioEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'run_id', type: 'uuid' })
  runId!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'jsonb' })
  changes!: unknown;

  @Column({ type: 'jsonb' })
  outcome!: unknown;

  @Column({ name: 'outcome_hash', type: 'bytea' })
  outcomeHash!: Buffer;

  @Column({ name: 'created_by', type: 'uuid' })
  createdBy!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
