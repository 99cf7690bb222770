import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How far a stage is computed. */
@Entity('stage_progress')
export class StageProgressEntity {
  @PrimaryColumn({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @PrimaryColumn({ type: 'text' })
  stage!: string;

  @PrimaryColumn({ name: 'policy_version', type: 'integer' })
  policyVersion!: number;

  @Column({ type: 'integer' })
  total!: number;

  @Column({ type: 'integer' })
  open!: number;
}
