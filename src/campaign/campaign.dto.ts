import { ApiProperty } from '@nestjs/swagger';
import { bulkOf } from '../platform/http/bulk';
import { NumberInQuery } from '../platform/http/page-query';
import { ProblemFault } from '../platform/http/problem';
import { IsFlag, IsId, IsKey, IsOneOf, IsRegionCode, IsSha256, IsText, IsWhole } from '../platform/http/validators';
import example from './policy.example.json';

/** The smallest policy that a campaign can run by. */
export const POLICY_EXAMPLE = example;

const NOMINATOR_KINDS = ['region', 'organisation', 'team-lead', 'organiser', 'applicant'] as const;
const MOST_DAYS = 36_500;

export class CreateCampaignDto {
  @IsKey({ example: 'school-of-mayors' })
  programme!: string;

  @IsText(200, { example: 'School of mayors, third round' })
  name!: string;

  @IsWhole(-MOST_DAYS, MOST_DAYS, { optional: true, description: 'Moves every date of the campaign by so many days.' })
  shiftDays?: number;

  @IsFlag({ optional: true, description: 'Whether another person than who proposed it publishes a policy and confirms that offers are taken back; true unless told, false for a small campaign. Recorded in the audit, never changed.' })
  secondPerson?: boolean;
}

export class CampaignDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', description: 'Key of the programme.' })
  readonly programme!: string;
  @ApiProperty({ type: 'string' })
  readonly name!: string;
  @ApiProperty({ type: 'string', enum: ['draft', 'open', 'closed'] })
  readonly state!: 'draft' | 'open' | 'closed';
  @ApiProperty({ type: 'integer', nullable: true, description: 'The version in force.' })
  readonly policyVersion!: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'The version being drafted.' })
  readonly draftVersion!: number | null;
  @ApiProperty({ type: 'boolean', description: 'Whoever proposes may not be who publishes.' })
  readonly secondPerson!: boolean;
}

export class CampaignPageDto {
  @ApiProperty({ type: [CampaignDto] })
  readonly items!: readonly CampaignDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}

export class TextDto {
  @ApiProperty({ type: 'string' })
  readonly ru!: string;
  @ApiProperty({ type: 'string' })
  readonly en!: string;
}

export class PolicyPartDto {
  @ApiProperty({ type: 'string', example: 'stage.matching' })
  readonly part!: string;
  @ApiProperty({ type: 'string', description: 'Where the policy needs it.' })
  readonly pointer!: string;
}

export class ProgrammeDto {
  @ApiProperty({ type: 'string' })
  readonly key!: string;
  @ApiProperty({ type: TextDto })
  readonly title!: TextDto;
  @ApiProperty({ type: [PolicyPartDto], description: 'What keeps its policy from publication until it is built.' })
  readonly notBuilt!: readonly PolicyPartDto[];
}

export class PolicyQuery {
  @NumberInQuery()
  @IsWhole(1, 1_000_000, { optional: true, description: 'The version in force unless told; the draft before the first publication.' })
  version?: number;
}

export class PolicyDto {
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
  @ApiProperty({ type: 'string', enum: ['draft', 'published'] })
  readonly state!: 'draft' | 'published';
  @ApiProperty({ type: 'string', description: 'SHA-256 of the canonical JSON, hexadecimal.' })
  readonly digest!: string;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly publishedBy!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly publishedAt!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The whole document.' })
  readonly policy!: object;
}

export class PolicyFaultDto extends ProblemFault {
  @ApiProperty({ type: 'string', enum: ['error', 'publish', 'notice'], description: 'Only notices do not stand in the way of publication.' })
  readonly level!: 'error' | 'publish' | 'notice';
}

export class CheckedPolicyDto {
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
  @ApiProperty({ type: [PolicyFaultDto] })
  readonly faults!: readonly PolicyFaultDto[];
}

export class PublishPolicyDto {
  @IsWhole(1, 1_000_000, { description: 'The version being drafted.', example: 1 })
  version!: number;

  @IsSha256({ optional: true, description: '`digest` of the draft that was shown: another draft is refused.' })
  digest?: string;
}

export class PublishedPolicyDto {
  @ApiProperty({ type: 'integer' })
  readonly version!: number;
  @ApiProperty({ type: 'string', description: 'SHA-256 of the canonical JSON, hexadecimal.' })
  readonly digest!: string;
}

export class RegisterNominatorDto {
  @IsOneOf(NOMINATOR_KINDS)
  kind!: (typeof NOMINATOR_KINDS)[number];

  @IsText(60, { example: '05', description: 'Unique in its kind; what limits of a policy name. A region by its two digits.' })
  code!: string;

  @IsText(300, { example: 'Республика Дагестан' })
  title!: string;

  @IsRegionCode({ optional: true, description: 'Whose territory it is; required for a region.', example: '05' })
  region?: string;
}

export class RegisterNominatorsDto extends bulkOf(RegisterNominatorDto) {}

export class NominatorDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', enum: NOMINATOR_KINDS })
  readonly kind!: (typeof NOMINATOR_KINDS)[number];
  @ApiProperty({ type: 'string' })
  readonly code!: string;
  @ApiProperty({ type: 'string' })
  readonly title!: string;
  @ApiProperty({ type: 'string', nullable: true })
  readonly region!: string | null;
}

export class NominatorsDto {
  @ApiProperty({ type: [NominatorDto], description: 'In the order of the request.' })
  readonly items!: readonly NominatorDto[];
}

export class EnrolNominatorDto {
  @IsId()
  nominatorId!: string;
}

export class EnrolNominatorsDto extends bulkOf(EnrolNominatorDto) {}

export class NominatorPlacesDto extends NominatorDto {
  @ApiProperty({ type: 'integer', nullable: true, description: 'null: no limit.' })
  readonly places!: number | null;
  @ApiProperty({ type: 'integer', description: 'Submitted so far.' })
  readonly used!: number;
}

export class EnrolledNominatorsDto {
  @ApiProperty({ type: [NominatorPlacesDto], description: 'In the order of the request.' })
  readonly items!: readonly NominatorPlacesDto[];
}

export class NominatorPageDto {
  @ApiProperty({ type: [NominatorPlacesDto] })
  readonly items!: readonly NominatorPlacesDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}
