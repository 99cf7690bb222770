import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How a member voted on an item, or why he did not, and what he holds against the decision. */
@Entity('agenda_vote')
export class AgendaVoteEntity {
  @PrimaryColumn({ name: 'item_id', type: 'uuid' })
  itemId!: string;

  @PrimaryColumn({ name: 'member_id', type: 'uuid' })
  memberId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ type: 'text', nullable: true })
  vote!: 'for' | 'against' | 'abstained' | null;

  @Column({ type: 'text', nullable: true })
  recused!: string | null;

  @Column({ type: 'text', nullable: true })
  dissent!: string | null;
}
