import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is put to the vote, and what came of it. */
@Entity('agenda_item')
export class AgendaItemEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'meeting_id', type: 'uuid' })
  meetingId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid', nullable: true })
  nominatorId!: string | null;

  @Column({ type: 'integer' })
  ordinal!: number;

  @Column({ type: 'text' })
  kind!: 'list' | 'run' | 'tie' | 'departure' | 'appeal';

  @Column({ type: 'text' })
  stage!: string;

  @Column({ name: 'list_id', type: 'uuid', nullable: true })
  listId!: string | null;

  @Column({ name: 'run_id', type: 'uuid', nullable: true })
  runId!: string | null;

  @Column({ name: 'candidacy_id', type: 'uuid', nullable: true })
  candidacyId!: string | null;

  @Column({ name: 'subject_digest', type: 'bytea' })
  subjectDigest!: Buffer;

  @Column({ type: 'text', nullable: true })
  proposal!: 'pass' | 'fail' | null;

  @Column({ name: 'votes_for', type: 'integer', nullable: true })
  votesFor!: number | null;

  @Column({ name: 'votes_against', type: 'integer', nullable: true })
  votesAgainst!: number | null;

  @Column({ name: 'votes_abstained', type: 'integer', nullable: true })
  votesAbstained!: number | null;

  @Column({ name: 'chair_vote', type: 'text', nullable: true })
  chairVote!: 'for' | 'against' | 'abstained' | null;

  @Column({ type: 'text', nullable: true })
  outcome!: 'adopted' | 'rejected' | 'no-decision' | null;

  @Column({ type: 'jsonb', nullable: true })
  reasons!: unknown;
}
