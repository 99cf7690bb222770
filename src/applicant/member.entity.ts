import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person as put forward in one campaign: post, education and registration as of that application. */
@Entity('member')
export class MemberEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'applicant_id', type: 'uuid' })
  applicantId!: string;

  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ type: 'text' })
  role!: 'self' | 'lead' | 'member';

  @Column({ type: 'text' })
  citizenship!: string;

  @Column({ type: 'text' })
  education!: 'secondary' | 'secondary-professional' | 'unfinished-higher' | 'higher';

  @Column({ name: 'registration_region', type: 'text', nullable: true })
  registrationRegion!: string | null;

  @Column({ name: 'post_title', type: 'text', nullable: true })
  postTitle!: string | null;

  @Column({ type: 'text', nullable: true })
  organisation!: string | null;

  @Column({ name: 'organisation_inn', type: 'text', nullable: true })
  organisationInn!: string | null;

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

  @Column({ name: 'post_region', type: 'text', nullable: true })
  postRegion!: string | null;

  /** The name under which this nominator put him forward. */
  @Column({ type: 'text', nullable: true })
  named!: string | null;

  @Column({ name: 'joined_on', type: 'date', nullable: true })
  joinedOn!: string | null;

  @Column({ name: 'left_on', type: 'date', nullable: true })
  leftOn!: string | null;
}
