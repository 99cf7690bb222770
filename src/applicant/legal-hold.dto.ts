import { ApiProperty } from '@nestjs/swagger';
import { bulkOf } from '../platform/http/bulk';
import { IsCivilDate, IsId, IsReasonCode, IsText } from '../platform/http/validators';

export class PlaceHoldDto {
  @IsId()
  candidacyId!: string;

  @IsReasonCode({ example: 'APPEAL_PENDING' })
  reason!: string;

  @IsText(200, { example: 'Appeal 14, 3 April 2026', description: 'The paper that asks for it: kind, number and date, without names.' })
  document!: string;

  @IsCivilDate({ optional: true, description: 'The last day of the hold; without it the hold stands until it is released.' })
  until?: string;
}

export class PlaceHoldsDto extends bulkOf(PlaceHoldDto) {}

export class ReleaseHoldDto {
  @IsReasonCode({ example: 'APPEAL_DECIDED' })
  reason!: string;
}

export class ReleaseHoldsDto extends ReleaseHoldDto {
  @IsId({ list: { min: 1, max: 500 } })
  holdIds!: string[];
}

export class LegalHoldDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string' })
  readonly number!: string;
  @ApiProperty({ type: 'string' })
  readonly reason!: string;
  @ApiProperty({ type: 'string' })
  readonly document!: string;
  @ApiProperty({ type: 'string', format: 'date', nullable: true })
  readonly until!: string | null;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly heldBy!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly heldAt!: Date;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly releasedBy!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly releasedAt!: Date | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly releaseReason!: string | null;
}

export class LegalHoldsDto {
  @ApiProperty({ type: [LegalHoldDto] })
  readonly items!: readonly LegalHoldDto[];
}

export class LegalHoldPageDto extends LegalHoldsDto {
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}
