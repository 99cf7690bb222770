import { ApiProperty } from '@nestjs/swagger';
import { ProblemFault } from '../platform/http/problem';
import { IsId, IsReasonCode, IsSha256, IsWhole } from '../platform/http/validators';
import { BATCH_STATES, type BatchState } from './domain/batch-state';

const MOST_LISTED = 500;

export class CreateBatchDto {
  @IsId()
  nominatorId!: string;

  @IsId({ list: { min: 1, max: MOST_LISTED }, optional: true, description: 'Everybody who stands in no list yet unless told.' })
  candidacyIds?: string[];
}

export class ChangeBatchDto {
  @IsId({ list: { min: 1, max: MOST_LISTED } })
  candidacyIds!: string[];
}

export class SubmitBatchDto {
  @IsWhole(1, MOST_LISTED, { description: 'As the check showed it.', example: 12 })
  count!: number;

  @IsSha256({ description: 'As the check showed it.', example: 'a'.repeat(64) })
  digest!: string;
}

export class ReopenBatchDto {
  @IsReasonCode({ example: 'ENTERED_BY_MISTAKE' })
  reason!: string;
}

export class BatchDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly nominatorId!: string;
  @ApiProperty({ type: 'integer', description: 'Counts the lists of the nominator in the campaign.' })
  readonly ordinal!: number;
  @ApiProperty({ type: 'string', enum: BATCH_STATES })
  readonly state!: BatchState;
  @ApiProperty({ type: 'array', items: { type: 'string', format: 'uuid' } })
  readonly candidacyIds!: readonly string[];
  @ApiProperty({ type: 'string', nullable: true, description: 'What the last check without errors saw.' })
  readonly checkedDigest!: string | null;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true, description: 'Of its last submission.' })
  readonly decisionId!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly createdAt!: Date;
}

export class BatchPageDto {
  @ApiProperty({ type: [BatchDto] })
  readonly items!: readonly BatchDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}

export class DeadlineDto {
  @ApiProperty({ type: 'string', format: 'date-time', description: 'A submission that began to arrive later is refused.' })
  readonly closesAt!: string;
  @ApiProperty({ type: 'string', example: '2026-03-31 23:59', description: 'By the clock of Moscow.' })
  readonly moscow!: string;
  @ApiProperty({ type: 'string', example: '2026-04-01 06:59', description: 'By the clock of the nominator\'s region.' })
  readonly local!: string;
  @ApiProperty({ type: 'string', example: 'Asia/Vladivostok' })
  readonly zone!: string;
  @ApiProperty({ type: 'boolean', description: 'Later than for others, by an officer\'s leave.' })
  readonly isExtended!: boolean;
}

export class PlacesDto {
  @ApiProperty({ type: 'integer', nullable: true, description: 'null: no limit.' })
  readonly places!: number | null;
  @ApiProperty({ type: 'integer', description: 'Submitted and not withdrawn.' })
  readonly used!: number;
  @ApiProperty({ type: 'integer', nullable: true })
  readonly remaining!: number | null;
}

export class NomineeFaultDto extends ProblemFault {
  @ApiProperty({ type: 'string', enum: ['error', 'warning'], description: 'Only an error keeps the list from being submitted.' })
  readonly level!: 'error' | 'warning';
  @ApiProperty({ type: 'string' })
  readonly name!: string;
}

export class CheckedBatchDto {
  @ApiProperty({ type: BatchDto })
  readonly batch!: BatchDto;
  @ApiProperty({ type: 'integer' })
  readonly count!: number;
  @ApiProperty({ type: 'string', description: 'SHA-256 of the canonical rows, hexadecimal.' })
  readonly digest!: string;
  @ApiProperty({ type: DeadlineDto })
  readonly deadline!: DeadlineDto;
  @ApiProperty({ type: PlacesDto })
  readonly places!: PlacesDto;
  @ApiProperty({ type: [NomineeFaultDto] })
  readonly faults!: readonly NomineeFaultDto[];
}

export class ReceiptDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly batchId!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly nominatorId!: string;
  @ApiProperty({ type: 'string', example: '36/1', description: 'Code of the nominator, ordinal of the list, and which submission of it where there were more.' })
  readonly number!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly decisionId!: string;
  @ApiProperty({ type: 'string', format: 'date-time', description: 'When the submission began to arrive.' })
  readonly begunAt!: Date;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly submittedAt!: Date;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly submittedBy!: string;
  @ApiProperty({ type: 'integer' })
  readonly lines!: number;
  @ApiProperty({ type: 'string', description: 'SHA-256 of the canonical rows, hexadecimal; their text is at `rows`.' })
  readonly rowsDigest!: string;
  @ApiProperty({ type: 'array', items: { type: 'string' }, description: 'SHA-256 of the uploaded lists the people came from; none where they were typed in.' })
  readonly files!: readonly string[];
}

export class ReceiptPageDto {
  @ApiProperty({ type: [ReceiptDto] })
  readonly items!: readonly ReceiptDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}
