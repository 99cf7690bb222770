import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file whose results were recorded. The file itself is not kept. */
@Entity('result_file')
export class ResultFileEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ type: 'text' })
  stage!: string;

  @Column({ type: 'text' })
  sha256!: string;

  @Column({ type: 'integer' })
  recorded!: number;

  @Column({ name: 'recorded_by', type: 'uuid' })
  recordedBy!: string;

  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'now()' })
  recordedAt!: Date;

  @Column({ name: 'reverted_by', type: 'uuid', nullable: true })
  revertedBy!: string | null;

  @Column({ name: 'reverted_at', type: 'timestamptz', nullable: true })
  revertedAt!: Date | null;

  @Column({ name: 'revert_reason', type: 'text', nullable: true })
  revertReason!: string | null;
}
