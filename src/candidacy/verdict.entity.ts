import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Reason } from '../kernel/reason';
import type { Outcome } from './domain/verdict';

/** What the engine proposed of one candidacy at one stage; never changed. */
@Entity('verdict')
export class VerdictEntity {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @PrimaryColumn({ type: 'text' })
  stage!: string;

  @PrimaryColumn({ name: 'policy_version', type: 'integer' })
  policyVersion!: number;

  @PrimaryColumn({ type: 'integer', default: 0 })
  revision!: number;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ name: 'batch_id', type: 'uuid' })
  batchId!: string;

  @Column({ type: 'text' })
  outcome!: Outcome;

  @Column({ type: 'bigint', nullable: true })
  score!: number | null;

  @Column({ type: 'json' })
  measures!: Record<string, number>;

  @Column({ type: 'json' })
  reasons!: Reason[];

  @Column({ name: 'input_hash', type: 'bytea' })
  inputHash!: Buffer;

  @Column({ type: 'bytea', nullable: true })
  salt!: Buffer | null;

  @Column({ name: 'row_hash', type: 'bytea' })
  rowHash!: Buffer;
}
