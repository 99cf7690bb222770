import { ApiProperty } from '@nestjs/swagger';
import { IsText } from '../platform/http/validators';
import { HeldGrantDto } from './account.dto';

export class SignInDto {
  @IsText(200, { example: 'petrova.36' })
  login!: string;

  @IsText(1_024, { example: 'four words nobody says together' })
  password!: string;

  @IsText(30, { optional: true, description: 'The six digits of the authenticator app, or a recovery code.', example: '492039' })
  code?: string;
}

export class ProofDto {
  @IsText(1_024, { example: 'four words nobody says together' })
  password!: string;

  @IsText(30, { optional: true, description: 'The six digits of the authenticator app, or a recovery code.', example: '492039' })
  code?: string;
}

export class ChangePasswordDto extends ProofDto {
  @IsText(1_024, { description: 'At least 15 characters, 8 with a second factor; any.', example: 'five other words nobody says together' })
  newPassword!: string;
}

export class PaperCodeDto {
  @IsText(200, { example: 'petrova.36' })
  login!: string;

  @IsText(60, { description: 'As it stands on the paper; capitals, hyphens and spaces do not matter.', example: '7K3M-QW8T-ZX2B-9RHD' })
  code!: string;
}

export class RedeemCodeDto extends PaperCodeDto {
  @IsText(1_024, { description: 'At least 15 characters, 8 with a second factor; any.', example: 'four words nobody says together' })
  password!: string;

  @IsText(30, { optional: true, description: 'The six digits of the authenticator app.', example: '492039' })
  secondFactor?: string;
}

export class OpenedCodeDto {
  @ApiProperty({ type: 'string', description: 'Whose account it is.' })
  readonly name!: string;
  @ApiProperty({ type: 'string', enum: ['held', 'required', 'optional'], description: '`held`: give a code of the app that is enrolled; `required`, `optional`: take the secret into an app and give its code.' })
  readonly secondFactor!: 'held' | 'required' | 'optional';
  @ApiProperty({ type: 'string', nullable: true, description: 'In base 32, to be typed into the app.' })
  readonly secret!: string | null;
  @ApiProperty({ type: 'string', nullable: true, description: 'The same as a link that the app opens, also as a QR code.' })
  readonly uri!: string | null;
}

export class RedeemedCodeDto {
  @ApiProperty({ type: [String], description: 'Each stands for the second factor once. Shown here only; none where no second factor was enrolled now.' })
  readonly recoveryCodes!: readonly string[];
}

export class BrowserSessionDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly id!: string;
  @ApiProperty({ type: 'string', enum: ['password', 'oidc'] })
  readonly method!: 'password' | 'oidc';
  @ApiProperty({ type: 'string', description: 'What the browser calls itself.' })
  readonly device!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly createdAt!: string;
  @ApiProperty({ type: 'string', format: 'date-time', description: 'To the minute.' })
  readonly seenAt!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly expiresAt!: string;
  @ApiProperty({ type: 'boolean', description: 'The one that asks.' })
  readonly isCurrent!: boolean;
}

export class BrowserSessionsDto {
  @ApiProperty({ type: [BrowserSessionDto], description: 'The newest first.' })
  readonly items!: readonly BrowserSessionDto[];
}

export class WhoAmIDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly accountId!: string;
  @ApiProperty({ type: 'string' })
  readonly name!: string;
  @ApiProperty({ type: [HeldGrantDto] })
  readonly grants!: readonly HeldGrantDto[];
  @ApiProperty({ type: 'string', enum: ['session', 'token', 'api-key'] })
  readonly via!: 'session' | 'token' | 'api-key';
  @ApiProperty({ type: 'string', nullable: true, description: 'For the header `x-csrf-token` of whatever changes something; null where no browser asks.' })
  readonly csrfToken!: string | null;
}

export class SignedInDto {
  @ApiProperty({ type: 'string', format: 'uuid' })
  readonly accountId!: string;
  @ApiProperty({ type: 'string' })
  readonly name!: string;
  @ApiProperty({ type: 'string', description: 'For the header `x-csrf-token` of whatever changes something.' })
  readonly csrfToken!: string;
  @ApiProperty({ type: 'string', format: 'date-time' })
  readonly expiresAt!: string;
}

export class EndedSessionsDto {
  @ApiProperty({ type: 'integer' })
  readonly ended!: number;
}
