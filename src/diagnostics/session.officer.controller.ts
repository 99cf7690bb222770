import { Body, Controller, Get, Header, Param, Post, Query } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Reads } from '../access/reads.decorator';
import { Described } from '../platform/http/described.decorator';
import { PageByIdQuery, PageQuery } from '../platform/http/page-query';
import {
  AttendManyDto, CreateSessionDto, InvitedDto, InviteDto, MarkedDto, RecordedManyByCodeDto, RegisterDto, ResultsByCodeDto, SessionDto, SessionPageDto,
} from './session.dto';
import { SessionService } from './session.service';

const HERE = ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN'] as const;
const SESSION = [...HERE, '404 SESSION_ABSENT'] as const;

/** Sessions of testing, and results that come back by code. */
@ApiTags('diagnostics')
@Controller('campaigns/:campaignId/stages/:stage')
export class SessionOfficerController {
  constructor(private readonly sessions: SessionService) {}

  @Described({ summary: 'Sets a session of testing: when, where or online, how many places', answer: SessionDto, errors: HERE })
  @Can('sessions.write')
  @Post('sessions')
  create(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: CreateSessionDto): Promise<SessionDto> {
    return this.sessions.create(caller, { campaignId, stage }, body);
  }

  @Described({ summary: 'Lists sessions with their places', answer: SessionPageDto, errors: HERE })
  @Can('sessions.write')
  @Get('sessions')
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() page: PageByIdQuery): Promise<SessionPageDto> {
    return this.sessions.list(caller, { campaignId, stage }, page);
  }

  @Described({
    summary: 'Invites up to 500 candidacies to a session, all or none; everybody gets a code',
    answer: InvitedDto, errors: [...SESSION, '404 CANDIDACY_ABSENT', '409 NOT_IN_STAGE', '409 SESSION_FULL', '409 ALREADY_INVITED'],
  })
  @Can('sessions.write')
  @Post('sessions/:id/invitations')
  invite(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('id') id: string, @Body() body: InviteDto): Promise<InvitedDto> {
    return this.sessions.invite(caller, { campaignId, stage }, id, body.candidacyIds);
  }

  @Described({ summary: 'Marks who came, who did not, who comes another day', answer: MarkedDto, errors: [...SESSION, '409 NOT_INVITED'] })
  @Can('sessions.write')
  @Post('sessions/:id/attendance')
  attend(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('id') id: string, @Body() body: AttendManyDto): Promise<MarkedDto> {
    return this.sessions.attend(caller, { campaignId, stage }, id, body.items);
  }

  @Described({ summary: 'Lists who is invited to a session, with names and codes', answer: RegisterDto, errors: SESSION })
  @Reads('register.read')
  @Can('sessions.write')
  @Get('sessions/:id/register')
  register(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('id') id: string, @Query() page: PageQuery): Promise<RegisterDto> {
    return this.sessions.register(caller, { campaignId, stage }, id, page);
  }

  @Described({ summary: 'The register of a session as a page to print and sign', errors: SESSION })
  @ApiProduces('text/html')
  @Reads('register.printed')
  @Can('sessions.write')
  @Header('content-type', 'text/html; charset=utf-8')
  @Get('sessions/:id/register/print')
  print(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('id') id: string): Promise<string> {
    return this.sessions.print(caller, { campaignId, stage }, id);
  }

  @Described({
    summary: "Records up to 500 results by the candidates' codes, as a testing system sends them",
    description: 'Send an Idempotency-Key: a repeated request is answered as the first one was.',
    answer: RecordedManyByCodeDto, errors: [...HERE, '409 NOT_IN_STAGE', '409 RESULT_RECORDED', '422 RESULT_REFUSED'],
  })
  @Can('results.write')
  @Post('results/by-code')
  async recordByCode(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: ResultsByCodeDto): Promise<RecordedManyByCodeDto> {
    return { items: await this.sessions.recordByCode(caller, { campaignId, stage }, body.items) };
  }
}
