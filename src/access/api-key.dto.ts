import { ApiProperty } from '@nestjs/swagger';
import { IsOneOf, IsText, IsWhole } from '../platform/http/validators';
import { type Operation, OPERATIONS } from './domain/may';

export class CreateApiKeyDto {
  @IsText(200, { example: 'Nightly export to the registry' })
  name!: string;

  @IsOneOf(OPERATIONS, { list: { min: 1, max: 200 }, description: 'Operations the key may be used for, among those of the account (`x-operation` of each).', example: ['campaigns.read'] })
  scopes!: Operation[];

  @IsWhole(1, 366, { description: 'How long the key lives.', example: 90 })
  expiresInDays!: number;
}

export class ApiKeyDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string' })
  readonly name!: string;
  @ApiProperty({ type: [String] })
  readonly scopes!: readonly string[];
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly createdAt!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly expiresAt!: string;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'To the minute.' })
  readonly usedAt!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly revokedAt!: string | null;
}

export class ApiKeyPageDto {
  @ApiProperty({ type: [ApiKeyDto] })
  readonly items!: readonly ApiKeyDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}

export class CreatedApiKeyDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', description: 'Shown here only; goes into `Authorization: Bearer`.' })
  readonly key!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly expiresAt!: string;
}
