import { ApiProperty } from '@nestjs/swagger';
import { IsCivilDate, IsKey } from '../platform/http/validators';

export class GiveConsentDto {
  @IsKey({ example: 'consent', description: 'Key of the document in the policy\'s personal file.' })
  document!: string;

  @IsKey({ example: 'selection', description: 'What the data may be processed for; a consent covers one purpose.' })
  purpose!: string;

  @IsCivilDate()
  givenOn!: string;
}

export class WithdrawConsentDto {
  @IsCivilDate()
  withdrawnOn!: string;
}

export class DocumentFileDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', description: 'Of the document.' })
  readonly key!: string;
  @ApiProperty({ type: 'string', enum: ['pdf', 'docx', 'png', 'jpeg', 'tiff'], description: 'By its bytes.' })
  readonly type!: string;
  @ApiProperty({ type: 'integer', description: 'Bytes.' })
  readonly size!: number;
  @ApiProperty({ type: 'string', description: 'Hexadecimal.' })
  readonly sha256!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly uploadedAt!: Date;
}

export class TitleDto {
  @ApiProperty({ type: 'string' })
  readonly ru!: string;
  @ApiProperty({ type: 'string' })
  readonly en!: string;
}

export class PersonalDocumentDto {
  @ApiProperty({ type: 'string' })
  readonly key!: string;
  @ApiProperty({ type: TitleDto })
  readonly title!: TitleDto;
  @ApiProperty({ type: 'string', description: 'Key of the stage that cannot be passed without it.' })
  readonly neededAt!: string;
  @ApiProperty({ type: 'string', enum: ['received', 'missing', 'conditional'], description: '`conditional`: asked for only of those to whom its condition applies.' })
  readonly state!: string;
  @ApiProperty({ type: 'string', format: 'date', nullable: true })
  readonly receivedOn!: string | null;
  @ApiProperty({ type: [DocumentFileDto] })
  readonly files!: readonly DocumentFileDto[];
}

export class ConsentDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string' })
  readonly document!: string;
  @ApiProperty({ type: 'string' })
  readonly purpose!: string;
  @ApiProperty({ type: 'string', format: 'date' })
  readonly givenOn!: string;
  @ApiProperty({ type: 'string', format: 'date', nullable: true })
  readonly withdrawnOn!: string | null;
}

export class PersonalFileDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string' })
  readonly number!: string;
  @ApiProperty({ type: 'boolean', description: 'Nothing that is asked of everybody is missing.' })
  readonly isComplete!: boolean;
  @ApiProperty({ type: [PersonalDocumentDto] })
  readonly documents!: readonly PersonalDocumentDto[];
  @ApiProperty({ type: [ConsentDto] })
  readonly consents!: readonly ConsentDto[];
}
