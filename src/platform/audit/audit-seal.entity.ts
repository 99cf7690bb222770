import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A link of a chain of audit events. */
@Entity('audit_seal')
export class AuditSealEntity {
  @PrimaryColumn({ type: 'uuid' })
  chain!: string;

  @PrimaryColumn({ type: 'bigint' })
  seq!: number;

  @Column({ type: 'bigint' })
  tx!: number;

  @Column({ type: 'integer' })
  count!: number;

  @Column({ type: 'bytea' })
  hash!: Buffer;
}
