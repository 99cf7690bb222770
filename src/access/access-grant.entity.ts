import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from './domain/may';

/** A right of an account. Rights are given with the account and end with it. */
@Entity('access_grant')
export class AccessGrantEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  @Column({ type: 'text' })
  role!: Role;

  @Column({ name: 'campaign_id', type: 'uuid', nullable: true })
  campaignId!: string | null;

  @Column({ name: 'nominator_id', type: 'uuid', nullable: true })
  nominatorId!: string | null;
}
