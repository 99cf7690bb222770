import { ApiProperty } from '@nestjs/swagger';
import { IsCivilDate, IsId, IsText } from '../platform/http/validators';

const MOST_NAMED = 500;

export class RegisterLetterDto {
  @IsId()
  nominatorId!: string;

  @IsText(100, { example: '01-15/214' })
  number!: string;

  @IsCivilDate({ example: '2026-02-20' })
  datedOn!: string;

  @IsText(300, { description: 'Who signed, by name and post.', example: 'Губернатор области А. А. Примеров' })
  signatory!: string;

  @IsId({ list: { min: 1, max: MOST_NAMED }, description: 'Whom the letter names.' })
  candidacyIds!: string[];
}

export class DraftLetterDto {
  @IsId()
  nominatorId!: string;

  @IsId({ list: { min: 1, max: MOST_NAMED }, optional: true, description: 'All whom no letter names yet unless told.' })
  candidacyIds?: string[];
}

export class LetterDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly nominatorId!: string;
  @ApiProperty({ type: 'string' })
  readonly number!: string;
  @ApiProperty({ type: 'string', format: 'date' })
  readonly datedOn!: string;
  @ApiProperty({ type: 'string' })
  readonly signatory!: string;
  @ApiProperty({ type: 'string', nullable: true, description: 'SHA-256 of the letter; null: not uploaded, so it covers nobody yet.' })
  readonly fileDigest!: string | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'SHA-256 of the detached signature.' })
  readonly signatureDigest!: string | null;
  @ApiProperty({ type: 'array', items: { type: 'string' }, description: 'Public numbers of those it names.' })
  readonly numbers!: readonly string[];
}

export class LetterPageDto {
  @ApiProperty({ type: [LetterDto] })
  readonly items!: readonly LetterDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}
