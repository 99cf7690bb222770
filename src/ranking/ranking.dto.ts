import { IsFlag, IsId, IsMatch, IsReasonCode, IsText, IsWhole, Nested } from '../platform/http/validators';

export class NamedDepartureDto {
  @IsId()
  candidacyId!: string;

  @IsReasonCode({ example: 'COMMISSION_CHOICE' })
  reason!: string;
}

export class StartRunDto {
  @Nested(() => NamedDepartureDto, { optional: true, list: { max: 500 }, description: 'People who hold a place whatever the rules say.' })
  locks: NamedDepartureDto[] = [];

  @Nested(() => NamedDepartureDto, { optional: true, list: { max: 500 }, description: 'People who are not to be chosen.' })
  exclusions: NamedDepartureDto[] = [];

  @IsText(200, { optional: true, description: 'Public seed, where the policy settles ties by lottery.' })
  lotterySeed?: string;

  @IsReasonCode({ optional: true })
  mixedVersionsReason?: string;
}

export class ConfirmRunDto {
  @IsWhole(0, 1_000_000, { description: '`count` of the preview of this revision.', example: 161 })
  count!: number;

  @IsMatch('IS_SHA256', /^[0-9a-f]{64}$/, { description: '`digest` of the preview of this revision.', example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  digest!: string;

  @IsFlag({ optional: true, description: 'An unmet floor is accepted.' })
  acceptShortfall = false;
}

export class CloseReserveDto {
  @IsWhole(1, 1_000_000, { description: 'How many wait in the reserve.', example: 12 })
  count!: number;
}
