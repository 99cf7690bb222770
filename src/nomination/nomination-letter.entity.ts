import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The letter by which the head of a nominator puts named people forward. */
@Entity('nomination_letter')
export class NominationLetterEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text' })
  number!: string;

  @Column({ name: 'dated_on', type: 'date' })
  datedOn!: string;

  @Column({ type: 'text' })
  signatory!: string;

  @Column({ type: 'text', nullable: true })
  file!: string | null;

  @Column({ name: 'file_digest', type: 'bytea', nullable: true })
  fileDigest!: Buffer | null;

  @Column({ type: 'text', nullable: true })
  signature!: string | null;

  @Column({ name: 'signature_digest', type: 'bytea', nullable: true })
  signatureDigest!: Buffer | null;

  @Column({ name: 'created_by', type: 'uuid' })
  createdBy!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
