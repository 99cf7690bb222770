import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WorkKind } from '../kernel/jobs';

/** Work to be computed: lease, fence and place in the queue in one row. */
@Entity('work_batch')
export class WorkBatchEntity {
  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ type: 'text' })
  stage!: string;

  @Column({ type: 'text' })
  kind!: WorkKind;

  @Column({ name: 'policy_version', type: 'integer' })
  policyVersion!: number;

  @Column({ type: 'integer', default: 0 })
  revision!: number;

  @Column({ name: 'run_id', type: 'uuid', nullable: true })
  runId!: string | null;

  @Column({ type: 'uuid', array: true })
  ids!: string[];

  /** How many are computed in it: the members, or everybody of a run. */
  @Column({ type: 'integer' })
  size!: number;

  @Column({ type: 'text', default: 'READY' })
  state!: 'READY' | 'RUNNING' | 'DONE' | 'SPLIT' | 'SUPERSEDED' | 'NEEDS_ATTENTION';

  @Column({ type: 'integer', default: 0 })
  attempt!: number;

  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true })
  leaseUntil!: Date | null;

  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true })
  sentAt!: Date | null;

  @Column({ type: 'integer', default: 0 })
  sends!: number;

  @Column({ type: 'text', nullable: true })
  cause!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
