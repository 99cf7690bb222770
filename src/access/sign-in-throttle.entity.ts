import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Failures of one login or one address, under a keyed hash, and until when the next attempt has to wait. */
@Entity('sign_in_throttle')
export class SignInThrottleEntity {
  @PrimaryColumn({ type: 'bytea' })
  key!: Buffer;

  @Column({ type: 'integer' })
  failures!: number;

  @Column({ name: 'free_at', type: 'timestamptz' })
  freeAt!: Date;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  at!: Date;
}
