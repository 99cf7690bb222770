import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What officers mean to decide about a stage; confirmed once. */
@Entity('decision_list')
export class DecisionListEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ type: 'text' })
  stage!: string;

  @Column({ type: 'integer', default: 0 })
  version!: number;

  @Column({ name: 'opened_by', type: 'uuid' })
  openedBy!: string;

  @Column({ name: 'opened_at', type: 'timestamptz', default: () => 'now()' })
  openedAt!: Date;

  @Column({ name: 'checked_digest', type: 'bytea', nullable: true })
  checkedDigest!: Buffer | null;

  @Column({ name: 'decision_id', type: 'uuid', nullable: true })
  decisionId!: string | null;
}
