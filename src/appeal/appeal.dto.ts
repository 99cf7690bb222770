import { bulkOf } from '../platform/http/bulk';
import { PageByIdQuery } from '../platform/http/page-query';
import { IsCivilDate, IsId, IsOneOf, IsProse, IsReasonCode, IsText } from '../platform/http/validators';
import { APPEAL_REASONS, type AppealOutcome, OUTCOMES, type Remedy, REMEDIES } from './domain/review-appeal';

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
  @IsOneOf(['open', 'overdue', 'answered', 'published'], { optional: true })
  state?: 'open' | 'overdue' | 'answered' | 'published';
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

  @IsProse(10_000, { description: 'What the person is answered.', example: 'Довод проверен.' })
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
