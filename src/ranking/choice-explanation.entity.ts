import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Explanation } from '../candidacy/domain/explanation';

/** Why one candidacy was or was not chosen by one run. */
@Entity('choice_explanation')
export class ChoiceExplanationEntity {
  @PrimaryColumn({ name: 'run_id', type: 'uuid' })
  runId!: string;

  @PrimaryColumn({ name: 'candidacy_id', type: 'uuid' })
  candidacyId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text' })
  number!: string;

  @Column({ type: 'json' })
  document!: Explanation;
}
