import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is known of a password: its argon2id hash. */
@Entity('password')
export class PasswordEntity {
  @PrimaryColumn({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  @Column({ type: 'text', select: false })
  hash!: string;

  @Column({ name: 'changed_at', type: 'timestamptz', default: () => 'now()' })
  changedAt!: Date;
}
