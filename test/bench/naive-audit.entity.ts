import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** The peer's audit: a row per candidate per stage, not sealed. */
@Entity('naive_audit')
export class NaiveAuditEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id!: number;

  @Column({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ type: 'text' })
  action!: string;

  @Column({ type: 'text' })
  stage!: string;

  @Column({ type: 'bytea' })
  digest!: Buffer;
}
