import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A published decision in the order in which campaigns' publications became visible. */
@Entity('publication')
export class PublicationEntity {
  @PrimaryColumn({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @PrimaryColumn({ type: 'bigint' })
  seq!: number;

  @Column({ name: 'batch_id', type: 'uuid' })
  batchId!: string;
}
