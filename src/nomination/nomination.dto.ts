import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { DocumentDto, EDUCATION, EmploymentDto, PostDto, REGIONS } from '../applicant/applicant.dto';
import type { Fault } from '../kernel/reason';
import { bulkOf } from '../platform/http/bulk';
import { ProblemFault } from '../platform/http/problem';
import { IsCivilDate, IsId, IsKey, IsMatch, IsOneOf, IsText, Nested } from '../platform/http/validators';
import { DeadlineDto, ReceiptDto } from './batch.dto';

const SEXES = ['female', 'male'] as const;
const MOST_JOBS = 80;
const MOST_DOCUMENTS = 50;
const MEMBER_ROLES = ['lead', 'member'] as const;
const MOST_MEMBERS = 50;

export class PersonDto {
  @IsText(100, { example: 'Петрова' })
  familyName!: string;

  @IsText(100, { example: 'Анна' })
  givenName!: string;

  @IsText(100, { optional: true, example: 'Сергеевна' })
  patronymic?: string;

  @IsCivilDate({ example: '1980-05-20' })
  birthDate!: string;

  @IsOneOf(SEXES)
  sex!: (typeof SEXES)[number];

  @IsText(20, { optional: true, description: 'With or without dashes; who has one is recognised in later campaigns.', example: '001-001-001 00' })
  snils?: string;

  @IsText(40, { optional: true })
  phone?: string;

  @IsMatch('IS_EMAIL', /^[^\s@]{1,64}@[^\s@]{1,190}$/, { optional: true })
  email?: string;
}

/** Somebody as he is put forward, with career and present post. */
export class NomineeDto {
  @Nested(() => PersonDto)
  person!: PersonDto;

  @IsMatch('IS_COUNTRY', /^[A-Z]{2}$/, { example: 'RU' })
  citizenship!: string;

  @IsOneOf(EDUCATION, { example: 'higher' })
  education!: (typeof EDUCATION)[number];

  @IsOneOf(REGIONS, { optional: true })
  registrationRegion?: string;

  @Nested(() => PostDto)
  post!: PostDto;

  @Nested(() => EmploymentDto, { list: { max: MOST_JOBS } })
  employment!: EmploymentDto[];
}

export class NominateDto extends NomineeDto {
  @IsId()
  nominatorId!: string;

  @IsText(100, { optional: true, description: 'The nominator\'s own number of the person: the same person is found by it when he is named again. Nothing personal.', example: '2026-017' })
  externalId?: string;

  @IsKey({ optional: true, description: 'Where the policy has categories.', example: 'head' })
  category?: string;

  @Nested(() => DocumentDto, { list: { max: MOST_DOCUMENTS } })
  documents!: DocumentDto[];
}

export class NominateManyDto extends bulkOf(NominateDto) {}

export class TeamMemberDto extends NomineeDto {
  @IsOneOf(MEMBER_ROLES, { example: 'lead' })
  role!: (typeof MEMBER_ROLES)[number];
}

export class NominateTeamDto {
  @IsId()
  nominatorId!: string;

  @IsText(100, { optional: true, description: 'The nominator\'s own number of the team: the same team is found by it when it is named again. Nothing personal.', example: '2026-017' })
  externalId?: string;

  @IsKey({ optional: true, description: 'Where the policy has categories.' })
  category?: string;

  @IsText(300, { example: 'Команда городского округа' })
  title!: string;

  @Nested(() => TeamMemberDto, { list: { min: 1, max: MOST_MEMBERS } })
  members!: TeamMemberDto[];

  @Nested(() => DocumentDto, { list: { max: MOST_DOCUMENTS } })
  documents!: DocumentDto[];
}

export class NominateTeamsDto extends bulkOf(NominateTeamDto) {}

/** A nomination as it is written: of a person, or of a team. */
export type WrittenNomination = NominateDto | NominateTeamDto;

export class EnteredNominationDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string', example: '05-0012', description: 'Public number.' })
  readonly number!: string;
  @ApiPropertyOptional({ type: [ProblemFault], description: 'What is strange and hinders nothing, such as an abolished code of a past job.' })
  readonly warnings?: readonly Fault[];
}

export class EnteredNominationsDto {
  @ApiProperty({ type: [EnteredNominationDto], description: 'In the order of the request.' })
  readonly items!: readonly EnteredNominationDto[];
}

export class SubmitNominationsDto {
  @IsId()
  nominatorId!: string;

  @IsId({ list: { min: 1, max: 500 } })
  candidacyIds!: string[];
}

export class SubmittedNominationsDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly decisionId!: string;
  @ApiProperty({ type: 'integer' })
  readonly submitted!: number;
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'Always empty: with anybody incomplete nothing is submitted (422 NOMINATION_INCOMPLETE).' })
  readonly incomplete!: readonly [];
  @ApiProperty({ type: ReceiptDto })
  readonly receipt!: ReceiptDto;
}

/** Places of a nominator, how many are taken, and until when. */
export class NominationPlanDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly nominatorId!: string;
  @ApiProperty({ type: 'string' })
  readonly code!: string;
  @ApiProperty({ type: 'string' })
  readonly title!: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'null: no limit.' })
  readonly places!: number | null;
  @ApiProperty({ type: 'integer', description: 'Submitted and not withdrawn.' })
  readonly used!: number;
  @ApiProperty({ type: 'integer', nullable: true })
  readonly remaining!: number | null;
  @ApiProperty({ type: 'integer', description: 'Entered and not submitted.' })
  readonly drafts!: number;
  @ApiProperty({ type: DeadlineDto })
  readonly deadline!: DeadlineDto;
}

export class NominationDto extends EnteredNominationDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly nominatorId!: string;
  @ApiProperty({ type: 'string' })
  readonly name!: string;
  @ApiProperty({ type: 'string', nullable: true })
  readonly category!: string | null;
  @ApiProperty({ type: 'string', description: 'Key of the stage by the last published decision.' })
  readonly stage!: string;
  @ApiProperty({ type: 'string', description: 'By the last published decision.' })
  readonly status!: string;
  @ApiProperty({ type: 'boolean', description: 'An officer is to say whether somebody else put the same person forward; until then he is not submitted.' })
  readonly underReview!: boolean;
}

export class NominationPageDto {
  @ApiProperty({ type: [NominationDto] })
  readonly items!: readonly NominationDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}
