import { ApiProperty } from '@nestjs/swagger';
import { Limit, NumberInQuery } from '../platform/http/page-query';
import { IsId, IsOneOf, IsText, IsWordRecord, IsWhole, Nested } from '../platform/http/validators';
import type { ProblemLevel } from './domain/import-problem';
import { IMPORT_STATES, type ImportState, ROW_OUTCOMES, type RowOutcome } from './domain/import-state';

const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 100;
const COLUMNS = { description: 'Field → letters of the column.', example: { familyName: 'B', givenName: 'C', birthDate: 'E' } };

export class CareerMappingDto {
  @IsText(100, { example: 'Лист2' })
  sheet!: string;

  @IsWhole(1, MOST_ROWS, { example: 1 })
  headerRow!: number;

  @IsWordRecord(MOST_COLUMNS, { ...COLUMNS, example: { person: 'A', startedOn: 'B', endedOn: 'C', title: 'D', organisation: 'E' } })
  columns!: Record<string, string>;
}

export class MappingDto {
  @IsText(100, { description: 'The sheet with one row a person; `CSV` for a text file.', example: 'Лист1' })
  sheet!: string;

  @IsWhole(1, MOST_ROWS, { description: 'The row with the headings; people follow below.', example: 3 })
  headerRow!: number;

  @IsWordRecord(MOST_COLUMNS, COLUMNS)
  columns!: Record<string, string>;

  @Nested(() => CareerMappingDto, { optional: true })
  career?: CareerMappingDto;
}

export class RememberLayoutDto {
  @IsId()
  nominatorId!: string;

  @Nested(() => MappingDto)
  mapping!: MappingDto;
}

export class OfNominatorQuery {
  @IsId({ description: 'Whose list it is.' })
  nominatorId!: string;
}

export class UploadQuery extends OfNominatorQuery {
  @IsOneOf(['true', 'false'], { optional: true, description: '`true`: good rows are entered as soon as all were looked at; otherwise the list waits to be applied.' })
  apply: 'true' | 'false' = 'false';
}

export class RowsQuery extends Limit {
  @IsOneOf(ROW_OUTCOMES, { optional: true })
  outcome?: RowOutcome;

  @NumberInQuery()
  @IsWhole(0, MOST_ROWS, { optional: true, description: '`next` of the page before.' })
  after?: number;
}

export class ImportDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly nominatorId!: string;
  @ApiProperty({ type: 'string', enum: IMPORT_STATES })
  readonly state!: ImportState;
  @ApiProperty({ type: 'boolean', description: 'Good rows are entered without being asked for again.' })
  readonly applies!: boolean;
  @ApiProperty({ type: 'integer', description: 'Rows dealt with; while rows are looked at, what would become of them is counted.' })
  readonly position!: number;
  @ApiProperty({ type: 'integer' })
  readonly entered!: number;
  @ApiProperty({ type: 'integer', description: 'Drafts that were entered before and are written anew.' })
  readonly corrected!: number;
  @ApiProperty({ type: 'integer', description: 'There already, word for word.' })
  readonly unchanged!: number;
  @ApiProperty({ type: 'integer' })
  readonly refused!: number;
  @ApiProperty({ type: 'string', nullable: true, description: 'Why the file as a whole was refused.' })
  readonly code!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  readonly params!: object | null;
  @ApiProperty({ type: 'string', description: 'SHA-256 of the file, hexadecimal.' })
  readonly fileDigest!: string;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true, description: 'An earlier upload of the same file.' })
  readonly sameAs!: string | null;
  @ApiProperty({ type: 'boolean', description: 'The file is kept until nothing is left to be corrected, and no longer.' })
  readonly hasFile!: boolean;
  @ApiProperty({ type: 'string', format: 'date-time', description: 'When the upload began to arrive.' })
  readonly begunAt!: Date;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly createdAt!: Date;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly finishedAt!: Date | null;
}

export class ImportPageDto {
  @ApiProperty({ type: [ImportDto] })
  readonly items!: readonly ImportDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}

export class ProblemDto {
  @ApiProperty({ type: 'string', enum: ['error', 'warning', 'info'], description: 'With an error the row is not taken.' })
  readonly level!: ProblemLevel;
  @ApiProperty({ type: 'string', example: 'DATE_UNREADABLE' })
  readonly code!: string;
  @ApiProperty({ type: 'object', additionalProperties: true })
  readonly params!: object;
  @ApiProperty({ type: 'string' })
  readonly sheet!: string;
  @ApiProperty({ type: 'integer', description: 'As the program shows it: the first is 1.' })
  readonly row!: number;
  @ApiProperty({ type: 'string', nullable: true, description: 'Letters of the column; null: the row as a whole.' })
  readonly column!: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Line within the cell, for pasted careers.' })
  readonly line!: number | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'What stands there.' })
  readonly value!: string | null;
}

export class ImportRowDto {
  @ApiProperty({ type: 'integer', description: 'Place in the order of reading: what the row is called in addresses.' })
  readonly n!: number;
  @ApiProperty({ type: 'string' })
  readonly sheet!: string;
  @ApiProperty({ type: 'integer', description: 'As the program shows it: the first is 1.' })
  readonly row!: number;
  @ApiProperty({ type: 'string', enum: ROW_OUTCOMES })
  readonly outcome!: RowOutcome;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly candidacyId!: string | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly number!: string | null;
  @ApiProperty({ type: [ProblemDto] })
  readonly problems!: readonly ProblemDto[];
}

export class ImportRowPageDto {
  @ApiProperty({ type: [ImportRowDto] })
  readonly items!: readonly ImportRowDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}

export class SheetPreviewDto {
  @ApiProperty({ type: 'string' })
  readonly name!: string;
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'The first rows that hold anything: `{ row, cells }`.' })
  readonly rows!: readonly object[];
}

export class FilePreviewDto {
  @ApiProperty({ type: 'string', enum: ['xlsx', 'csv'] })
  readonly kind!: 'xlsx' | 'csv';
  @ApiProperty({ type: 'string', required: false })
  readonly encoding?: string;
  @ApiProperty({ type: 'string', required: false })
  readonly delimiter?: string;
  @ApiProperty({ type: 'boolean', description: 'Laid out as the template: no mapping is needed.' })
  readonly template!: boolean;
  @ApiProperty({ type: 'integer', nullable: true, description: 'The version the file names.' })
  readonly templateVersion!: number | null;
  @ApiProperty({ type: [SheetPreviewDto] })
  readonly sheets!: readonly SheetPreviewDto[];
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'Fields a mapping may name: `{ key, header, required }`.' })
  readonly fields!: readonly object[];
  @ApiProperty({ type: 'array', items: { type: 'object' }, description: 'The same for a sheet of careers.' })
  readonly careerFields!: readonly object[];
  @ApiProperty({ type: MappingDto, nullable: true, description: 'A proposal.' })
  readonly mapping!: object | null;
  @ApiProperty({ type: MappingDto, nullable: true, description: 'How the nominator\'s table was read before.' })
  readonly remembered!: object | null;
}
