import { Body, Controller, Get, Header, Headers, HttpCode, Ip, Post, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { linkTokenOf } from '../access/credential';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { Public } from '../platform/http/public.decorator';
import { AnswerLinkService, type OfferByLink } from './answer-link.service';
import { AnswerPageService } from './answer-page.service';
import { OwnAnswerDto } from './seat.dto';

const REFUSALS: readonly DescribedError[] = ['404 LINK_ABSENT', '409 CAMPAIGN_NOT_OPEN', '429 TOO_MANY_GUESSES'];
const TOKEN = 'The token of the link is sent as `Authorization: Bearer …`. A wrong, used, expired or foreign one is the same 404.';

/**
 * A candidate answers his own offer by the link he was given, without an account. The token comes in the Authorization
 * header, never in an address, which browsers keep and servers log.
 */
@ApiTags('enrolment')
@Controller()
export class AnswerLinkCandidateController {
  constructor(
    private readonly links: AnswerLinkService,
    private readonly pages: AnswerPageService,
  ) {}

  @Public()
  @Described({ summary: 'Shows the holder of a one-time link what is offered, without his name', description: TOKEN, errors: REFUSALS })
  @Get('answer')
  read(@Headers('authorization') authorization: string | undefined, @Ip() address: string): Promise<OfferByLink> {
    return this.links.read(linkTokenOf(authorization), address);
  }

  @Public()
  @Described({ summary: 'Records the candidate\'s own answer and uses his link up', description: TOKEN, errors: [...REFUSALS, '409 SEAT_NOT_OFFERED'] })
  @Post('answer')
  @HttpCode(200)
  answer(@Headers('authorization') authorization: string | undefined, @Ip() address: string, @Body() body: OwnAnswerDto): Promise<{ number: string; answer: 'accept' | 'decline' }> {
    return this.links.answer(linkTokenOf(authorization), address, body.answer);
  }

  @ApiExcludeEndpoint() // a page, no operation
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @Get('answer.html')
  page(@Res({ passthrough: true }) reply: FastifyReply): string {
    const { html, policy } = this.pages.page();
    void reply.header('content-security-policy', policy);
    return html;
  }
}
