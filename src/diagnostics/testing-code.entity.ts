import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Under which code a testing system knows a candidate in a campaign. */
@Entity('testing_code')
export class TestingCodeEntity {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text' })
  code!: string;
}
