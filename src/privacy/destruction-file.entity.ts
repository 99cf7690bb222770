import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file whose row is gone and which is still to be removed from the storage. */
@Entity('destruction_file')
export class DestructionFileEntity {
  @PrimaryColumn({ type: 'text' })
  name!: string;

  @Column({ name: 'destruction_id', type: 'uuid' })
  destructionId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;
}
