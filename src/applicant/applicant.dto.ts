import { FEDERAL_SUBJECTS } from '../campaign/domain/federal-subjects';
import { MUNICIPALITY_TYPES } from '../campaign/domain/municipality-types';
import { POST_CATEGORIES, POST_GROUPS, SPHERES } from '../campaign/domain/reference-data';
import { IsCivilDate, IsDateOrMonth, IsKey, IsMatch, IsOneOf, IsText } from '../platform/http/validators';

export const REGIONS = FEDERAL_SUBJECTS.map(({ code }) => code);
/** A misspelt code would silently count nothing. */
const POSTS = Object.keys(POST_CATEGORIES);
export const EDUCATION = ['secondary', 'secondary-professional', 'unfinished-higher', 'higher'] as const;

/** Where somebody works or worked. */
export class PositionDto {
  @IsText(300, { example: 'Глава городского округа' })
  title!: string;

  @IsText(300, { example: 'Администрация городского округа' })
  organisation!: string;

  @IsOneOf(POSTS, { optional: true, example: 'municipal-office', description: 'Left out while it is not known: it then counts as not checked, never as no.' })
  postCategory?: string;

  @IsOneOf(Object.keys(POST_GROUPS), { optional: true })
  postGroup?: string;

  @IsOneOf(Object.keys(SPHERES), { optional: true })
  sphere?: string;

  @IsOneOf(Object.keys(MUNICIPALITY_TYPES), { optional: true })
  municipalityType?: string;

  @IsMatch('IS_OKTMO', /^([0-9]{8}|[0-9]{11})$/, { optional: true, description: 'ОКТМО, 8 digits, 11 with the settlement.' })
  municipality?: string;
}

export class PostDto extends PositionDto {
  @IsMatch('IS_INN', /^([0-9]{10}|[0-9]{12})$/, { optional: true })
  organisationInn?: string;

  @IsOneOf(REGIONS, { example: '36' })
  region!: string;
}

export class EmploymentDto extends PositionDto {
  @IsDateOrMonth({ description: 'A month where the day is not known.', example: '2015-02-01' })
  startedOn!: string;

  @IsDateOrMonth({ nullable: true, description: 'null: still held; a month where the day is not known.', example: '2025-12' })
  endedOn!: string | null;

  @IsOneOf(REGIONS, { optional: true })
  region?: string;

  @IsText(300, { optional: true, description: 'Where nobody knows a code, or it has been abolished.' })
  municipalityName?: string;

  @IsText(300, { optional: true, description: 'What says so: the work book, a certificate, with its number.' })
  sourceDocument?: string;
}

export class DocumentDto {
  @IsKey({ example: 'consent' })
  key!: string;

  @IsCivilDate()
  receivedOn!: string;
}
