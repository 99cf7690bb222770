import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody on an imported list, by keyed hashes only. */
@Entity('list_entry')
export class ListEntryEntity {
  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'import_id', type: 'uuid' })
  importId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ type: 'text' })
  list!: string;

  @Column({ name: 'name_index', type: 'bytea' })
  nameIndex!: Buffer;

  @Column({ name: 'snils_index', type: 'bytea', nullable: true })
  snilsIndex!: Buffer | null;

  @Column({ type: 'text', nullable: true })
  result!: string | null;
}
