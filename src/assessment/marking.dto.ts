import { ApiProperty } from '@nestjs/swagger';
import { BULK_LIMIT, bulkOf } from '../platform/http/bulk';
import { IsDecimalRecord, IsId, IsReasonCode, IsSha256, Nested } from '../platform/http/validators';

const MOST_CRITERIA = 100;
const EXAMPLE = { strategy: '3.5', people: '4', result: '3' };

export class EnterMarksDto {
  @IsId()
  candidacyId!: string;

  @IsDecimalRecord(MOST_CRITERIA, { description: 'A mark for every criterion of the rubric.', example: EXAMPLE })
  marks!: Record<string, string>;
}

export class EnterMarksManyDto extends bulkOf(EnterMarksDto) {}

export class SubmittedDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'boolean' })
  readonly submitted!: boolean;
}

export class SubmittedManyDto {
  @ApiProperty({ type: [SubmittedDto], description: 'In the order of the request.' })
  readonly items!: readonly SubmittedDto[];
}

export class DraftMarksDto {
  @IsId()
  candidacyId!: string;

  @IsDecimalRecord(MOST_CRITERIA, { description: 'Marks so far, of any criteria of the rubric.', example: EXAMPLE })
  marks!: Record<string, string>;
}

export class DraftMarksManyDto extends bulkOf(DraftMarksDto) {}

export class EnterForAssessorDto extends DraftMarksDto {
  @IsId({ description: 'Whose signed sheet it is.' })
  assessorId!: string;

  @IsSha256({ description: 'SHA-256 of the scan of the signed sheet.', example: 'a'.repeat(64) })
  scan!: string;
}

export class EnterForAssessorsDto extends bulkOf(EnterForAssessorDto) {}

export class SheetKeyDto {
  @IsId()
  candidacyId!: string;

  @IsId()
  assessorId!: string;
}

export class SheetKeysDto {
  @ApiProperty({ type: [SheetKeyDto], description: 'In the order of the request.' })
  readonly items!: readonly SheetKeyDto[];
}

export class ReopenSheetsDto {
  @Nested(() => SheetKeyDto, { list: { min: 1, max: BULK_LIMIT } })
  items!: SheetKeyDto[];

  @IsReasonCode({ example: 'ENTERED_FOR_ANOTHER' })
  reason!: string;
}

export class AgreedDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
}

export class AgreedManyDto {
  @ApiProperty({ type: [AgreedDto], description: 'In the order of the request.' })
  readonly items!: readonly AgreedDto[];
}

export class CloseMarkingDto {
  @IsReasonCode({ example: 'TERM_IS_OVER' })
  reason!: string;
}

export class MarkingClosedDto {
  @ApiProperty({ type: 'integer', description: 'Empty sheets that were given back.' })
  readonly closedSheets!: number;
  @ApiProperty({ type: 'integer', description: 'Candidacies that are computed with the marks there are.' })
  readonly computed!: number;
}
