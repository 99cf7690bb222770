import { ApiProperty, OmitType } from '@nestjs/swagger';
import { BULK_LIMIT, bulkOf } from '../platform/http/bulk';
import { IsId, IsInstant, IsOneOf, IsText, IsWhole } from '../platform/http/validators';
import { RecordResultDto } from './diagnostics.dto';
import type { Attendance } from './session.repository';

const ATTENDANCE: readonly Attendance[] = ['attended', 'no-show', 'rescheduled'];
const MOST_PLACES = 10_000;
const PLACE_LENGTH = 300;

export class CreateSessionDto {
  @IsInstant({ example: '2026-04-25T10:00:00+03:00' })
  startsAt!: string;

  @IsText(PLACE_LENGTH, { nullable: true, description: 'Null: online.', example: 'Воронеж, ул. Мира, 1, ауд. 5' })
  place!: string | null;

  @IsWhole(1, MOST_PLACES, { example: 40 })
  capacity!: number;
}

export class SessionDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly startsAt!: Date;
  @ApiProperty({ type: 'string', nullable: true, description: 'Null: online.' })
  readonly place!: string | null;
  @ApiProperty({ type: 'integer' })
  readonly capacity!: number;
  @ApiProperty({ type: 'integer' })
  readonly taken!: number;
}

export class SessionPageDto {
  @ApiProperty({ type: [SessionDto] })
  readonly items!: readonly SessionDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}

export class InviteDto {
  @IsId({ list: { min: 1, max: BULK_LIMIT } })
  candidacyIds!: string[];
}

export class InvitedDto {
  @ApiProperty({ type: 'integer' })
  readonly invited!: number;
}

export class AttendDto {
  @IsId()
  candidacyId!: string;

  @IsOneOf(ATTENDANCE, { example: 'attended', description: 'Whoever is rescheduled may be invited to another session.' })
  state!: Attendance;
}

export class AttendManyDto extends bulkOf(AttendDto) {}

export class MarkedDto {
  @ApiProperty({ type: 'integer' })
  readonly marked!: number;
}

export class InvitationDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string', example: '36-0001' })
  readonly number!: string;
  @ApiProperty({ type: 'string' })
  readonly name!: string;
  @ApiProperty({ type: 'string', example: '7KQ2M9XF', description: 'Goes to the testing system and back instead of the name.' })
  readonly code!: string;
  @ApiProperty({ enum: ['invited', ...ATTENDANCE] })
  readonly state!: string;
}

export class InvitationPageDto {
  @ApiProperty({ type: [InvitationDto] })
  readonly items!: readonly InvitationDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}

export class RegisterDto {
  @ApiProperty({ type: SessionDto })
  readonly session!: SessionDto;
  @ApiProperty({ type: InvitationPageDto })
  readonly invitations!: InvitationPageDto;
}

export class ResultByCodeDto extends OmitType(RecordResultDto, ['candidacyId'] as const) {
  @IsText(20, { example: '7KQ2M9XF', description: "The candidate's code in this campaign." })
  code!: string;
}

export class ResultsByCodeDto extends bulkOf(ResultByCodeDto) {}

export class RecordedByCodeDto {
  @ApiProperty({ type: 'string' })
  readonly code!: string;
  @ApiProperty({ type: 'string' })
  readonly instrument!: string;
  @ApiProperty({ type: 'boolean' })
  readonly complete!: boolean;
}

export class RecordedManyByCodeDto {
  @ApiProperty({ type: [RecordedByCodeDto], description: 'In the order of the request.' })
  readonly items!: readonly RecordedByCodeDto[];
}
