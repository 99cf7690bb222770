import { ApiProperty } from '@nestjs/swagger';
import type { Conclusion } from '../campaign/domain/policy';
import { bulkOf } from '../platform/http/bulk';
import { IsCivilDate, IsDecimalRecord, IsFlag, IsId, IsKey, IsOneOf } from '../platform/http/validators';

const CONCLUSIONS: readonly Conclusion[] = ['recommended', 'with-reservations', 'not-recommended'];
const MOST_SCALES = 200;

export class RecordResultDto {
  @IsId()
  candidacyId!: string;

  @IsKey({ description: 'An instrument of the battery.', example: 'lpd' })
  instrument!: string;

  @IsCivilDate({ description: 'The day of the test; its norms are those in force on that day.' })
  takenOn!: string;

  @IsKey({ example: 'managers' })
  normGroup!: string;

  @IsDecimalRecord(MOST_SCALES, { description: 'Raw score of each scale.', example: { leadership: '63', analysis: '48.5', cooperation: '70' } })
  raw!: Record<string, string>;

  @IsOneOf(CONCLUSIONS, { optional: true, example: 'recommended', description: "The expert's; needed by the time the battery is complete where the policy asks for one." })
  conclusion?: Conclusion;

  @IsFlag({ optional: true, example: false, description: 'Taken again under supervision: counts instead of the remote result and is compared with it.' })
  supervised?: boolean;
}

export class RecordResultsDto extends bulkOf(RecordResultDto) {}

export class RecordedResultDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string' })
  readonly instrument!: string;
  @ApiProperty({ type: 'boolean', description: 'The battery of the candidacy is complete: a verdict will be computed.' })
  readonly complete!: boolean;
}

export class RecordedResultsDto {
  @ApiProperty({ type: [RecordedResultDto], description: 'In the order of the request.' })
  readonly items!: readonly RecordedResultDto[];
}

export class ResultDto {
  @ApiProperty({ type: 'string' })
  readonly instrument!: string;
  @ApiProperty({ type: 'boolean', description: 'Taken again under supervision.' })
  readonly supervised?: boolean;
  @ApiProperty({ type: 'string', format: 'date' })
  readonly takenOn!: string;
  @ApiProperty({ type: 'string' })
  readonly normGroup!: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  readonly raw!: Readonly<Record<string, string>>;
  @ApiProperty({ enum: CONCLUSIONS, nullable: true })
  readonly conclusion?: Conclusion | null;
  @ApiProperty({ type: 'string', format: 'uuid', description: 'Account that recorded it.' })
  readonly recordedBy!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly recordedAt!: string;
}

export class CandidacyResultsDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string', example: '36-0001' })
  readonly number!: string;
  @ApiProperty({ type: [ResultDto] })
  readonly results!: readonly ResultDto[];
}

export class ResultsPageDto {
  @ApiProperty({ type: [CandidacyResultsDto] })
  readonly items!: readonly CandidacyResultsDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}
