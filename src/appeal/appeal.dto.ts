import { bulkOf } from '../platform/http/bulk';
import { PageByIdQuery } from '../platform/http/page-query';
import { IsCivilDate, IsId, IsOneOf, IsProse, IsReasonCode, IsText } from '../platform/http/validators';
import { APPEAL_REASONS, type AppealOutcome, OUTCOMES, type Remedy, REMEDIES } from './domain/review-appeal';

/** So many characters a candidate may write, and a reviewer answer. */
export const MOST_WORDS = 10_000;

export class OwnAppealDto {
  @IsProse(MOST_WORDS, { description: 'What the candidate objects to and why.', example: 'Стаж посчитан не полностью.' })
  text!: string;
}

export class AppealLinksDto {
  @IsId({ description: 'The published decision that may be objected to.' })
  decisionId!: string;

  @IsId({ list: { min: 1, max: 500 } })
  candidacyIds!: string[];
}

export class RegisterAppealDto {
  @IsText(60, { description: 'The incoming number.', example: 'В-18' })
  number!: string;
}

export class AppealDto {
  @IsId()
  candidacyId!: string;

  @IsId({ description: 'The published decision that is objected to.' })
  decisionId!: string;

  @IsText(60, { description: 'The incoming number.', example: 'В-17' })
  number!: string;

  @IsCivilDate({ optional: true, description: 'Today unless told.' })
  receivedOn?: string;

  @IsText(200, { optional: true, description: 'Who appeals in the person\'s name.' })
  representative?: string;
}

export class AppealsDto extends bulkOf(AppealDto) {}

export class AppealsQuery extends PageByIdQuery {
  @IsOneOf(['open', 'unregistered', 'overdue', 'answered', 'published'], { optional: true, description: '`unregistered`: came by a candidate\'s link, without an incoming number yet.' })
  state?: 'open' | 'unregistered' | 'overdue' | 'answered' | 'published';
}

export class AdmitAppealDto {
  @IsReasonCode({ example: 'GOOD_CAUSE_FOR_DELAY' })
  reason!: string;
}

export class AnswerAppealDto {
  @IsOneOf(OUTCOMES)
  outcome!: AppealOutcome;

  @IsOneOf(APPEAL_REASONS)
  reason!: string;

  @IsProse(MOST_WORDS, { description: 'What the person is answered.', example: 'Довод проверен.' })
  text!: string;

  @IsOneOf(REMEDIES, { optional: true, description: 'Of an appeal that is upheld: by which means the person is assessed again.' })
  remedy?: Remedy;
}

export class SendAnswerDto {
  @IsText(60, { description: 'The outgoing number.', example: '01-20/17' })
  number!: string;

  @IsCivilDate({ optional: true, description: 'Today unless told.' })
  sentOn?: string;
}

export class AnswerPaperQuery {
  @IsOneOf(['pdf', 'docx'], { optional: true, description: '`pdf` unless told.' })
  format?: 'pdf' | 'docx';
}
