import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { WorkKind } from '../kernel/jobs';

/** A notice that facts of some candidacies are complete, until the dispatcher puts them into batches. */
@Entity('work_ready')
export class WorkReadyEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ type: 'text' })
  stage!: string;

  @Column({ type: 'text' })
  kind!: WorkKind;

  @Column({ type: 'uuid', array: true })
  ids!: string[];

  /** Whoever has a verdict gets another one, of the next revision. */
  @Column({ type: 'boolean', default: false })
  renew!: boolean;
}
