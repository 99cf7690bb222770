import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ColumnMapping } from './domain/import-columns';

/** How a nominator's own table is read. */
@Entity('nomination_layout')
export class NominationLayoutEntity {
  @PrimaryColumn({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'jsonb' })
  mapping!: ColumnMapping;

  @Column({ name: 'saved_by', type: 'uuid' })
  savedBy!: string;

  @Column({ name: 'saved_at', type: 'timestamptz', default: () => 'now()' })
  savedAt!: Date;
}
