import { ApiProperty } from '@nestjs/swagger';
import { bulkOf } from '../platform/http/bulk';
import { IsDecimalRecord, IsId } from '../platform/http/validators';

const MOST_CRITERIA = 100;

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

export class EnterMarksDto {
  @IsId()
  candidacyId!: string;

  @IsDecimalRecord(MOST_CRITERIA, { description: 'A mark for every criterion of the rubric.', example: { strategy: '3.5', people: '4', result: '3' } })
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

const MARKS = { type: 'object', additionalProperties: { type: 'string', nullable: true }, nullable: true } as const;

export class OwnSheetDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string', example: '36-0001' })
  readonly number!: string;
  @ApiProperty({ type: 'boolean' })
  readonly submitted!: boolean;
  @ApiProperty(MARKS)
  readonly marks!: Readonly<Record<string, string | null>> | null;
}

export class OwnSheetPageDto {
  @ApiProperty({ type: [OwnSheetDto] })
  readonly items!: readonly OwnSheetDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}

export class PanelSheetDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly assessorId!: string;
  @ApiProperty({ type: 'boolean' })
  readonly submitted!: boolean;
  @ApiProperty({ ...MARKS, description: 'Null until the whole panel has submitted.' })
  readonly marks!: Readonly<Record<string, string | null>> | null;
}

export class PanelDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string', example: '36-0001' })
  readonly number!: string;
  @ApiProperty({ type: 'boolean' })
  readonly complete!: boolean;
  @ApiProperty({ type: [PanelSheetDto] })
  readonly sheets!: readonly PanelSheetDto[];
}

export class PanelPageDto {
  @ApiProperty({ type: [PanelDto] })
  readonly items!: readonly PanelDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}
