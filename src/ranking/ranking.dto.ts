import { IsCivilDate, IsFlag, IsId, IsReasonCode, IsSha256, IsText, IsWhole, Nested } from '../platform/http/validators';


export class PaperDto {
  @IsText(50, { example: '12-K' })
  number!: string;

  @IsCivilDate()
  date!: string;
}

export class NamedDepartureDto {
  @IsId()
  candidacyId!: string;

  @IsReasonCode({ example: 'COMMISSION_CHOICE' })
  reason!: string;

  @Nested(() => PaperDto, { optional: true, description: 'The paper it rests on, e.g. the commission\'s protocol.' })
  document?: PaperDto;
}

export class DeparturesDto {
  @Nested(() => NamedDepartureDto, { optional: true, list: { max: 500 }, description: 'People who hold a place whatever the rules say.' })
  locks: NamedDepartureDto[] = [];

  @Nested(() => NamedDepartureDto, { optional: true, list: { max: 500 }, description: 'People who are not to be chosen.' })
  exclusions: NamedDepartureDto[] = [];

  @IsReasonCode({ optional: true })
  mixedVersionsReason?: string;
}

export class StartRunDto extends DeparturesDto {
  @IsText(200, { optional: true, description: 'Where the policy settles ties by lottery, at the first run: what was committed to.' })
  lotterySecret?: string;

  @IsText(200, { optional: true, description: 'The public value drawn since, as its source published it.' })
  lotteryValue?: string;
}

export class CommitLotteryDto {
  @IsSha256({ description: 'SHA-256 of a secret, hex.', example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  commitment!: string;
}

export class DifferenceQuery {
  @IsId({ description: 'The run to compare with.' })
  from!: string;
}

export class ConfirmRunDto {
  @IsWhole(0, 1_000_000, { description: '`count` of the preview of this revision.', example: 161 })
  count!: number;

  @IsSha256({ description: '`digest` of the preview of this revision.', example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  digest!: string;

  @IsFlag({ optional: true, description: 'An unmet floor is accepted.' })
  acceptShortfall = false;

  @IsWhole(0, 1_000_000, { optional: true, description: 'How many lose an offer by it, as the run shows; none unless told.' })
  displaced = 0;
}

export class CloseReserveDto {
  @IsWhole(1, 1_000_000, { description: 'How many wait in the reserve.', example: 12 })
  count!: number;
}
