import { ApiProperty } from '@nestjs/swagger';
import { bulkOf } from '../platform/http/bulk';
import { IsCivilDate, IsId, IsKey, IsReasonCode, IsText } from '../platform/http/validators';

export class GrantExceptionDto {
  @IsId()
  candidacyId!: string;

  @IsKey({ description: 'Key of the criterion in the policy.', example: 'managerial-tenure' })
  criterion!: string;

  @IsReasonCode({ example: 'COMMISSION_DECIDED' })
  reason!: string;

  @IsText(200, { description: 'The document that allows it; nothing about the person.', example: 'Протокол заседания комиссии' })
  documentTitle!: string;

  @IsText(50, { example: '7' })
  documentNumber!: string;

  @IsCivilDate({ example: '2026-02-20' })
  documentDate!: string;
}

export class GrantExceptionsDto extends bulkOf(GrantExceptionDto) {}

export class WithdrawExceptionDto {
  @IsReasonCode({ example: 'ENTERED_BY_MISTAKE' })
  reason!: string;
}

export class GrantedExceptionDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly candidacyId!: string;
  @ApiProperty({ type: 'string', example: '36-0001' })
  readonly number!: string;
  @ApiProperty({ type: 'string' })
  readonly criterion!: string;
}

export class GrantedExceptionsDto {
  @ApiProperty({ type: [GrantedExceptionDto], description: 'In the order of the request.' })
  readonly items!: readonly GrantedExceptionDto[];
}

export class ExceptionDto extends GrantedExceptionDto {
  @ApiProperty({ type: 'string' })
  readonly stage!: string;
  @ApiProperty({ type: 'string' })
  readonly reason!: string;
  @ApiProperty({ type: 'string' })
  readonly documentTitle!: string;
  @ApiProperty({ type: 'string' })
  readonly documentNumber!: string;
  @ApiProperty({ type: 'string', format: 'date' })
  readonly documentDate!: string;
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly grantedBy!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly grantedAt!: Date;
  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  readonly withdrawnBy!: string | null;
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  readonly withdrawnAt!: Date | null;
  @ApiProperty({ type: 'string', nullable: true })
  readonly withdrawalReason!: string | null;
}

export class ExceptionPageDto {
  @ApiProperty({ type: [ExceptionDto] })
  readonly items!: readonly ExceptionDto[];
  @ApiProperty({ type: 'string', nullable: true })
  readonly next!: string | null;
}
