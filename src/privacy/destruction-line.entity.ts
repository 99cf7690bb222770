import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A candidacy whose data are to be, or were, destroyed. */
@Entity('destruction_line')
export class DestructionLineEntity {
  @PrimaryColumn({ name: 'destruction_id', type: 'uuid' })
  destructionId!: string;

  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text' })
  ground!: string;

  @Column({ name: 'carried_out', type: 'boolean', default: false })
  carriedOut!: boolean;
}
