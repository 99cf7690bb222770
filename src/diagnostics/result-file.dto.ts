import { ApiProperty } from '@nestjs/swagger';
import { IsReasonCode, IsSha256 } from '../platform/http/validators';

export class ResultProblemDto {
  @ApiProperty({ type: 'integer', description: 'As the program shows it: the first is 1.' })
  readonly row!: number;
  @ApiProperty({ type: 'string', nullable: true, example: 'D', description: 'Letters of the column; null: the row as a whole.' })
  readonly column!: string | null;
  @ApiProperty({ type: 'string', example: 'RAW_SCORE_OUT_OF_RANGE' })
  readonly code!: string;
  @ApiProperty({ type: 'object', additionalProperties: true })
  readonly params!: Readonly<Record<string, unknown>>;
  @ApiProperty({ type: 'string', nullable: true, description: 'What stands there.' })
  readonly value!: string | null;
}

export class ResultFileReportDto {
  @ApiProperty({ type: 'integer' })
  readonly rows!: number;
  @ApiProperty({ type: 'integer', description: 'Results that would be recorded.' })
  readonly ready!: number;
  @ApiProperty({ type: 'integer', description: 'Recorded already, exactly so.' })
  readonly unchanged!: number;
  @ApiProperty({ type: [ResultProblemDto] })
  readonly problems!: readonly ResultProblemDto[];
  @ApiProperty({ type: 'string', description: 'Names the results that would be recorded.' })
  readonly digest!: string;
}

export class ApplyResultFileQuery {
  @IsSha256({ description: 'Digest of the report that was looked at.', example: 'a'.repeat(64) })
  digest!: string;
}

export class ResultFileRecordedDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'integer' })
  readonly recorded!: number;
}

export class RevertResultFileDto {
  @IsReasonCode({ example: 'WRONG_FILE' })
  reason!: string;
}

export class ResultFileRevertedDto {
  @ApiProperty({ type: 'integer' })
  readonly reverted!: number;
}

export class ResultFileDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', description: 'SHA-256 of the file.' })
  readonly sha256!: string;
  @ApiProperty({ type: 'integer' })
  readonly recorded!: number;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly recordedBy!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly recordedAt!: Date;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly revertedAt!: Date | null;
}

export class ResultFilePageDto {
  @ApiProperty({ type: [ResultFileDto] })
  readonly items!: readonly ResultFileDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}
