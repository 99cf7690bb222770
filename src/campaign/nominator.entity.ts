import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NominatorKind } from './domain/policy';

/** Who puts applicants forward: the scope of rights. */
@Entity('nominator')
export class NominatorEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  kind!: NominatorKind;

  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text', nullable: true })
  region!: string | null;
}
