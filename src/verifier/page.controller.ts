import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../platform/http/public.decorator';
import { PageService } from './page.service';

/** The verifier as a page, for whoever is told of a ranking and has a browser: to be opened here, or kept and opened from disk. */
@Controller('verifier.html')
export class PageController {
  constructor(private readonly pages: PageService) {}

  @ApiExcludeEndpoint() // a page, no operation
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @Get()
  show(@Res({ passthrough: true }) reply: FastifyReply): string {
    const { html, policy } = this.pages.page();
    void reply.header('content-security-policy', `${policy}; frame-ancestors 'none'`);
    return html;
  }
}
