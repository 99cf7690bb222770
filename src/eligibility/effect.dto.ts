import { ApiProperty } from '@nestjs/swagger';
import { OUTCOMES, type Outcome } from '../candidacy/domain/verdict';
import { IsSha256 } from '../platform/http/validators';


/** The digest of an effect as it was shown. */
export function IsEffectDigest(): PropertyDecorator {
  return IsSha256({ description: '`digest` of the effect that was shown.', example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' });
}

class EffectChangeDto {
  @ApiProperty({ type: 'string', example: 'tenure' })
  readonly stage!: string;
  @ApiProperty({ enum: OUTCOMES, description: 'What the engine said last.' })
  readonly from!: Outcome;
  @ApiProperty({ enum: OUTCOMES, description: 'What it would say.' })
  readonly to!: Outcome;
  @ApiProperty({ type: 'boolean', description: 'Decided already: stays as decided until the decision is taken back.' })
  readonly decided!: boolean;
}

export class ChangeCountDto extends EffectChangeDto {
  @ApiProperty({ type: 'integer' })
  readonly count!: number;
}

export class EffectLineDto extends EffectChangeDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string', example: '36-0001' })
  readonly number!: string;
  @ApiProperty({ type: 'string' })
  readonly name!: string;
}

export class EffectDto {
  @ApiProperty({ type: 'integer', required: false, description: 'Candidacies with a proposal that the change concerns. On the first page.' })
  readonly affected?: number;
  @ApiProperty({ type: [ChangeCountDto], required: false, description: 'On the first page.' })
  readonly changes?: readonly ChangeCountDto[];
  @ApiProperty({ type: 'string', required: false, description: 'On the first page; goes with the change when it is made.' })
  readonly digest?: string;
  @ApiProperty({ type: [EffectLineDto], description: 'Everybody whose proposal would change.' })
  readonly items!: readonly EffectLineDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}

export class PolicyEffectDto extends EffectDto {
  @ApiProperty({ type: 'integer', description: 'The draft.' })
  readonly version!: number;
  @ApiProperty({ type: 'string', description: 'Of the draft: publication under it refuses another draft.' })
  readonly policyDigest!: string;
}
