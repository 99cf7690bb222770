import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The lottery of a ranking: committed to before the draw, revealed after it. */
@Entity('ranking_lottery')
export class RankingLotteryEntity {
  @PrimaryColumn({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @PrimaryColumn({ type: 'text' })
  stage!: string;

  @Column({ type: 'bytea' })
  commitment!: Buffer;

  @Column({ type: 'json' })
  pool!: readonly string[];

  @Column({ name: 'pool_hash', type: 'bytea' })
  poolHash!: Buffer;

  @Column({ name: 'committed_by', type: 'uuid' })
  committedBy!: string;

  @Column({ name: 'committed_at', type: 'timestamptz', default: () => 'now()' })
  committedAt!: Date;

  @Column({ type: 'text', nullable: true })
  secret!: string | null;

  @Column({ name: 'public_value', type: 'text', nullable: true })
  publicValue!: string | null;

  @Column({ name: 'revealed_by', type: 'uuid', nullable: true })
  revealedBy!: string | null;

  @Column({ name: 'revealed_at', type: 'timestamptz', nullable: true })
  revealedAt!: Date | null;
}
