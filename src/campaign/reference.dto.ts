import { ApiProperty } from '@nestjs/swagger';
import { IsCivilDate } from '../platform/http/validators';

export class ReferenceQuery {
  @IsCivilDate({ optional: true, description: 'Of kinds that change over time only what there was on that day.' })
  on?: string;
}

class ReferenceItemDto {
  @ApiProperty({ type: 'string', example: 'municipal-office' })
  readonly code!: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, example: { ru: 'Муниципальная должность', en: 'Municipal office' } })
  readonly title!: object;
  @ApiProperty({ type: 'boolean', description: 'Sources disagree: to be confirmed by an official text.' })
  readonly uncertain!: boolean;
  @ApiProperty({ type: 'string', nullable: true, required: false, description: 'Of a region: its federal district; null: in none.' })
  readonly district?: string | null;
  @ApiProperty({ type: 'string', required: false, description: 'Of a region: how its ОКТМО codes begin; the longest prefix decides.' })
  readonly oktmoPrefix?: string;
  @ApiProperty({ type: 'string', format: 'date', required: false })
  readonly since?: string;
  @ApiProperty({ type: 'string', format: 'date', nullable: true, required: false })
  readonly until?: string | null;
  @ApiProperty({ type: 'string', required: false })
  readonly law?: string;
  @ApiProperty({ type: 'integer', nullable: true, required: false, description: 'Of a retention class: months from the day its purpose is reached; null: the archive decides.' })
  readonly months?: number | null;
}

export class ReferenceDto {
  @ApiProperty({ type: 'string' })
  readonly kind!: string;
  @ApiProperty({ type: 'string', format: 'date', description: 'The day whose state these data describe.' })
  readonly version!: string;
  @ApiProperty({ type: [ReferenceItemDto] })
  readonly items!: readonly ReferenceItemDto[];
}
