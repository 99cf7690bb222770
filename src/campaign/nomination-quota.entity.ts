import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many a nominator may put forward in a campaign, and how many he has. */
@Entity('nomination_quota')
export class NominationQuotaEntity {
  @PrimaryColumn({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @PrimaryColumn({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'integer', nullable: true })
  places!: number | null;

  @Column({ type: 'integer', default: 0 })
  used!: number;
}
