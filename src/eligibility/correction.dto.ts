import { ApiProperty } from '@nestjs/swagger';
import { EDUCATION, EmploymentDto, PostDto, REGIONS } from '../applicant/applicant.dto';
import { bulkOf } from '../platform/http/bulk';
import { IsCivilDate, IsId, IsKey, IsMatch, IsOneOf, IsReasonCode, Nested } from '../platform/http/validators';
import { IsEffectDigest } from './effect.dto';

const KINDS = ['add-employment', 'correct-employment', 'withdraw-employment', 'receive-document', 'withdraw-document', 'correct-person'] as const;

/** What is known of a person in this campaign; what is left out stays. */
export class PersonCorrectionDto {
  @IsMatch('IS_COUNTRY', /^[A-Z]{2}$/, { optional: true })
  citizenship?: string;

  @IsOneOf(EDUCATION, { optional: true, example: 'higher' })
  education?: (typeof EDUCATION)[number];

  @IsOneOf(REGIONS, { optional: true })
  registrationRegion?: string;

  @Nested(() => PostDto, { optional: true })
  post?: PostDto;
}

export class CorrectionDto {
  @IsId()
  candidacyId!: string;

  @IsOneOf(KINDS, { description: 'Says which of the other parts are given.', example: 'withdraw-employment' })
  kind!: (typeof KINDS)[number];

  @IsId({ optional: true, description: 'To correct or withdraw an employment.', example: '0198f0a2-5c1e-7c3a-9d42-6b1f0e8a7d31' })
  employmentId?: string;

  @Nested(() => EmploymentDto, { optional: true, description: 'To add or correct an employment: the whole record.' })
  employment?: EmploymentDto;

  @IsKey({ optional: true, description: 'To note a document as received, or as not.' })
  documentKey?: string;

  @IsCivilDate({ optional: true, description: 'To note a document as received.' })
  receivedOn?: string;

  @Nested(() => PersonCorrectionDto, { optional: true, description: 'To correct what else is known of the person.' })
  person?: PersonCorrectionDto;
}

export class ThinkOfCorrectionsDto extends bulkOf(CorrectionDto) {}

export class CorrectDto extends bulkOf(CorrectionDto) {
  @IsReasonCode({ example: 'NOT_CONFIRMED_BY_DOCUMENT' })
  reason!: string;

  @IsEffectDigest()
  digest!: string;
}

export class AppliedDto {
  @ApiProperty({ type: 'integer', description: 'Records that were changed.' })
  readonly records!: number;
  @ApiProperty({ type: 'integer', description: 'Undecided candidacies whose proposal is computed anew.' })
  readonly renewed!: number;
}

class EmploymentRecordDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly employmentId!: string;
  @ApiProperty({ enum: ['self', 'lead', 'member'], description: 'Whose record it is.' })
  readonly role!: string;
  @ApiProperty({ type: 'string', example: '2015-02-01', description: 'A month where the day is not known.' })
  readonly startedOn!: string;
  @ApiProperty({ type: 'string', nullable: true })
  readonly endedOn!: string | null;
  @ApiProperty({ type: 'string' })
  readonly title!: string;
  @ApiProperty({ type: 'string' })
  readonly organisation!: string;
  @ApiProperty({ type: 'string', nullable: true })
  readonly postCategory!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly postGroup!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly sphere!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly municipalityType!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly municipality!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly municipalityName!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly region!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly sourceDocument!: string | null;
}

class RecordChangeDto {
  @ApiProperty({ enum: ['employment', 'document', 'member'] })
  readonly record!: string;
  @ApiProperty({ type: 'string', format: 'uuid', description: 'The employment or member; of a document its candidacy.' })
  readonly recordId!: string;
  @ApiProperty({ type: 'integer', description: 'Counts the changes of the record.' })
  readonly n!: number;
  @ApiProperty({ enum: ['added', 'corrected', 'classified', 'withdrawn'] })
  readonly kind!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description: 'What it said before.' })
  readonly before!: object | null;
  @ApiProperty({ type: 'string' })
  readonly reason!: string;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true, description: 'The classification that changed it.' })
  readonly classificationId!: string | null;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly changedBy!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly changedAt!: Date;
}

export class RecordFileDto {
  @ApiProperty({ type: [EmploymentRecordDto] })
  readonly employments!: readonly EmploymentRecordDto[];
  @ApiProperty({ type: [RecordChangeDto], description: 'In the order of time.' })
  readonly changes!: readonly RecordChangeDto[];
}
