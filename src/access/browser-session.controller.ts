import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Described } from '../platform/http/described.decorator';
import { Asking, type AskingCaller } from './asking.decorator';
import { Can } from './can.decorator';
import { credentialOf, csrfTokenOf } from './credential';
import { noSessionCookie } from './session-cookie';
import { BrowserSessionDto, BrowserSessionsDto, ChangePasswordDto, EndedSessionsDto, ProofDto, WhoAmIDto } from './browser-session.dto';
import { BrowserSessionService } from './browser-session.service';
import { SignInService } from './sign-in.service';

@ApiTags('sign-in')
@Controller()
export class BrowserSessionController {
  constructor(private readonly sessions: BrowserSessionService, private readonly signIns: SignInService) {}

  @Described({ summary: 'Tells who is signed in, with which rights', answer: WhoAmIDto })
  @Can('sessions.own')
  @Get('session')
  whoAmI(@Asking() { accountId, name, grants, via }: AskingCaller, @Req() request: FastifyRequest): WhoAmIDto {
    const credential = credentialOf(request);
    return { accountId, name, grants, via, csrfToken: credential?.via === 'session' ? csrfTokenOf(credential.secret) : null };
  }

  @Described({ summary: 'Signs this browser out', answer: EndedSessionsDto })
  @Can('sessions.own')
  @Post('session/end')
  @HttpCode(200)
  async signOut(@Asking() caller: AskingCaller, @Res({ passthrough: true }) reply: FastifyReply): Promise<EndedSessionsDto> {
    await this.sessions.end(caller, caller.credentialId);
    void reply.header('set-cookie', noSessionCookie());
    return { ended: 1 };
  }

  @Described({
    summary: 'Proves again who sits at this browser',
    description: 'Asked for (403 PROOF_NOT_FRESH) before publishing, orders, release of an export, management of accounts and keys, when the last proof is older than 10 minutes.',
    errors: ['401 PROOF_REFUSED', '409 NO_SESSION'],
  })
  @Can('sessions.own')
  @Post('session/proof')
  @HttpCode(204)
  async prove(@Asking() caller: AskingCaller, @Body() { password, code }: ProofDto, @Req() request: FastifyRequest): Promise<void> {
    await this.signIns.proveAgain(caller, request.ip, { password, code });
  }

  @Described({ summary: 'Sets another password; other browsers of this account are signed out', errors: ['401 PROOF_REFUSED', '409 NO_SESSION', '422 PASSWORD_REFUSED'] })
  @Can('sessions.own')
  @Post('session/password')
  @HttpCode(204)
  async changePassword(@Asking() caller: AskingCaller, @Body() { password, code, newPassword }: ChangePasswordDto, @Req() request: FastifyRequest): Promise<void> {
    await this.signIns.changePassword(caller, request.ip, { password, code }, newPassword);
  }

  @Described({ summary: 'Lists the browsers this account is signed in with', answer: BrowserSessionsDto })
  @Can('sessions.own')
  @Get('sessions')
  async list(@Asking() caller: AskingCaller): Promise<BrowserSessionsDto> {
    const rows = await this.sessions.list(caller);
    const items = rows.map(({ createdAt, seenAt, expiresAt, ...row }): BrowserSessionDto => ({
      ...row, createdAt: createdAt.toISOString(), seenAt: seenAt.toISOString(), expiresAt: expiresAt.toISOString(), isCurrent: row.id === caller.credentialId,
    }));
    return { items };
  }

  @Described({ summary: 'Signs a browser of this account out, within 5 seconds', answer: EndedSessionsDto })
  @Can('sessions.own')
  @Post('sessions/:id/end')
  @HttpCode(200)
  async end(@Asking() caller: AskingCaller, @Param('id') id: string): Promise<EndedSessionsDto> {
    await this.sessions.end(caller, id);
    return { ended: 1 };
  }
}
