import { ApiProperty } from '@nestjs/swagger';
import { IsOneOf } from '../platform/http/validators';
import { type Language, LANGUAGES } from '../report/domain/speech';

export class EligibilityExplanationQuery {
  @IsOneOf(LANGUAGES, { optional: true, description: 'Adds the sentence of every reason and of every line in this language.' })
  explain?: Language;
}

class ToldDto {
  @ApiProperty({ type: 'string', example: 'DAYS_COUNTED' })
  readonly code!: string;
  @ApiProperty({ type: 'object', additionalProperties: true })
  readonly params!: object;
  @ApiProperty({ type: 'string', required: false })
  readonly text?: string;
}

class LedgerLineDto extends ToldDto {
  @ApiProperty({ type: 'integer', description: 'Number of the record, from 1.' })
  readonly n!: number;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly record!: string;
  @ApiProperty({ type: 'string', format: 'date' })
  readonly from!: string;
  @ApiProperty({ type: 'string', format: 'date', nullable: true, description: 'The last day, inclusive.' })
  readonly to!: string | null;
  @ApiProperty({ type: 'integer', nullable: true })
  readonly days!: number | null;
}

class RecordDto {
  @ApiProperty({ type: 'integer' })
  readonly n!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Place in the team, the lead first; null for a person.' })
  readonly member!: number | null;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', description: 'A month where the day is not known.' })
  readonly startedOn!: string;
  @ApiProperty({ type: 'string', nullable: true })
  readonly endedOn!: string | null;
  @ApiProperty({ type: 'string' })
  readonly title!: string;
  @ApiProperty({ type: 'string' })
  readonly organisation!: string;
}

class TenureAccountDto {
  @ApiProperty({ type: 'string' })
  readonly criterion!: string;
  @ApiProperty({ type: 'integer', nullable: true })
  readonly member!: number | null;
  @ApiProperty({ type: 'string', format: 'date' })
  readonly asOf!: string;
  @ApiProperty({ type: 'string', description: 'The method that decides.' })
  readonly method!: string;
  @ApiProperty({ type: 'object', additionalProperties: true })
  readonly required!: object;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true, description: 'As the calculator `tenure` answers; null where dates are wrong.' })
  readonly total!: object | null;
  @ApiProperty({ type: [LedgerLineDto] })
  readonly lines!: readonly LedgerLineDto[];
}

export class EligibilityExplanationDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string', example: '36-0001' })
  readonly number!: string;
  @ApiProperty({ type: 'string' })
  readonly stage!: string;
  @ApiProperty({ type: 'integer' })
  readonly policyVersion!: number;
  @ApiProperty({ type: 'integer' })
  readonly revision!: number;
  @ApiProperty({ type: 'string', enum: ['pass', 'fail', 'undetermined'] })
  readonly outcome!: string;
  @ApiProperty({ type: [ToldDto], description: 'As stored with the verdict.' })
  readonly reasons!: readonly ToldDto[];
  @ApiProperty({ type: 'boolean', description: 'An appeal is under way, or was upheld and nobody has decided anew: what is explained may change.' })
  readonly underAppeal!: boolean;
  @ApiProperty({ type: ToldDto, nullable: true, description: 'What to know about the ledger; null: it is of the facts the verdict was computed from.' })
  readonly note!: ToldDto | null;
  @ApiProperty({ type: [RecordDto] })
  readonly records!: readonly RecordDto[];
  @ApiProperty({ type: [TenureAccountDto] })
  readonly tenure!: readonly TenureAccountDto[];
}
