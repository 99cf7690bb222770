import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the question of a run was built from besides the rules. */
@Entity('ranking_basis')
export class RankingBasisEntity {
  @PrimaryColumn({ name: 'run_id', type: 'uuid' })
  runId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ type: 'json' })
  people!: unknown;

  @Column({ type: 'text', nullable: true })
  seed!: string | null;
}
