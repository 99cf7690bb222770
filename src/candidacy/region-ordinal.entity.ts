import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last public number given in a region of a campaign. */
@Entity('region_ordinal')
export class RegionOrdinalEntity {
  @PrimaryColumn({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @PrimaryColumn({ type: 'text' })
  region!: string;

  @Column({ type: 'integer' })
  last!: number;
}
