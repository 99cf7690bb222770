import { ApiProperty } from '@nestjs/swagger';
import { BULK_LIMIT } from '../platform/http/bulk';
import { IsCivilDate, IsKey, IsText, Nested } from '../platform/http/validators';

/** Somebody on a list. Nothing of it is kept that could be read: the service recognises him later, and no more. */
export class ListedDto {
  @IsText(100, { example: 'Петрова' })
  familyName!: string;

  @IsText(100, { example: 'Анна' })
  givenName!: string;

  @IsText(100, { optional: true, description: 'Not compared: lists often lack it.' })
  patronymic?: string;

  @IsCivilDate({ example: '1980-05-20' })
  birthDate!: string;

  @IsText(20, { optional: true, description: 'With or without dashes.', example: '001-001-001 00' })
  snils?: string;

  @IsKey({ optional: true, description: 'Where the list distinguishes results.', example: 'winner' })
  result?: string;
}

/** Where entries come from. */
class ListOrigin {
  @IsText(300, { description: 'The document or file the entries were taken from; nothing about a person.', example: 'Протокол оргкомитета № 3' })
  source!: string;

  @IsCivilDate({ description: 'The date of the source.', example: '2026-03-01' })
  issuedOn!: string;
}

export class ImportEntryDto extends ListOrigin {
  @Nested(() => ListedDto)
  entry!: ListedDto;
}

export class ImportEntriesDto extends ListOrigin {
  @Nested(() => ListedDto, { list: { min: 1, max: BULK_LIMIT } })
  items!: ListedDto[];
}

export class ListImportDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string' })
  readonly list!: string;
  @ApiProperty({ type: 'string' })
  readonly source!: string;
  @ApiProperty({ type: 'string', format: 'date' })
  readonly issuedOn!: string;
  @ApiProperty({ type: 'integer' })
  readonly entries!: number;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly importedBy!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly importedAt!: Date;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly withdrawnBy!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly withdrawnAt!: Date | null;
}

export class ListImportPageDto {
  @ApiProperty({ type: [ListImportDto] })
  readonly items!: readonly ListImportDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}
