import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an assessor of a campaign is an expert in. */
@Entity('assessor_expertise')
export class AssessorExpertiseEntity {
  @PrimaryColumn({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @PrimaryColumn({ name: 'assessor_id', type: 'uuid' })
  assessorId!: string;

  /** Keys; those of the policy's categories are asked for by panels. */
  @Column({ type: 'text', array: true })
  tags!: string[];

  @Column({ name: 'set_by', type: 'uuid' })
  setBy!: string;

  @Column({ name: 'set_at', type: 'timestamptz', default: () => 'now()' })
  setAt!: Date;
}
