import { ApiProperty } from '@nestjs/swagger';

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
  @ApiProperty({ ...MARKS, description: 'Unfinished marks, also those entered from the signed sheet: submitting them confirms them.' })
  readonly draft!: Readonly<Record<string, string | null>> | null;
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

const COEFFICIENT = { type: 'number', nullable: true, description: 'Null where the marks leave it undefined.' } as const;

export class IccDto {
  @ApiProperty({ type: 'string', example: 'ICC(2,k)', description: 'Shrout & Fleiss 1979; only the forms that the design of the panels allows.' })
  readonly form!: string;
  @ApiProperty({ type: 'integer', description: 'Candidacies.' })
  readonly n!: number;
  @ApiProperty({ type: 'integer', description: 'Marks of each.' })
  readonly k!: number;
  @ApiProperty(COEFFICIENT)
  readonly value!: number | null;
  @ApiProperty({ ...COEFFICIENT, description: 'Two-sided 95 % limit.' })
  readonly lower!: number | null;
  @ApiProperty({ ...COEFFICIENT, description: 'Two-sided 95 % limit.' })
  readonly upper!: number | null;
}

export class AlphaDto {
  @ApiProperty(COEFFICIENT)
  readonly ordinal!: number | null;
  @ApiProperty(COEFFICIENT)
  readonly interval!: number | null;
}

export class ConcordanceDto {
  @ApiProperty({ type: 'integer' })
  readonly n!: number;
  @ApiProperty(COEFFICIENT)
  readonly w!: number | null;
  @ApiProperty(COEFFICIENT)
  readonly chiSquared!: number | null;
  @ApiProperty({ type: 'integer' })
  readonly df!: number;
}

export class ReliabilityDto {
  @ApiProperty({ type: 'string', nullable: true, description: 'A criterion of the rubric; null is the weighted total.' })
  readonly criterion!: string | null;
  @ApiProperty({ type: 'integer', description: 'With at least two marks.' })
  readonly candidacies!: number;
  @ApiProperty({ type: 'integer' })
  readonly assessors!: number;
  @ApiProperty({ type: 'integer' })
  readonly marks!: number;
  @ApiProperty({ type: [IccDto] })
  readonly icc!: readonly IccDto[];
  @ApiProperty({ type: AlphaDto, description: "Krippendorff's alpha." })
  readonly alpha!: AlphaDto;
  @ApiProperty({ type: ConcordanceDto, nullable: true, description: "Kendall's W; null unless the same assessors marked everybody." })
  readonly concordance!: ConcordanceDto | null;
  @ApiProperty({ ...COEFFICIENT, description: 'Linear weighted kappa of two assessors, else null.' })
  readonly kappa!: number | null;
}

export class AssessorProfileDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly assessorId!: string;
  @ApiProperty({ type: 'integer' })
  readonly sheets!: number;
  @ApiProperty({ type: 'number', description: 'Mean of the totals.' })
  readonly mean!: number;
  @ApiProperty({ ...COEFFICIENT, description: 'Standard deviation of the totals.' })
  readonly spread!: number | null;
  @ApiProperty({ ...COEFFICIENT, description: 'Points added to a total compared with the average assessor, below zero is severe; null where panels are not linked.' })
  readonly severity!: number | null;
}

export class PanelReliabilityDto {
  @ApiProperty({ type: [ReliabilityDto], description: 'The total first, then each criterion.' })
  readonly of!: readonly ReliabilityDto[];
  @ApiProperty({ type: [AssessorProfileDto] })
  readonly assessors!: readonly AssessorProfileDto[];
  @ApiProperty({ type: 'integer', description: 'Groups of candidacies that share no assessor with each other.' })
  readonly linkedGroups!: number;
}
