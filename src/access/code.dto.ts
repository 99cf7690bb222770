import { ApiProperty } from '@nestjs/swagger';
import { bulkOf } from '../platform/http/bulk';
import { IsFlag, IsId } from '../platform/http/validators';

export class IssueCodeDto {
  @IsId()
  accountId!: string;

  @IsFlag({ optional: true, description: 'The person has lost his authenticator app: the code also enrols another one.' })
  renewsSecondFactor?: boolean;
}

export class IssueCodesDto extends bulkOf(IssueCodeDto) {}

export class IssuedCodeDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly accountId!: string;
  @ApiProperty({ type: 'string' })
  readonly name!: string;
  @ApiProperty({ type: 'string' })
  readonly login!: string;
  @ApiProperty({ type: 'string', description: 'Shown here only, for the envelope.', example: '7K3M-QW8T-ZX2B-9RHD' })
  readonly code!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly expiresAt!: string;
}

export class IssuedCodesDto {
  @ApiProperty({ type: [IssuedCodeDto], description: 'In the order of the request.' })
  readonly items!: readonly IssuedCodeDto[];
}
