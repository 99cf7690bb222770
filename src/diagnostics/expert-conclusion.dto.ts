import { ApiProperty } from '@nestjs/swagger';
import { bulkOf } from '../platform/http/bulk';
import { IsId, IsProse, IsSha256, IsText, Nested } from '../platform/http/validators';

/** Some six pages. */
const LONGEST_TEXT = 20_000;
const FILE_NAME_LENGTH = 200;

export class ConclusionFileDto {
  @IsSha256({ description: 'SHA-256 of the file.', example: 'a'.repeat(64) })
  digest!: string;

  @IsText(FILE_NAME_LENGTH, { example: 'zaklyuchenie.pdf' })
  name!: string;
}

export class WriteConclusionDto {
  @IsId()
  candidacyId!: string;

  @IsProse(LONGEST_TEXT, { description: 'Sealed with the key of the person it is about.', example: 'Сильные стороны: …\nЗоны развития: …' })
  text!: string;

  @Nested(() => ConclusionFileDto, { optional: true, description: 'Where the signed conclusion is a file.' })
  file?: ConclusionFileDto;
}

export class WriteConclusionsDto extends bulkOf(WriteConclusionDto) {}

export class ConclusionWrittenDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
}

export class ConclusionsWrittenDto {
  @ApiProperty({ type: [ConclusionWrittenDto], description: 'In the order of the request.' })
  readonly items!: readonly ConclusionWrittenDto[];
}

export class ConclusionDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string' })
  readonly text!: string;
  @ApiProperty({ type: ConclusionFileDto, nullable: true })
  readonly file!: ConclusionFileDto | null;
  @ApiProperty({ type: 'string', format: 'uuid', description: 'Account that wrote it.' })
  readonly writtenBy!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly writtenAt!: Date;
}

export class ConclusionsDto {
  @ApiProperty({ type: [ConclusionDto], description: 'The newest last.' })
  readonly items!: readonly ConclusionDto[];
}
