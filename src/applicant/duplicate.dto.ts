import { ApiProperty } from '@nestjs/swagger';
import { PageByIdQuery } from '../platform/http/page-query';
import { IsId, IsOneOf, IsReasonCode } from '../platform/http/validators';
import { type DuplicateGround, type DuplicateState, type Resolution, RESOLUTIONS } from './domain/check-resolution';

const STATES = ['open', ...RESOLUTIONS] as const;

export class DuplicatesQuery extends PageByIdQuery {
  @IsOneOf(STATES, { optional: true })
  state?: DuplicateState;
}

export class ResolveDuplicateDto {
  @IsOneOf(RESOLUTIONS, { example: 'different-people', description: '`same-person`: one remains and the persons become one; `different-people`: all go on; `withdrawn`: one remains, who they are stays open.' })
  outcome!: Resolution;

  @IsId({ optional: true, list: { max: 100 }, description: 'Candidacies that withdraw.', example: [] })
  withdraw: string[] = [];

  @IsReasonCode({ example: 'DUPLICATE_NOMINATION' })
  reason!: string;
}

export class DuplicateMemberDto {
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true, description: 'null, with the next four, where the candidacy is of another campaign.' })
  readonly candidacyId!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly number!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly nominator!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly stage!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly status!: string | null;
  @ApiProperty({ type: 'string', description: 'Name of the campaign.' })
  readonly campaign!: string;
  @ApiProperty({ type: 'string' })
  readonly name!: string;
  @ApiProperty({ type: 'string', format: 'date' })
  readonly birthDate!: string;
  @ApiProperty({ type: 'boolean' })
  readonly hasSnils!: boolean;
}

export class DuplicateDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', enum: STATES })
  readonly state!: DuplicateState;
  @ApiProperty({ type: 'string', enum: ['snils', 'name'] })
  readonly foundBy!: DuplicateGround;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly foundAt!: Date;
  @ApiProperty({ type: 'string', nullable: true })
  readonly reason!: string | null;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly resolvedBy!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly resolvedAt!: Date | null;
  @ApiProperty({ type: [DuplicateMemberDto] })
  readonly members!: readonly DuplicateMemberDto[];
}

export class DuplicatePageDto {
  @ApiProperty({ type: [DuplicateDto] })
  readonly items!: readonly DuplicateDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}
