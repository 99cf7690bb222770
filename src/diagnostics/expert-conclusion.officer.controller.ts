import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { singleEntry } from '../platform/http/entries';
import { ConclusionsDto, ConclusionsWrittenDto, ConclusionWrittenDto, WriteConclusionDto, WriteConclusionsDto } from './expert-conclusion.dto';
import { ExpertConclusionService } from './expert-conclusion.service';

const HERE = ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN', '404 CANDIDACY_ABSENT'] as const;

/** Conclusions in words: officers and assessors write them, officers alone read them. */
@ApiTags('diagnostics')
@Controller('campaigns/:campaignId/stages/:stage/conclusions')
export class ExpertConclusionOfficerController {
  constructor(private readonly conclusions: ExpertConclusionService) {}

  @Described({ summary: "Writes an expert's conclusion in words, with a file by its hash", answer: ConclusionWrittenDto, errors: [...HERE, '409 NOT_IN_STAGE'] })
  @Can('conclusions.write')
  @Post()
  write(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: WriteConclusionDto): Promise<ConclusionWrittenDto> {
    return singleEntry(this.conclusions.write(caller, { campaignId, stage }, [body]));
  }

  @Described({ summary: 'Writes up to 500 conclusions in words, all or none', answer: ConclusionsWrittenDto, errors: [...HERE, '409 NOT_IN_STAGE'] })
  @Can('conclusions.write')
  @Post('bulk')
  async writeMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: WriteConclusionsDto): Promise<ConclusionsWrittenDto> {
    return { items: await this.conclusions.write(caller, { campaignId, stage }, body.items) };
  }

  @Described({
    summary: 'Shows what experts concluded on a candidacy in words',
    description: 'The only operation that shows it. Every reading is in the audit.',
    answer: ConclusionsDto, errors: HERE,
  })
  @Can('conclusions.read')
  @Get(':candidacyId')
  async read(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('candidacyId') candidacyId: string): Promise<ConclusionsDto> {
    return { items: await this.conclusions.read(caller, { campaignId, stage }, candidacyId) };
  }
}
