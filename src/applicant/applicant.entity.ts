import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is selected in a campaign. */
@Entity('applicant')
export class ApplicantEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text' })
  kind!: 'person' | 'team' | 'organisation' | 'project';

  @Column({ type: 'text', nullable: true })
  title!: string | null;
}
