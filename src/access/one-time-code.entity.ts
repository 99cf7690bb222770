import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The living code on paper by which a person sets a password, for the first time or again. */
@Entity('one_time_code')
export class OneTimeCodeEntity {
  @PrimaryColumn({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  @Column({ type: 'bytea', select: false })
  hash!: Buffer;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'renews_second_factor', type: 'boolean', default: false })
  renewsSecondFactor!: boolean;

  @Column({ type: 'bytea', nullable: true, select: false })
  key!: Buffer | null;

  @Column({ name: 'key_version', type: 'integer', nullable: true })
  keyVersion!: number | null;

  @Column({ type: 'bytea', nullable: true, select: false })
  secret!: Buffer | null;

  @Column({ name: 'created_by', type: 'uuid' })
  createdBy!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
