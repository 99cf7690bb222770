import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A ranking over a frozen snapshot. */
@Entity('ranking_run')
export class RankingRunEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ type: 'text' })
  stage!: string;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ name: 'policy_version', type: 'integer' })
  policyVersion!: number;

  @Column({ type: 'text' })
  cause!: 'ranking' | 'replacement';

  @Column({ type: 'text', default: 'queued' })
  state!: 'queued' | 'chosen' | 'tie' | 'infeasible' | 'refused';

  @Column({ type: 'json' })
  snapshot!: unknown;

  @Column({ type: 'integer', nullable: true })
  judged!: number | null;

  @Column({ name: 'snapshot_hash', type: 'bytea' })
  snapshotHash!: Buffer;

  @Column({ name: 'rules_hash', type: 'bytea' })
  rulesHash!: Buffer;

  @Column({ type: 'json', nullable: true })
  result!: unknown;

  @Column({ name: 'result_hash', type: 'bytea', nullable: true })
  resultHash!: Buffer | null;

  @Column({ type: 'json', nullable: true })
  certificate!: unknown;

  @Column({ name: 'certificate_hash', type: 'bytea', nullable: true })
  certificateHash!: Buffer | null;

  @Column({ type: 'json', nullable: true })
  successions!: unknown;

  @Column({ name: 'started_by', type: 'uuid' })
  startedBy!: string;

  @Column({ name: 'started_at', type: 'timestamptz', default: () => 'now()' })
  startedAt!: Date;

  @Column({ name: 'completed_at', type: 'timestamptz', nullable: true })
  completedAt!: Date | null;

  @Column({ name: 'confirmed_at', type: 'timestamptz', nullable: true })
  confirmedAt!: Date | null;
}
