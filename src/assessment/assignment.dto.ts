import { ApiProperty } from '@nestjs/swagger';
import { bulkOf } from '../platform/http/bulk';
import { IsFlag, IsId, IsKey, IsMatch, IsOneOf, IsReasonCode, IsSha256 } from '../platform/http/validators';
import type { Expertise } from './assignment.repository';

export class AssignDto {
  @IsId()
  candidacyId!: string;

  @IsId({ description: 'An account with the role assessor in this campaign.' })
  assessorId!: string;
}

export class AssignManyDto extends bulkOf(AssignDto) {}

export class AssignedDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly assessorId!: string;
}

export class AssignedManyDto {
  @ApiProperty({ type: [AssignedDto], description: 'In the order of the request.' })
  readonly items!: readonly AssignedDto[];
}

const COUNT = { type: 'integer' } as const;
const INTEREST_KINDS = ['declared', 'nominator', 'same-organisation', 'leads-competitor', 'past-winner'] as const;

export class UnservedDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string', example: '36-0001' })
  readonly number!: string;
  @ApiProperty({ ...COUNT, description: 'Places of the panel that stay empty.' })
  readonly missing!: number;
  @ApiProperty({ type: 'object', additionalProperties: COUNT, description: 'How many assessors each kind of conflict bars.', example: { 'same-region': 2 } })
  readonly barred!: Readonly<Record<string, number>>;
  @ApiProperty({ ...COUNT, description: 'Assessors without a conflict who have as many sheets as they may.' })
  readonly busy!: number;
}

export class LoadDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly assessorId!: string;
  @ApiProperty({ ...COUNT, description: 'Sheets in the stage.' })
  readonly load!: number;
}

export class AssignmentPlanDto {
  @ApiProperty({ ...COUNT, description: 'Sheets to be given out.' })
  readonly sheets!: number;
  @ApiProperty({ type: [UnservedDto] })
  readonly unserved!: readonly UnservedDto[];
  @ApiProperty({ type: 'array', items: { type: 'string' }, example: ['36-0001'], description: 'Whose panels lack an expert in their category, where the policy wants one.' })
  readonly withoutExpert!: readonly string[];
  @ApiProperty({ type: [LoadDto] })
  readonly loads!: readonly LoadDto[];
  @ApiProperty({ ...COUNT, description: 'Groups of candidacies and assessors joined by sheets: severity can be compared inside a group only.' })
  readonly linkedGroups!: number;
  @ApiProperty({ type: 'string', description: 'Names the plan.' })
  readonly digest!: string;
}

export class ApplyPlanDto {
  @IsSha256({ description: 'Digest of the plan that was looked at.', example: 'a'.repeat(64) })
  digest!: string;

  @IsFlag({ optional: true, description: 'Somebody cannot be served, and this is known.' })
  acceptUnserved?: boolean;
}

export class DeclineSheetDto {
  @IsId()
  candidacyId!: string;

  @IsReasonCode({ example: 'KNOWS_THE_CANDIDATE' })
  reason!: string;
}

export class DeclineSheetsDto extends bulkOf(DeclineSheetDto) {}

export class DeclinedDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'boolean' })
  readonly declined!: boolean;
}

export class DeclinedManyDto {
  @ApiProperty({ type: [DeclinedDto], description: 'In the order of the request.' })
  readonly items!: readonly DeclinedDto[];
}

export class InterestDto {
  @IsId({ description: 'An account with the role assessor in this campaign; for `declared` and `nominator` also an officer, who then does not decide about these people.' })
  assessorId!: string;

  @IsOneOf(INTEREST_KINDS, { description: '`declared` is in a candidacy, `nominator` in a nominator, the others in an organisation.', example: 'same-organisation' })
  kind!: (typeof INTEREST_KINDS)[number];

  @IsId({ optional: true })
  candidacyId?: string;

  @IsId({ optional: true })
  nominatorId?: string;

  @IsMatch('IS_ORGANISATION_INN', /^[0-9]{10}$/, { optional: true, description: 'ИНН of the organisation, ten digits.', example: '7701000001' })
  organisationInn?: string;
}

export class InterestsDto extends bulkOf(InterestDto) {}

export class InterestIdDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
}

export class InterestIdsDto {
  @ApiProperty({ type: [InterestIdDto], description: 'In the order of the request.' })
  readonly items!: readonly InterestIdDto[];
}

export class WithdrawInterestDto {
  @IsReasonCode({ example: 'ENTERED_BY_MISTAKE' })
  reason!: string;
}

export class RecordedInterestDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly assessorId!: string;
  @ApiProperty({ enum: INTEREST_KINDS })
  readonly kind!: string;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly candidacyId!: string | null;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly nominatorId!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly organisationInn!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly recordedAt!: Date;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly withdrawnAt!: Date | null;
}

export class InterestPageDto {
  @ApiProperty({ type: [RecordedInterestDto] })
  readonly items!: readonly RecordedInterestDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}

export class ExpertiseDto {
  @IsId({ description: 'An account with the role assessor in this campaign.' })
  assessorId!: string;

  @IsKey({ list: { max: 20 }, example: ['head'], description: "Panels ask for keys of the policy's categories; empty takes all away." })
  tags!: string[];
}

export class ExpertiseManyDto extends bulkOf(ExpertiseDto) {}

export class ExpertiseSetDto {
  @ApiProperty({ type: [ExpertiseDto], description: 'In the order of the request.' })
  readonly items!: readonly Expertise[];
}

export class ExpertisePageDto {
  @ApiProperty({ type: [ExpertiseDto] })
  readonly items!: readonly Expertise[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}
