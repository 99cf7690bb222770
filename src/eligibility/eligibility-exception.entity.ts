import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An officer's exception from a criterion. */
@Entity('eligibility_exception')
export class EligibilityExceptionEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ type: 'text' })
  stage!: string;

  @Column({ type: 'text' })
  criterion!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ name: 'document_title', type: 'text' })
  documentTitle!: string;

  @Column({ name: 'document_number', type: 'text' })
  documentNumber!: string;

  @Column({ name: 'document_date', type: 'date' })
  documentDate!: string;

  @Column({ name: 'granted_by', type: 'uuid' })
  grantedBy!: string;

  @Column({ name: 'granted_at', type: 'timestamptz', default: () => 'now()' })
  grantedAt!: Date;

  @Column({ name: 'withdrawn_by', type: 'uuid', nullable: true })
  withdrawnBy!: string | null;

  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true })
  withdrawnAt!: Date | null;

  @Column({ name: 'withdrawal_reason', type: 'text', nullable: true })
  withdrawalReason!: string | null;
}
