import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where a nominator reads his mail in a campaign. */
@Entity('nominator_address')
export class NominatorAddressEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ name: 'email_cipher', type: 'bytea' })
  emailCipher!: Buffer;

  @Column({ name: 'data_key', type: 'bytea' })
  dataKey!: Buffer;

  @Column({ name: 'key_version', type: 'integer' })
  keyVersion!: number;

  @Column({ name: 'written_by', type: 'uuid' })
  writtenBy!: string;

  @Column({ name: 'written_at', type: 'timestamptz', default: () => 'now()' })
  writtenAt!: Date;
}
