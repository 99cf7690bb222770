import { bulkOf } from '../platform/http/bulk';
import { IsId, IsOneOf, Nested } from '../platform/http/validators';
import { NamedDepartureDto } from '../ranking/ranking.dto';

export class OfferDto {
  @IsId({ optional: true, list: { min: 1, max: 500 }, description: 'Offer to these; everybody who waits for an offer unless told.' })
  candidacyIds?: string[];
}

export class AnswerDto {
  @IsId()
  candidacyId!: string;

  @IsOneOf(['accept', 'decline'])
  answer!: 'accept' | 'decline';

  @IsOneOf(['letter', 'e-mail', 'telephone', 'in-person'])
  channel!: string;
}

export class AnswersDto extends bulkOf(AnswerDto) {}

export class ReplaceDto {
  @Nested(() => NamedDepartureDto, { optional: true, list: { max: 500 }, description: 'The commission\'s choice where a replacement ended in a tie.' })
  locks: NamedDepartureDto[] = [];
}
