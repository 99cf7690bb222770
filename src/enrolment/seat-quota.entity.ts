import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many seats there are, how many are out or accepted, and how many accepted; the last two are counted by the database. */
@Entity('seat_quota')
export class SeatQuotaEntity {
  @PrimaryColumn({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @PrimaryColumn({ type: 'text' })
  stage!: string;

  @Column({ type: 'integer', nullable: true })
  seats!: number | null;

  @Column({ type: 'integer', default: 0 })
  taken!: number;

  @Column({ type: 'integer', default: 0 })
  held!: number;
}
