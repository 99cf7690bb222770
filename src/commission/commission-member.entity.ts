import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A member of the commission, with the days of his membership; needs no account. */
@Entity('commission_member')
export class CommissionMemberEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  post!: string;

  @Column({ type: 'text', nullable: true })
  organisation!: string | null;

  @Column({ name: 'organisation_inn', type: 'text', nullable: true })
  organisationInn!: string | null;

  @Column({ type: 'text', nullable: true })
  region!: string | null;

  @Column({ type: 'text' })
  role!: 'chair' | 'deputy' | 'member';

  @Column({ type: 'date' })
  since!: string;

  @Column({ type: 'date', nullable: true })
  until!: string | null;

  @Column({ name: 'entered_by', type: 'uuid' })
  enteredBy!: string;

  @Column({ name: 'entered_at', type: 'timestamptz', default: () => 'now()' })
  enteredAt!: Date;
}
