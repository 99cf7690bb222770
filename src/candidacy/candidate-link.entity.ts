import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one-time link by which a candidate answers his offer or appeals himself; the token is nowhere but with him. */
@Entity('candidate_link')
export class CandidateLinkEntity {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @PrimaryColumn({ type: 'text' })
  purpose!: 'answer' | 'appeal';

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text' })
  stage!: string;

  @Column({ name: 'decision_id', type: 'uuid', nullable: true })
  decisionId!: string | null;

  @Column({ name: 'token_hash', type: 'bytea' })
  tokenHash!: Buffer;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'issued_by', type: 'uuid' })
  issuedBy!: string;

  @Column({ name: 'issued_at', type: 'timestamptz', default: () => 'now()' })
  issuedAt!: Date;

  @Column({ name: 'used_at', type: 'timestamptz', nullable: true })
  usedAt!: Date | null;
}
