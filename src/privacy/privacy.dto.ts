import { ApiProperty } from '@nestjs/swagger';
import { PageByIdQuery, PageQuery } from '../platform/http/page-query';
import { IsCivilDate, IsId, IsOneOf, IsSha256, IsText, IsWhole, Nested } from '../platform/http/validators';
import type { PaperFormat } from '../platform/paper/paper-types';
import { CATEGORIES, type Category } from './domain/personal-data';
import { type Ground, GROUNDS, type StatedGround, STATED_GROUNDS } from './domain/term-of-data';

const MOST_PEOPLE = 500;

export class RetentionTasksQuery extends PageQuery {
  @IsCivilDate({ optional: true, description: 'What is due until that day; until today unless told.' })
  until?: string;
}

export class DestructionsQuery extends PageByIdQuery {}

export class ActQuery {
  @IsOneOf(['pdf', 'docx'], { optional: true, description: 'PDF unless told.' })
  form: PaperFormat = 'pdf';
}

export class CommissionMemberDto {
  @IsText(200, { example: 'Иванова Мария Петровна' })
  name!: string;

  @IsText(200, { example: 'начальник отдела' })
  post!: string;
}

export class ProposeDestructionDto {
  @IsId({ list: { min: 1, max: MOST_PEOPLE } })
  candidacyIds!: string[];

  @IsOneOf(STATED_GROUNDS, { optional: true, description: 'Stated by whoever proposes; without it the withdrawal of a consent or the end of a term has to be on record.' })
  ground?: StatedGround;

  @Nested(() => CommissionMemberDto, { list: { min: 2, max: 10 }, description: 'Who signs the act.', example: [{ name: 'Иванова Мария Петровна', post: 'начальник отдела' }, { name: 'Сидоров Пётр Ильич', post: 'главный специалист' }] })
  commission!: CommissionMemberDto[];
}

export class ConfirmDestructionDto {
  @IsWhole(1, MOST_PEOPLE, { description: '`lines` of the proposal.', example: 1 })
  count!: number;

  @IsSha256({ description: '`digest` of the proposal.', example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' })
  digest!: string;
}

export class PrepareExportDto {
  @IsCivilDate({ description: 'When the person asked; an answer is due within ten working days.' })
  askedOn!: string;
}

export class RetentionTaskDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string' })
  readonly number!: string;
  @ApiProperty({ type: 'string', enum: ['CONSENT_WITHDRAWN', 'TERM_OVER'] })
  readonly ground!: Ground;
  @ApiProperty({ type: 'string', nullable: true })
  readonly retentionClass!: string | null;
  @ApiProperty({ type: 'string', format: 'date', description: 'From then on the data may be destroyed.' })
  readonly from!: string;
  @ApiProperty({ type: 'string', format: 'date', description: 'By then they have to be.' })
  readonly by!: string;
  @ApiProperty({ type: 'array', items: { type: 'string', enum: Object.keys(CATEGORIES) } })
  readonly categories!: readonly Category[];
  @ApiProperty({ type: 'boolean', description: 'A legal hold stands.' })
  readonly held!: boolean;
  @ApiProperty({ type: 'boolean' })
  readonly overdue!: boolean;
}

export class RetentionTaskPageDto {
  @ApiProperty({ type: [RetentionTaskDto] })
  readonly items!: readonly RetentionTaskDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}

export class DestructionDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', enum: ['proposed', 'carried-out', 'refused'] })
  readonly state!: 'proposed' | 'carried-out' | 'refused';
  @ApiProperty({ type: 'integer', description: 'Candidacies.' })
  readonly lines!: number;
  @ApiProperty({ type: 'string', description: 'What a second person repeats. Hexadecimal.' })
  readonly digest!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly proposedBy!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly proposedAt!: Date;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly decidedBy!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly decidedAt!: Date | null;
  @ApiProperty({ type: 'string', format: 'date', nullable: true, description: 'The last day the act is kept.' })
  readonly actUntil!: string | null;
  @ApiProperty({ type: 'boolean' })
  readonly hasAct!: boolean;
}

class DestructionLineDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string' })
  readonly number!: string;
  @ApiProperty({ type: 'string', enum: GROUNDS })
  readonly ground!: Ground;
  @ApiProperty({ type: 'array', items: { type: 'string', enum: Object.keys(CATEGORIES) } })
  readonly categories!: readonly Category[];
}

export class ShownDestructionDto extends DestructionDto {
  @ApiProperty({ type: [DestructionLineDto], description: 'Of a proposal; afterwards the act says it.' })
  readonly people!: readonly DestructionLineDto[];
  @ApiProperty({ type: 'integer', description: 'Files in the storage that go with it, letters and lists that name others too among them.' })
  readonly files!: number;
}

export class DestructionPageDto {
  @ApiProperty({ type: [DestructionDto] })
  readonly items!: readonly DestructionDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}

export class TidiedDto {
  @ApiProperty({ type: 'integer', description: 'Acts whose own term was over.' })
  readonly acts!: number;
  @ApiProperty({ type: 'integer', description: 'Files a storage had kept.' })
  readonly files!: number;
}

export class SubjectExportDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string' })
  readonly number!: string;
  @ApiProperty({ type: 'string', format: 'date' })
  readonly askedOn!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly preparedAt!: Date;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly expiresAt!: Date;
}
