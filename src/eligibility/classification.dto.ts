import { ApiProperty } from '@nestjs/swagger';
import { MUNICIPALITY_TYPES } from '../campaign/domain/municipality-types';
import { POST_CATEGORIES, POST_GROUPS, SPHERES } from '../campaign/domain/reference-data';
import { bulkOf } from '../platform/http/bulk';
import { Limit } from '../platform/http/page-query';
import { IsMatch, IsOneOf, IsReasonCode, IsText } from '../platform/http/validators';
import { IsEffectDigest } from './effect.dto';

const ORGANISATIONS = ['administration', 'council', 'authority', 'institution', 'enterprise', 'non-profit', 'other'] as const;
/** Kind of organisation and title of a post, as its name goes. */
const A_POST = new RegExp(`^(${ORGANISATIONS.join('|')}) [^\\p{Cc}]{1,300}$`, 'u');

export class PostQueueQuery extends Limit {
  @IsMatch('IS_POST', A_POST, { optional: true, description: '`next` of the page before.', example: 'administration начальник управления' })
  after?: string;
}

export class ClassificationDto {
  @IsText(300, { description: 'As the queue gives it.', example: 'начальник управления' })
  titleKey!: string;

  @IsOneOf(ORGANISATIONS, { description: 'As the queue gives it.', example: 'administration' })
  organisationKind!: (typeof ORGANISATIONS)[number];

  @IsOneOf(Object.keys(POST_CATEGORIES), { example: 'unit-head' })
  postCategory!: string;

  @IsOneOf(Object.keys(POST_GROUPS), { optional: true, description: 'Left out, like the rest: stays as it was proposed.' })
  postGroup?: string;

  @IsOneOf(Object.keys(SPHERES), { optional: true })
  sphere?: string;

  @IsOneOf(Object.keys(MUNICIPALITY_TYPES), { optional: true })
  municipalityType?: string;
}

export class ThinkOfClassificationsDto extends bulkOf(ClassificationDto) {}

export class ClassifyDto extends bulkOf(ClassificationDto) {
  @IsReasonCode({ example: 'COMMISSION_DECIDED' })
  reason!: string;

  @IsEffectDigest()
  digest!: string;
}

class PostProposalDto {
  @ApiProperty({ type: 'string', nullable: true, description: 'null: none was proposed.' })
  readonly postCategory!: string | null;
  @ApiProperty({ type: 'integer' })
  readonly records!: number;
}

class ClassifiedPostDto {
  @ApiProperty({ type: 'string', example: 'начальник управления' })
  readonly titleKey!: string;
  @ApiProperty({ enum: ORGANISATIONS })
  readonly organisationKind!: string;
}

export class QueuedPostDto extends ClassifiedPostDto {
  @ApiProperty({ type: 'string', description: 'As one of the records writes it.' })
  readonly title!: string;
  @ApiProperty({ type: 'string', description: 'One of the organisations.' })
  readonly organisation!: string;
  @ApiProperty({ type: 'integer' })
  readonly records!: number;
  @ApiProperty({ type: [PostProposalDto], description: 'What clerks have proposed.' })
  readonly proposals!: readonly PostProposalDto[];
}

export class PostQueueDto {
  @ApiProperty({ type: [QueuedPostDto] })
  readonly items!: readonly QueuedPostDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}

export class DecidedPostDto extends ClassifiedPostDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string' })
  readonly postCategory!: string;
  @ApiProperty({ type: 'string', nullable: true })
  readonly postGroup!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly sphere!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly municipalityType!: string | null;
  @ApiProperty({ type: 'string' })
  readonly reason!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly decidedBy!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly decidedAt!: Date;
}

export class DecidedPostPageDto {
  @ApiProperty({ type: [DecidedPostDto] })
  readonly items!: readonly DecidedPostDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}
