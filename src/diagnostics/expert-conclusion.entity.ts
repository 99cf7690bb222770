import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an expert concluded in words: written once; a later one stands beside it. */
@Entity('expert_conclusion')
export class ExpertConclusionEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ type: 'text' })
  stage!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  /** Under whose data key it is sealed. */
  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;

  /** Text and the name of the file, which often is that of a person. */
  @Column({ name: 'conclusion_cipher', type: 'bytea' })
  conclusionCipher!: Buffer;

  /** SHA-256 of the file. */
  @Column({ name: 'file_digest', type: 'bytea', nullable: true })
  fileDigest!: Buffer | null;

  @Column({ name: 'written_by', type: 'uuid' })
  writtenBy!: string;

  @Column({ name: 'written_at', type: 'timestamptz', default: () => 'now()' })
  writtenAt!: Date;
}
