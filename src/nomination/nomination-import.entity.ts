import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ColumnMapping } from './domain/import-columns';
import type { ImportState } from './domain/import-state';

/** An uploaded list of nominees, and the job that reads it. */
@Entity('nomination_import')
export class NominationImportEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text', default: 'queued' })
  state!: ImportState;

  @Column({ type: 'boolean' })
  applies!: boolean;

  @Column({ type: 'jsonb', nullable: true })
  mapping!: ColumnMapping | null;

  @Column({ type: 'text', nullable: true })
  file!: string | null;

  @Column({ name: 'file_digest', type: 'bytea' })
  fileDigest!: Buffer;

  @Column({ type: 'integer', default: 0 })
  position!: number;

  @Column({ type: 'integer', default: 0 })
  entered!: number;

  @Column({ type: 'integer', default: 0 })
  corrected!: number;

  @Column({ type: 'integer', default: 0 })
  unchanged!: number;

  @Column({ type: 'integer', default: 0 })
  refused!: number;

  @Column({ type: 'text', nullable: true })
  code!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  params!: object | null;

  @Column({ type: 'boolean', default: false })
  cancelled!: boolean;

  @Column({ name: 'data_key', type: 'bytea' })
  dataKey!: Buffer;

  @Column({ name: 'key_version', type: 'integer' })
  keyVersion!: number;

  @Column({ type: 'integer', default: 0 })
  attempt!: number;

  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true })
  leaseUntil!: Date | null;

  @Column({ name: 'begun_at', type: 'timestamptz' })
  begunAt!: Date;

  @Column({ name: 'created_by', type: 'uuid' })
  createdBy!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true })
  finishedAt!: Date | null;
}
