import { bulkOf } from '../platform/http/bulk';
import { IsCivilDate, IsId, IsInstant, IsOneOf, IsReasonCode, IsSha256, IsText, IsWhole } from '../platform/http/validators';

export class OfferDto {
  @IsId({ optional: true, list: { min: 1, max: 500 }, description: 'Offer to these; everybody who waits for an offer unless told. Whose offer was withdrawn is offered another by name only.' })
  candidacyIds?: string[];
}

export class DispatchDto {
  @IsId()
  candidacyId!: string;

  @IsCivilDate({ optional: true, description: 'Day of the outgoing letter, by Moscow\'s clock; today unless told. The term counts from the day after.' })
  sentOn?: string;

  @IsOneOf(['letter', 'e-mail', 'document-system', 'in-person'])
  channel!: string;

  @IsText(60, { description: 'The outgoing number.', example: '01-15/214' })
  number!: string;
}

export class DispatchesDto extends bulkOf(DispatchDto) {}

export class SeatWithReasonDto {
  @IsId()
  candidacyId!: string;

  @IsReasonCode({ example: 'ADDRESSEE_UNKNOWN' })
  reason!: string;
}

export class SeatsWithReasonDto extends bulkOf(SeatWithReasonDto) {}

export class AnswerDto {
  @IsId()
  candidacyId!: string;

  @IsOneOf(['accept', 'decline'])
  answer!: 'accept' | 'decline';

  @IsOneOf(['letter', 'e-mail', 'telephone', 'in-person'])
  channel!: string;

  @IsCivilDate({ optional: true, description: 'When the answer came, by Moscow\'s clock; today unless told. This day counts for the term.' })
  receivedOn?: string;

  @IsId({ optional: true, description: 'The candidate\'s signed statement, uploaded before. A decline needs one.' })
  statementId?: string;
}

export class AnswersDto extends bulkOf(AnswerDto) {}

export class LapseDto {
  @IsWhole(1, 100_000, { description: '`count` of the list.', example: 2 })
  count!: number;

  @IsSha256({ description: '`digest` of the list.', example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  digest!: string;
}

export class RevertSeatsDto {
  @IsReasonCode({ example: 'ENTERED_BY_MISTAKE' })
  reason!: string;

  @IsId({ optional: true, list: { min: 1, max: 500 }, description: 'Only these of the batch; all of it unless told.' })
  candidacyIds?: string[];

  @IsInstant({ optional: true, description: 'Until when offers that are open again can be answered; needed where their term is over.' })
  answerUntil?: string;
}

export class IssueLinksDto {
  @IsId({ list: { min: 1, max: 500 } })
  candidacyIds!: string[];
}

export class OwnAnswerDto {
  @IsOneOf(['accept', 'decline'])
  answer!: 'accept' | 'decline';
}

export class DeferSeatDto {
  @IsId()
  candidacyId!: string;

  @IsId({ description: 'A later campaign of the same programme, which may still be a draft.' })
  toCampaignId!: string;

  @IsReasonCode({ example: 'PARENTAL_LEAVE' })
  reason!: string;
}

export class DeferralsDto extends bulkOf(DeferSeatDto) {}

export class AdmitDeferredDto {
  @IsReasonCode({ example: 'SEAT_DEFERRED' })
  reason!: string;
}
