import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The answer a request got under its Idempotency-Key. */
@Entity('idempotent_answer')
export class IdempotentAnswerEntity {
  @PrimaryColumn({ type: 'uuid' })
  actor!: string;

  @PrimaryColumn({ type: 'text' })
  key!: string;

  @Column({ type: 'bytea' })
  fingerprint!: Buffer;

  @Column({ type: 'json', nullable: true })
  answer!: unknown;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  at!: Date;
}
