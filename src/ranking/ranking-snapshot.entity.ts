import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The export of a published ranking, asked for by one person and let out by another. */
@Entity('ranking_snapshot')
export class RankingSnapshotEntity {
  @PrimaryColumn({ name: 'run_id', type: 'uuid' })
  runId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ type: 'bytea' })
  secret!: Buffer;

  @Column({ type: 'bytea' })
  seal!: Buffer;

  @Column({ name: 'requested_by', type: 'uuid' })
  requestedBy!: string;

  @Column({ name: 'requested_at', type: 'timestamptz', default: () => 'now()' })
  requestedAt!: Date;

  @Column({ name: 'released_by', type: 'uuid', nullable: true })
  releasedBy!: string | null;

  @Column({ name: 'released_at', type: 'timestamptz', nullable: true })
  releasedAt!: Date | null;
}
