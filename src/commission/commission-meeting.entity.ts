import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A meeting; with a number it has its protocol and is closed. */
@Entity('commission_meeting')
export class CommissionMeetingEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'held_on', type: 'date' })
  heldOn!: string;

  @Column({ type: 'text' })
  place!: string;

  @Column({ type: 'text' })
  secretary!: string;

  @Column({ name: 'presiding_id', type: 'uuid', nullable: true })
  presidingId!: string | null;

  @Column({ name: 'protocol_number', type: 'text', nullable: true })
  protocolNumber!: string | null;

  @Column({ name: 'protocol_date', type: 'date', nullable: true })
  protocolDate!: string | null;

  @Column({ name: 'closed_by', type: 'uuid', nullable: true })
  closedBy!: string | null;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  scan!: string | null;

  @Column({ name: 'scan_digest', type: 'bytea', nullable: true })
  scanDigest!: Buffer | null;

  @Column({ name: 'entered_by', type: 'uuid' })
  enteredBy!: string;

  @Column({ name: 'entered_at', type: 'timestamptz', default: () => 'now()' })
  enteredAt!: Date;
}
