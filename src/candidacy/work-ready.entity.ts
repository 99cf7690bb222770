import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { WorkKind } from '../kernel/jobs';

/** A candidacy whose facts are complete, until the dispatcher puts it into a batch. */
@Entity('work_ready')
export class WorkReadyEntity {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @PrimaryColumn({ type: 'text' })
  stage!: string;

  @Column({ type: 'text' })
  kind!: WorkKind;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  at!: Date;

  /** Whoever has a verdict gets another one, of the next revision. */
  @Column({ type: 'boolean', default: false })
  renew!: boolean;
}
