import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An answer to a person who asked what is held on him; the file is made while it is read, until it expires. */
@Entity('subject_export')
export class SubjectExportEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ name: 'asked_on', type: 'date' })
  askedOn!: string;

  @Column({ name: 'prepared_by', type: 'uuid' })
  preparedBy!: string;

  @Column({ name: 'prepared_at', type: 'timestamptz', default: () => 'now()' })
  preparedAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;
}
