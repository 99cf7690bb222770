import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who was at the meeting. */
@Entity('commission_attendance')
export class CommissionAttendanceEntity {
  @PrimaryColumn({ name: 'meeting_id', type: 'uuid' })
  meetingId!: string;

  @PrimaryColumn({ name: 'member_id', type: 'uuid' })
  memberId!: string;

  @Column({ name: 'campaign_id', type: 'uuid' })
  campaignId!: string;
}
