import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A nominee whom a letter names. */
@Entity('nomination_letter_line')
export class NominationLetterLineEntity {
  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @PrimaryColumn({ name: 'letter_id', type: 'uuid' })
  letterId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;
}
