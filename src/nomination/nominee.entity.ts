import { Column, Entity, PrimaryColumn } from 'typeorm';

/** By what a nominee is known when his nominator names him again. */
@Entity('nominee')
export class NomineeEntity {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ name: 'external_id', type: 'text', nullable: true })
  externalId!: string | null;

  @Column({ name: 'name_index', type: 'bytea' })
  nameIndex!: Buffer;

  @Column({ type: 'bytea' })
  content!: Buffer;

  @Column({ name: 'import_id', type: 'uuid', nullable: true })
  importId!: string | null;
}
