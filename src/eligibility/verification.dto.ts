import { ApiProperty } from '@nestjs/swagger';
import { bulkOf } from '../platform/http/bulk';
import { PageQuery } from '../platform/http/page-query';
import { IsId, IsOneOf } from '../platform/http/validators';
import type { VerificationState } from './verification-task.entity';

const STATES: readonly VerificationState[] = ['open', 'confirmed', 'refuted'];

export class VerificationQuery extends PageQuery {
  @IsOneOf(STATES, { optional: true, description: 'Records in this state only.' })
  state?: VerificationState;
}

export class ConfirmRecordDto {
  @IsId()
  employmentId!: string;
}

export class ConfirmRecordsDto extends bulkOf(ConfirmRecordDto) {}

export class ConfirmedRecordsDto {
  @ApiProperty({ type: 'integer' })
  readonly confirmed!: number;
}

export class DrawnDto {
  @ApiProperty({ type: 'integer', description: 'Candidacies of the sample that stand in the stage.' })
  readonly sampled!: number;
  @ApiProperty({ type: 'integer', description: 'Records that had no task before.' })
  readonly tasks!: number;
}

class TaskDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly employmentId!: string;
  @ApiProperty({ enum: STATES, description: 'Refuted: corrected or withdrawn since it was to be compared.' })
  readonly state!: VerificationState;
  @ApiProperty({ type: 'string', nullable: true, description: 'null, like the rest of the record: withdrawn.' })
  readonly startedOn!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly endedOn!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly title!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly organisation!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly postCategory!: string | null;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly checkedBy!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly checkedAt!: string | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'Why it was refuted.' })
  readonly reason!: string | null;
}

class CandidacyTasksDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string', example: '36-0001' })
  readonly number!: string;
  @ApiProperty({ type: 'string' })
  readonly name!: string;
  @ApiProperty({ type: [TaskDto] })
  readonly records!: readonly TaskDto[];
}

export class VerificationPageDto {
  @ApiProperty({ type: [CandidacyTasksDto] })
  readonly items!: readonly CandidacyTasksDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}
