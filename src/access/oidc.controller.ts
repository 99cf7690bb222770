import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../kernel/domain-error';
import { Public } from '../platform/http/public.decorator';
import { OidcService } from './oidc.service';
import { ERRAND_COOKIE, errandCookie, errandOf, sessionCookie } from './session-cookie';
import { SIGN_IN_PAGE } from './sign-in-page.controller';

/** A browser goes to the OpenID provider and comes back: addresses of pages, no operations. */
@ApiExcludeController()
@Controller('sign-in/oidc')
export class OidcController {
  constructor(private readonly oidc: OidcService) {}

  /** `?again=true`: the provider asks for the password even of who is signed in there, as a fresh proof. */
  @Public()
  @Get()
  async begin(@Query('again') again: unknown, @Res() reply: FastifyReply): Promise<void> {
    const { url, errand } = await this.oidc.begin(again === 'true');
    await reply.header('set-cookie', errandCookie(errand)).redirect(url, 303);
  }

  @Public()
  @Get('callback')
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    try {
      const opened = await this.oidc.finish(request.url.split('?')[1] ?? '', errandOf(request.headers.cookie), { address: request.ip, device: request.headers['user-agent'] ?? '' });
      // The way here began at another site, so the browser would not send a strict cookie along a redirect: the page goes on by itself.
      await reply.header('set-cookie', [`${ERRAND_COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`, sessionCookie(opened.secret)])
        .type('text/html; charset=utf-8')
        .send(`<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Вход</title><meta http-equiv="refresh" content="0;url=${SIGN_IN_PAGE}"></head><body><a href="${SIGN_IN_PAGE}">Продолжить</a></body></html>`);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'unauthenticated') throw error;
      await reply.redirect(`${SIGN_IN_PAGE}?refused=oidc`, 303);
    }
  }
}
