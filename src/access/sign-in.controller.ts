import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Described } from '../platform/http/described.decorator';
import { Public } from '../platform/http/public.decorator';
import { CodeService } from './code.service';
import { csrfTokenOf } from './credential';
import { sessionCookie } from './session-cookie';
import { OpenedCodeDto, PaperCodeDto, RedeemCodeDto, RedeemedCodeDto, SignedInDto, SignInDto } from './browser-session.dto';
import { SignInService } from './sign-in.service';

@ApiTags('sign-in')
@Controller('sign-in')
export class SignInController {
  constructor(private readonly signIns: SignInService, private readonly codes: CodeService) {}

  @Described({
    summary: 'Signs a browser in by login, password and second factor',
    description: 'The session is a cookie no script can read. Whoever is refused is not told why; too many failures make the login wait, for longer and longer, never for ever.',
    answer: SignedInDto,
    errors: ['401 SIGN_IN_REFUSED'],
  })
  @Public()
  @Post()
  @HttpCode(200)
  async signIn(@Body() { login, password, code }: SignInDto, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<SignedInDto> {
    const { secret, accountId, name, expiresAt } = await this.signIns.signIn({ login, address: request.ip }, { password, code }, request.headers['user-agent'] ?? '');
    void reply.header('set-cookie', sessionCookie(secret));
    return { accountId, name, csrfToken: csrfTokenOf(secret), expiresAt: expiresAt.toISOString() };
  }

  @Described({ summary: 'Opens a one-time code: whose it is, and what the authenticator app needs', description: 'Nothing is used up. Each opening shows another secret; the last one counts.', answer: OpenedCodeDto, errors: ['401 CODE_REFUSED'] })
  @Public()
  @Post('code')
  @HttpCode(200)
  open(@Body() { login, code }: PaperCodeDto, @Req() request: FastifyRequest): Promise<OpenedCodeDto> {
    return this.codes.open({ login, address: request.ip }, code);
  }

  @Described({
    summary: 'Sets a password by a one-time code',
    description: 'Officers, auditors and administrators enrol a second factor with it. All sessions of the account end; it then signs in as always.',
    answer: RedeemedCodeDto,
    errors: ['401 CODE_REFUSED', '422 PASSWORD_REFUSED', '422 SECOND_FACTOR_REFUSED'],
  })
  @Public()
  @Post('code/redeem')
  @HttpCode(200)
  async redeem(@Body() { login, code, password, secondFactor }: RedeemCodeDto, @Req() request: FastifyRequest): Promise<RedeemedCodeDto> {
    return { recoveryCodes: await this.codes.redeem({ login, address: request.ip }, code, password, secondFactor) };
  }
}
