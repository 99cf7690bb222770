import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The secret an authenticator app shares with the service, as ciphertext, and the last time step that was used. */
@Entity('second_factor')
export class SecondFactorEntity {
  @PrimaryColumn({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  @Column({ type: 'bytea', select: false })
  key!: Buffer;

  @Column({ name: 'key_version', type: 'integer' })
  keyVersion!: number;

  @Column({ type: 'bytea', select: false })
  secret!: Buffer;

  @Column({ name: 'last_step', type: 'bigint' })
  lastStep!: number;

  @Column({ name: 'enrolled_at', type: 'timestamptz', default: () => 'now()' })
  enrolledAt!: Date;
}
