import { Body, Controller, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { attachment } from '../platform/http/attachment';
import { Described } from '../platform/http/described.decorator';
import { GivesFile } from '../platform/http/gives-file.decorator';
import { DestructionService } from './destruction.service';
import { PAPER_TYPES } from '../platform/paper/paper-types';
import { ActQuery, ConfirmDestructionDto, DestructionDto, DestructionPageDto, DestructionsQuery, ProposeDestructionDto, RetentionTaskPageDto, RetentionTasksQuery, ShownDestructionDto, TidiedDto } from './privacy.dto';
import { RetentionService } from './retention.service';

const CSV = 'text/csv';

/** Nothing is destroyed by itself: what is due is listed, one officer proposes, another carries it out. */
@ApiTags('personal data')
@Controller('campaigns/:campaignId')
export class DestructionOfficerController {
  constructor(
    private readonly retention: RetentionService,
    private readonly destructions: DestructionService,
  ) {}

  @Described({ summary: 'Lists whose data are due to be destroyed, and by when, in the order of their numbers', answer: RetentionTaskPageDto })
  @Can('retention.read')
  @Get('retention-tasks')
  tasks(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: RetentionTasksQuery): Promise<RetentionTaskPageDto> {
    return this.retention.tasks(caller, campaignId, query);
  }

  @Described({
    summary: 'Proposes to destroy the data of candidacies, all or none',
    description: 'Faults: NOT_ENDED, who still takes part leaves by a decision first; NOT_DUE; LEGAL_HOLD.',
    answer: ShownDestructionDto,
    errors: ['404 CANDIDACY_ABSENT', '409 POLICY_ABSENT', '422 DESTRUCTION_REFUSED'],
  })
  @Can('destructions.propose')
  @Post('destructions')
  propose(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: ProposeDestructionDto): Promise<ShownDestructionDto> {
    return this.destructions.propose(caller, campaignId, body);
  }

  @Described({ summary: 'Lists destructions, the newest first', answer: DestructionPageDto })
  @Can('destructions.read')
  @Get('destructions')
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: DestructionsQuery): Promise<DestructionPageDto> {
    return this.destructions.list(caller, campaignId, query);
  }

  @Described({ summary: 'Destroys acts of destruction whose own three years are over, and removes files a storage had kept', answer: TidiedDto })
  @Can('destructions.decide')
  @Post('destructions/tidy')
  @HttpCode(200)
  tidy(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string): Promise<TidiedDto> {
    return this.destructions.tidy(caller, campaignId);
  }

  @Described({ summary: 'Shows a destruction: of a proposal also whom it is about, by number', answer: ShownDestructionDto, errors: ['404 DESTRUCTION_ABSENT'] })
  @Can('destructions.read')
  @Get('destructions/:destructionId')
  get(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('destructionId') destructionId: string): Promise<ShownDestructionDto> {
    return this.destructions.get(caller, campaignId, destructionId);
  }

  @Described({
    summary: 'Carries a destruction out, as another person than the one who proposed it; it cannot be undone',
    answer: DestructionDto,
    errors: ['404 DESTRUCTION_ABSENT', '404 CANDIDACY_ABSENT', '409 DESTRUCTION_DECIDED', '409 SECOND_PERSON_NEEDED', '409 STALE_PREVIEW', '422 DESTRUCTION_REFUSED'],
  })
  @Can('destructions.decide')
  @Post('destructions/:destructionId/carry-out')
  @HttpCode(200)
  carryOut(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('destructionId') destructionId: string, @Body() body: ConfirmDestructionDto): Promise<DestructionDto> {
    return this.destructions.carryOut(caller, campaignId, destructionId, body);
  }

  @Described({ summary: 'Lets a proposed destruction fall, as another person than the one who proposed it', answer: DestructionDto, errors: ['404 DESTRUCTION_ABSENT', '409 DESTRUCTION_DECIDED', '409 SECOND_PERSON_NEEDED'] })
  @Can('destructions.decide')
  @Post('destructions/:destructionId/refuse')
  @HttpCode(200)
  refuse(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('destructionId') destructionId: string): Promise<DestructionDto> {
    return this.destructions.refuse(caller, campaignId, destructionId);
  }

  @Described({ summary: 'Gives the act of destruction as PDF or DOCX, for the commission to sign; that it was read is recorded', errors: ['404 DESTRUCTION_ABSENT', '404 ACT_ABSENT'] })
  @Can('destructions.read')
  @GivesFile(PAPER_TYPES.pdf)
  @Get('destructions/:destructionId/act')
  async act(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('destructionId') destructionId: string, @Query() { form }: ActQuery): Promise<StreamableFile> {
    return attachment(await this.destructions.act(caller, campaignId, destructionId, form), { name: `act-of-destruction.${form}`, type: PAPER_TYPES[form] });
  }

  @Described({ summary: 'Gives the export of the log that goes with the act: name, categories, system, reason, day', errors: ['404 DESTRUCTION_ABSENT', '404 ACT_ABSENT'] })
  @Can('destructions.read')
  @GivesFile(CSV)
  @Get('destructions/:destructionId/log')
  async log(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('destructionId') destructionId: string): Promise<StreamableFile> {
    return attachment(await this.destructions.log(caller, campaignId, destructionId), { name: 'log-of-destruction.csv', type: `${CSV}; charset=utf-8` });
  }
}
