import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RowOutcome } from './domain/import-state';

/** A row of an uploaded list and what became of it. */
@Entity('nomination_import_row')
export class NominationImportRowEntity {
  @PrimaryColumn({ name: 'import_id', type: 'uuid' })
  importId!: string;

  @PrimaryColumn({ type: 'integer' })
  n!: number;

  @Column({ type: 'text' })
  sheet!: string;

  @Column({ type: 'integer' })
  row!: number;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'bytea', nullable: true })
  key!: Buffer | null;

  @Column({ type: 'text' })
  outcome!: RowOutcome;

  @Column({ name: 'candidacy_id', type: 'uuid', nullable: true })
  candidacyId!: string | null;

  @Column({ type: 'bytea', nullable: true })
  sealed!: Buffer | null;
}
