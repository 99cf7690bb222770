import { Body, Controller, Get, Header, Headers, HttpCode, Ip, Post, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { linkTokenOf } from '../access/credential';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { Public } from '../platform/http/public.decorator';
import { OwnAppealDto } from './appeal.dto';
import { type AppealableByLink, AppealLinkService, type FiledAppeal } from './appeal-link.service';
import { AppealPageService } from './appeal-page.service';

const REFUSALS: readonly DescribedError[] = ['404 LINK_ABSENT', '409 CAMPAIGN_NOT_OPEN', '429 TOO_MANY_GUESSES'];
const TOKEN = 'The token of the link is sent as `Authorization: Bearer …`. A wrong, used, expired or foreign one is the same 404.';

/** A candidate appeals by the link he was given, without an account. The token comes in the Authorization header, never in an address. */
@ApiTags('appeals')
@Controller()
export class AppealCandidateController {
  constructor(
    private readonly links: AppealLinkService,
    private readonly pages: AppealPageService,
  ) {}

  @Public()
  @Described({ summary: 'Shows the holder of a one-time link which decision he may object to, without his name', description: TOKEN, errors: REFUSALS })
  @Get('appeal')
  read(@Headers('authorization') authorization: string | undefined, @Ip() address: string): Promise<AppealableByLink> {
    return this.links.read(linkTokenOf(authorization), address);
  }

  @Public()
  @Described({ summary: 'Receives the candidate\'s own appeal and uses his link up; the answer is due within thirty days', description: TOKEN, errors: REFUSALS })
  @Post('appeal')
  @HttpCode(200)
  file(@Headers('authorization') authorization: string | undefined, @Ip() address: string, @Body() body: OwnAppealDto): Promise<FiledAppeal> {
    return this.links.file(linkTokenOf(authorization), address, body.text);
  }

  @ApiExcludeEndpoint() // a page, no operation
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @Get('appeal.html')
  page(@Res({ passthrough: true }) reply: FastifyReply): string {
    const { html, policy } = this.pages.page();
    void reply.header('content-security-policy', policy);
    return html;
  }
}
