import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who did what when: identifiers, codes and digests only. */
@Entity('audit_event')
export class AuditEventEntity {
  @PrimaryColumn({ type: 'bigint' })
  tx!: number;

  @PrimaryColumn({ type: 'integer', default: 0 })
  n!: number;

  @Column({ type: 'uuid' })
  chain!: string;

  @Column({ type: 'timestamptz', default: () => 'clock_timestamp()' })
  at!: Date;

  @Column({ type: 'uuid' })
  actor!: string;

  @Column({ type: 'text' })
  action!: string;

  @Column({ type: 'uuid', nullable: true })
  subject!: string | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ name: 'policy_version', type: 'integer', nullable: true })
  policyVersion!: number | null;

  @Column({ type: 'integer', default: 1 })
  lines!: number;

  @Column({ type: 'bytea', default: () => "'\\x'" })
  digest!: Buffer;

  @Column({ type: 'text', nullable: true })
  role!: string | null;

  @Column({ type: 'text', nullable: true })
  request!: string | null;

  @Column({ type: 'text', nullable: true })
  before!: string | null;

  @Column({ type: 'text', nullable: true })
  after!: string | null;
}
