import { Column, Entity, PrimaryColumn } from 'typeorm';

export type DestructionState = 'proposed' | 'carried-out' | 'refused';

/** A destruction of personal data: proposed by one person, carried out by another. */
@Entity('destruction')
export class DestructionEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ type: 'text', default: 'proposed' })
  state!: DestructionState;

  @Column({ type: 'integer' })
  lines!: number;

  @Column({ type: 'bytea' })
  digest!: Buffer;

  /** The commission; once carried out the act, which names people; null when its own term is over. */
  @Column({ type: 'bytea', nullable: true })
  sealed!: Buffer | null;

  @Column({ name: 'data_key', type: 'bytea', nullable: true })
  dataKey!: Buffer | null;

  @Column({ name: 'key_version', type: 'integer', nullable: true })
  keyVersion!: number | null;

  @Column({ name: 'proposed_by', type: 'uuid' })
  proposedBy!: string;

  @Column({ name: 'proposed_at', type: 'timestamptz', default: () => 'now()' })
  proposedAt!: Date;

  @Column({ name: 'decided_by', type: 'uuid', nullable: true })
  decidedBy!: string | null;

  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;

  @Column({ name: 'act_until', type: 'date', nullable: true })
  actUntil!: string | null;
}
