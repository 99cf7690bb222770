import { ApiProperty } from '@nestjs/swagger';
import { IsReasonCode } from '../platform/http/validators';
import { RecordResultDto } from './diagnostics.dto';

export class AskCorrectionDto extends RecordResultDto {
  @IsReasonCode({ example: 'TYPED_WRONGLY' })
  reason!: string;
}

export class RefuseCorrectionDto {
  @IsReasonCode({ example: 'FORM_SAYS_OTHERWISE' })
  reason!: string;
}

export class ProposalDto {
  @ApiProperty({ enum: ['pass', 'fail', 'undetermined'] })
  readonly outcome!: string;
  @ApiProperty({ type: 'string', nullable: true, example: '57.8647' })
  readonly score!: string | null;
}

export class ResultCorrectionEffectDto {
  @ApiProperty({ type: ProposalDto })
  readonly before!: ProposalDto;
  @ApiProperty({ type: ProposalDto })
  readonly after!: ProposalDto;
  @ApiProperty({ type: 'boolean', description: 'A decision rests on the result; it has to be reverted before the correction can be applied.' })
  readonly decided!: boolean;
}

export class ResultCorrectionDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string', example: '36-0001' })
  readonly number!: string;
  @ApiProperty({ type: 'string' })
  readonly instrument!: string;
  @ApiProperty({ type: 'boolean' })
  readonly supervised!: boolean;
  @ApiProperty({ type: 'string', format: 'date' })
  readonly takenOn!: string;
  @ApiProperty({ type: 'string' })
  readonly normGroup!: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  readonly raw!: Readonly<Record<string, string>>;
  @ApiProperty({ type: 'string', nullable: true })
  readonly conclusion?: string | null;
  @ApiProperty({ type: 'string' })
  readonly reason!: string;
  @ApiProperty({ enum: ['asked', 'applied', 'refused'] })
  readonly state!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly askedBy!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly askedAt!: Date;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly decidedBy!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly decidedAt!: Date | null;
  @ApiProperty({ type: ResultCorrectionEffectDto })
  readonly effect!: ResultCorrectionEffectDto;
}

export class ResultCorrectionPageDto {
  @ApiProperty({ type: [ResultCorrectionDto] })
  readonly items!: readonly ResultCorrectionDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}
