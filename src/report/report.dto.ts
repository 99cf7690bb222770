import { ApiProperty } from '@nestjs/swagger';
import { EVENTS, type PipelineEvent, type Status, STATUSES } from '../candidacy/domain/pipeline';
import { Limit, PageQuery } from '../platform/http/page-query';
import { IsDecimalText, IsId, IsKey, IsMatch, IsOneOf, IsReasonCode } from '../platform/http/validators';
import type { TableForm } from '../platform/spreadsheet/write-table';
import { EXPLANATION_LEVELS, type ExplanationLevel } from './domain/disclose-explanation';
import { type Register, REGISTERS } from './domain/registers';
import { type Language, LANGUAGES } from './domain/speech';

export class CandidaciesQuery extends PageQuery {
  @IsKey({ optional: true })
  stage?: string;

  @IsOneOf(STATUSES, { optional: true })
  status?: string;
}

export class ExplainQuery {
  @IsOneOf(LANGUAGES, { optional: true, description: 'Adds the sentence of every reason in this language.' })
  explain?: Language;
}

export class OwnExplanationsQuery extends PageQuery {
  @IsOneOf(LANGUAGES, { optional: true, description: 'Adds the sentence of every reason in this language.' })
  explain?: Language;
}

export class ExplanationsQuery extends OwnExplanationsQuery {
  @IsReasonCode({ optional: true, description: 'Only those with this reason.', example: 'REGION_CAP' })
  reason?: string;
}

export class ExplanationQuery extends ExplainQuery {
  @IsOneOf(EXPLANATION_LEVELS, { optional: true, description: 'As whom it is read; `officer` unless told.' })
  level: ExplanationLevel = 'officer';
}

export class CutOffsQuery extends Limit {
  @IsDecimalText({ optional: true, description: '`next` of the page before: only lower scores.' })
  after?: string;
}

export class ExportQuery {
  @IsOneOf(['xlsx', 'csv'], { optional: true, description: '`xlsx` unless told; `csv`: UTF-8 with BOM, semicolons.' })
  form: TableForm = 'xlsx';

  @IsOneOf(LANGUAGES, { optional: true, description: 'Of headings and words; `ru` unless told.' })
  language: Language = 'ru';
}

export class RegisterQuery extends ExportQuery {
  @IsOneOf(REGISTERS, { description: '`enrolled` with the orders that name them; `declined`: left of their own will or did not answer an offer; `not-admitted`: did not pass or come, or were excluded.' })
  of!: Register;
}

export class HandoversQuery {
  @IsOneOf(['pdf', 'docx'], { optional: true, description: '`pdf` unless told.' })
  format: 'pdf' | 'docx' = 'pdf';
}

export class HandoverQuery extends HandoversQuery {
  @IsId()
  nominatorId!: string;
}

export class ChangesQuery extends Limit {
  @IsMatch('IS_CURSOR', /^[0-9]{1,15}\.[0-9]{2}-[0-9]{4,9}$/, { optional: true, description: '`next` of the answer before, or the `cursor` of the last change read.' })
  after?: string;
}

export class ChangeDto {
  @ApiProperty({ type: 'string', example: '17.36-0001' })
  readonly cursor!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string', example: '36-0001' })
  readonly number!: string;
  @ApiProperty({ type: 'string', nullable: true, description: 'The nominator\'s own number of the person.' })
  readonly externalId!: string | null;
  @ApiProperty({ type: 'integer', description: 'Counts the moves of the candidacy.' })
  readonly version!: number;
  @ApiProperty({ type: 'string', enum: EVENTS })
  readonly event!: PipelineEvent;
  @ApiProperty({ type: 'string', description: 'Key of the stage he stands in by it.' })
  readonly stage!: string;
  @ApiProperty({ type: 'string', enum: STATUSES })
  readonly status!: Status;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly publishedAt!: Date;
}

export class ChangesDto {
  @ApiProperty({ type: [ChangeDto] })
  readonly items!: readonly ChangeDto[];
  @ApiProperty({ type: 'string', nullable: true, description: 'Cursor to go on from, now or later; null while nothing was published.' })
  readonly next!: string | null;
  @ApiProperty({ type: 'boolean', description: 'There are more now.' })
  readonly isMore!: boolean;
}
