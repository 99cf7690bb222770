import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A document of the personal file that was received. */
@Entity('document')
export class DocumentEntity {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @PrimaryColumn({ type: 'text' })
  key!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ name: 'received_on', type: 'date' })
  receivedOn!: string;
}
