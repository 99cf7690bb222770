import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Status } from './domain/pipeline';

/** An applicant in a campaign: where he stands now. */
@Entity('candidacy')
export class CandidacyEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'applicant_id', type: 'uuid' })
  applicantId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text' })
  number!: string;

  @Column({ type: 'text' })
  region!: string;

  @Column({ type: 'text' })
  territory!: string;

  @Column({ type: 'text', nullable: true })
  category!: string | null;

  @Column({ type: 'text' })
  stage!: string;

  @Column({ type: 'text', default: 'open' })
  status!: Status;

  @Column({ type: 'integer', default: 0 })
  version!: number;
}
