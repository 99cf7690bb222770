import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A candidacy in a set of duplicates; `campaignId` is the set's. */
@Entity('duplicate_candidacy')
export class DuplicateCandidacyEntity {
  @PrimaryColumn({ name: 'set_id', type: 'uuid' })
  setId!: string;

  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;
}
