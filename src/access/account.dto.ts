import { ApiProperty } from '@nestjs/swagger';
import { bulkOf } from '../platform/http/bulk';
import { IsId, IsMatch, IsOneOf, IsRegionCode, IsText, IsWhole, Nested } from '../platform/http/validators';
import { ROLES, type Role } from './domain/may';

export class GrantDto {
  @IsOneOf(ROLES, { example: 'officer' })
  role!: Role;

  @IsId({ optional: true, description: 'For every role but the administrator.', example: '0198f0a2-5c1e-7c3a-9d42-6b1f0e8a7d31' })
  campaignId?: string;

  @IsId({ optional: true, description: 'For a nominator.' })
  nominatorId?: string;
}

export class CreateAccountDto {
  @IsText(200, { example: 'Region 05, nominations' })
  name!: string;

  @IsRegionCode({ optional: true })
  region?: string;

  @Nested(() => GrantDto, { list: { min: 1, max: 100 } })
  grants!: GrantDto[];

  @IsWhole(1, 3_650, { optional: true, description: 'How long the token lives.' })
  expiresInDays?: number;
}

/** Lower case, so that a login is one however it is typed. */
export const LOGIN = /^[a-z0-9][a-z0-9._@+-]{2,99}$/;

export class CreatePersonDto {
  @IsMatch('IS_LOGIN', LOGIN, { example: 'petrova.36', description: 'In lower case. An e-mail address may be one.' })
  login!: string;

  @IsText(200, { example: 'Петрова А. В.' })
  name!: string;

  @IsRegionCode({ optional: true })
  region?: string;

  @Nested(() => GrantDto, { list: { min: 1, max: 100 } })
  grants!: GrantDto[];
}

export class CreatePeopleDto extends bulkOf(CreatePersonDto) {}

export class PeopleFileQuery {
  @IsId({ optional: true, description: 'Where the roles are given, but the administrator\'s.' })
  campaignId?: string;
}

export class CreatedPersonDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string' })
  readonly name!: string;
  @ApiProperty({ type: 'string' })
  readonly login!: string;
}

export class CreatedPeopleDto {
  @ApiProperty({ type: [CreatedPersonDto], description: 'In the order of the request.' })
  readonly items!: readonly CreatedPersonDto[];
}

export class CreateAccountsDto extends bulkOf(CreateAccountDto) {}

export class CreatedAccountDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string' })
  readonly name!: string;
  @ApiProperty({ type: 'string', description: 'Shown here only.' })
  readonly token!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly expiresAt!: string;
}

export class CreatedAccountsDto {
  @ApiProperty({ type: [CreatedAccountDto], description: 'In the order of the request.' })
  readonly items!: readonly CreatedAccountDto[];
}

export class HeldGrantDto {
  @ApiProperty({ type: 'string', enum: ROLES })
  readonly role!: Role;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly campaignId!: string | null;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly nominatorId!: string | null;
}

export class AccountDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string' })
  readonly name!: string;
  @ApiProperty({ type: 'string', nullable: true })
  readonly region!: string | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'Of a person; a program has none.' })
  readonly login!: string | null;
  @ApiProperty({ type: [HeldGrantDto] })
  readonly grants!: readonly HeldGrantDto[];
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly createdAt!: string;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'Of the token; null where there is none.' })
  readonly expiresAt!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly revokedAt!: string | null;
}

export class AccountPageDto {
  @ApiProperty({ type: [AccountDto] })
  readonly items!: readonly AccountDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}

export class RevokedAccountDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly revokedAt!: string;
}
