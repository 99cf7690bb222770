import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A campaign: one round of a programme. */
@Entity('campaign')
export class CampaignEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  programme!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text', default: 'draft' })
  state!: 'draft' | 'open' | 'closed';

  @Column({ name: 'policy_version', type: 'integer', nullable: true })
  policyVersion!: number | null;

  @Column({ name: 'created_by', type: 'uuid' })
  createdBy!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'second_person', type: 'boolean', default: true })
  secondPerson!: boolean;
}
