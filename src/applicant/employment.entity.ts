import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A record of a career; `endedOn` null = still held. */
@Entity('employment')
export class EmploymentEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'member_id', type: 'uuid' })
  memberId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ name: 'started_on', type: 'date' })
  startedOn!: string;

  /** Only the month is known; `startedOn` is its first day. */
  @Column({ name: 'started_month_only', type: 'boolean', default: false })
  startedMonthOnly!: boolean;

  @Column({ name: 'ended_on', type: 'date', nullable: true })
  endedOn!: string | null;

  /** Only the month is known; `endedOn` is its last day. */
  @Column({ name: 'ended_month_only', type: 'boolean', default: false })
  endedMonthOnly!: boolean;

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  organisation!: string;

  @Column({ name: 'post_category', type: 'text', nullable: true })
  postCategory!: string | null;

  @Column({ name: 'post_group', type: 'text', nullable: true })
  postGroup!: string | null;

  @Column({ type: 'text', nullable: true })
  sphere!: string | null;

  @Column({ name: 'municipality_type', type: 'text', nullable: true })
  municipalityType!: string | null;

  @Column({ type: 'text', nullable: true })
  municipality!: string | null;

  @Column({ type: 'text', nullable: true })
  region!: string | null;

  /** Derived from the title as it was typed. */
  @Column({ name: 'title_key', type: 'text', nullable: true })
  titleKey!: string | null;

  /** Derived from the organisation as it was typed. */
  @Column({ name: 'organisation_kind', type: 'text', nullable: true })
  organisationKind!: string | null;

  @Column({ name: 'municipality_name', type: 'text', nullable: true })
  municipalityName!: string | null;

  @Column({ name: 'source_document', type: 'text', nullable: true })
  sourceDocument!: string | null;
}
