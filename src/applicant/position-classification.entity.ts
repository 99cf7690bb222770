import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What staff decided about a post of an organisation of some kind; the last of a post stands. */
@Entity('position_classification')
export class PositionClassificationEntity {
  @PrimaryColumn({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @PrimaryColumn({ name: 'title_key', type: 'text' })
  titleKey!: string;

  @PrimaryColumn({ name: 'organisation_kind', type: 'text' })
  organisationKind!: string;

  @PrimaryColumn({ type: 'integer' })
  n!: number;

  @Column({ type: 'uuid' })
  id!: string;

  @Column({ name: 'post_category', type: 'text' })
  postCategory!: string;

  @Column({ name: 'post_group', type: 'text', nullable: true })
  postGroup!: string | null;

  @Column({ type: 'text', nullable: true })
  sphere!: string | null;

  @Column({ name: 'municipality_type', type: 'text', nullable: true })
  municipalityType!: string | null;

  @Column({ type: 'text' })
  reason!: string;

  @Column({ name: 'decided_by', type: 'uuid' })
  decidedBy!: string;

  @Column({ name: 'decided_at', type: 'timestamptz', default: () => 'now()' })
  decidedAt!: Date;
}
