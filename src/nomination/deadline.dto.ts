import { ApiProperty } from '@nestjs/swagger';
import { IsId, IsInstant, IsReasonCode } from '../platform/http/validators';

export class GrantExtensionDto {
  @IsId()
  nominatorId!: string;

  @IsInstant({ description: 'A submission that begins to arrive until then is in time.' })
  until!: string;

  @IsReasonCode({ example: 'CHANNEL_FAILED' })
  reason!: string;
}

export class RequestExtensionDto {
  @IsId()
  nominatorId!: string;

  @IsId({ list: { min: 1, max: 500 }, description: 'Who is to be handed in late.' })
  candidacyIds!: string[];

  @IsReasonCode({ example: 'LETTER_SIGNED_LATE' })
  reason!: string;
}

export class DecideExtensionDto {
  @IsInstant({ nullable: true, description: 'null: no.' })
  until!: string | null;

  @IsReasonCode({ example: 'COMMISSION_DECIDED' })
  reason!: string;
}

const STATES = ['requested', 'granted', 'refused'] as const;

export class ExtensionDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly nominatorId!: string;
  @ApiProperty({ type: 'string', enum: STATES })
  readonly state!: (typeof STATES)[number];
  @ApiProperty({ type: 'array', items: { type: 'string', format: 'uuid' }, nullable: true, description: 'A late entry is for these; null: for all of the nominator.' })
  readonly candidacyIds!: readonly string[] | null;
  @ApiProperty({ type: 'string' })
  readonly reason!: string;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly requestedBy!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly requestedAt!: Date | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly until!: Date | null;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly decidedBy!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly decidedAt!: Date | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'Reason given for the answer to a request.' })
  readonly answer!: string | null;
}

export class ExtensionPageDto {
  @ApiProperty({ type: [ExtensionDto] })
  readonly items!: readonly ExtensionDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}
