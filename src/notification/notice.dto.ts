import { ApiProperty } from '@nestjs/swagger';
import { bulkOf } from '../platform/http/bulk';
import { PageByIdQuery } from '../platform/http/page-query';
import { IsId, IsMatch, IsOneOf, IsProse, IsReasonCode, IsSha256, IsText, IsWhole } from '../platform/http/validators';
import { type Intervention, INTERVENTIONS, NOTICE_STATES, type NoticeState } from './domain/notice-state';
import { type Recipient, RECIPIENTS, type Variable, VARIABLES } from './domain/notice-template';
import { type Occasion, OCCASIONS } from './domain/occasion-of';

const LONGEST_BODY = 10_000;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,190}$/;

export class TemplateTextDto {
  @IsOneOf(RECIPIENTS, { description: 'To whom such letters go.' })
  recipient!: Recipient;

  @IsText(200, { description: 'Names nobody: subjects stand in the logs of mail servers.', example: '{{programme}}: решение по вашей заявке ({{number}})' })
  subject!: string;

  @IsProse(LONGEST_BODY, { description: `Variables: ${VARIABLES.map((name) => `{{${name}}}`).join(', ')}; name and programme must be named.`, example: '{{greeting}}!\n\n{{name}} ({{number}}) — решение от {{decidedOn}} по программе «{{programme}}».' })
  body!: string;
}

export class WriteTemplateDto extends TemplateTextDto {
  @IsOneOf(OCCASIONS)
  occasion!: Occasion;
}

export class WriteTemplatesDto extends bulkOf(WriteTemplateDto) {}

export class ApproveTemplateDto {
  @IsOneOf(OCCASIONS)
  occasion!: Occasion;

  @IsWhole(1, 1_000_000, { description: '`version` of the draft that was read.', example: 1 })
  version!: number;
}

export class ApproveTemplatesDto extends bulkOf(ApproveTemplateDto) {}

export class TemplateVersionDto extends TemplateTextDto {
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
  @ApiProperty({ enum: ['draft', 'approved'] })
  readonly state!: 'draft' | 'approved';
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly writtenBy!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly writtenAt!: Date;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly approvedBy!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly approvedAt!: Date | null;
}

export class OccasionTemplatesDto {
  @ApiProperty({ enum: OCCASIONS })
  readonly occasion!: Occasion;
  @ApiProperty({ enum: VARIABLES, isArray: true, description: 'What a text for this occasion may name.' })
  readonly variables!: readonly Variable[];
  @ApiProperty({ type: TemplateVersionDto, nullable: true, description: 'In force; it never changes.' })
  readonly approved!: TemplateVersionDto | null;
  @ApiProperty({ type: TemplateVersionDto, nullable: true })
  readonly draft!: TemplateVersionDto | null;
  @ApiProperty({ type: TemplateTextDto, description: 'A text to begin with; nothing is sent with it.' })
  readonly standard!: TemplateTextDto;
}

export class OccasionTemplatesListDto {
  @ApiProperty({ type: [OccasionTemplatesDto] })
  readonly items!: readonly OccasionTemplatesDto[];
}

export class ReleaseNoticesDto {
  @IsWhole(0, 1_000_000, { description: '`count` of the preview.', example: 2 })
  count!: number;

  @IsSha256({ description: '`digest` of the preview.', example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  digest!: string;
}

export class InterveneDto {
  @IsId()
  noticeId!: string;

  @IsOneOf(INTERVENTIONS, { description: '`resend`: refused, failed or unsure ones are sent again. `cancel`: it is not sent. `confirm-accepted`: the log of the mail server shows that an unsure one was taken.' })
  event!: Intervention;

  @IsReasonCode({ example: 'ADDRESS_CORRECTED' })
  reason!: string;
}

export class InterventionsDto extends bulkOf(InterveneDto) {}

export class HandOverDto {
  @IsId()
  nominatorId!: string;

  @IsReasonCode({ example: 'NO_MAIL_USED' })
  reason!: string;
}

export class HandOversDto extends bulkOf(HandOverDto) {}

export class NominatorAddressDto {
  @IsId()
  nominatorId!: string;

  @IsMatch('IS_EMAIL', EMAIL, { example: 'clerk@region.example' })
  email!: string;
}

export class NominatorAddressesDto extends bulkOf(NominatorAddressDto) {}

export class NoticeQuery extends PageByIdQuery {
  @IsOneOf(NOTICE_STATES, { optional: true })
  state?: NoticeState;

  @IsId({ optional: true })
  nominatorId?: string;
}

export class NominatorQuery {
  @IsId()
  nominatorId!: string;
}

export class NoticeDto {
  @ApiProperty({ type: 'string', format: 'uuid', description: 'Also the first part of the Message-ID.' })
  readonly id!: string;
  @ApiProperty({ type: 'string' })
  readonly number!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly nominatorId!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly decisionId!: string;
  @ApiProperty({ enum: OCCASIONS })
  readonly occasion!: Occasion;
  @ApiProperty({ type: 'integer' })
  readonly templateVersion!: number;
  @ApiProperty({ enum: RECIPIENTS })
  readonly recipient!: Recipient;
  @ApiProperty({ enum: NOTICE_STATES })
  readonly state!: NoticeState;
  @ApiProperty({ type: 'integer', description: 'Attempts since it was released or sent again.' })
  readonly tries!: number;
  @ApiProperty({ type: 'string', nullable: true, description: 'Codes of the last refusal, such as SMTP_550_5.1.1.' })
  readonly cause!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly releasedAt!: Date;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly nextAt!: Date | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly leftAt!: Date | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly settledAt!: Date | null;
}

export class NoticePageDto {
  @ApiProperty({ type: [NoticeDto] })
  readonly items!: readonly NoticeDto[];
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly next!: string | null;
}

export class NoticesDto {
  @ApiProperty({ type: [NoticeDto], description: 'In the order of the request.' })
  readonly items!: readonly NoticeDto[];
}
