import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { attachment } from '../platform/http/attachment';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { GivesFile } from '../platform/http/gives-file.decorator';
import { PAPER_TYPES } from '../platform/paper/paper-types';
import { PaperQuery } from './commission.dto';
import { MeetingPaperService } from './meeting-paper.service';

const ERRORS: readonly DescribedError[] = ['404 MEETING_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NO_COMMISSION'];

/** The booklet that members get before a meeting, and the protocol to be signed after it. */
@ApiTags('commission')
@Controller('campaigns/:campaignId/commission/meetings/:meetingId')
export class MeetingPaperOfficerController {
  constructor(private readonly papers: MeetingPaperService) {}

  @Can('commission.read')
  @Described({ summary: 'Prints the booklet for a meeting: agenda, candidates, conflicts of interest; no results of tests', errors: ERRORS })
  @GivesFile(...Object.values(PAPER_TYPES))
  @Get('dossier')
  async dossier(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('meetingId') id: string, @Query() { format }: PaperQuery): Promise<StreamableFile> {
    return attachment(await this.papers.dossier(caller, campaignId, id, format), { name: `dossier.${format}`, type: PAPER_TYPES[format] });
  }

  @Can('commission.read')
  @Described({ summary: 'Prints the protocol of a meeting, a draft until its number and date are entered', errors: ERRORS })
  @GivesFile(...Object.values(PAPER_TYPES))
  @Get('protocol')
  async protocol(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('meetingId') id: string, @Query() { format }: PaperQuery): Promise<StreamableFile> {
    return attachment(await this.papers.protocol(caller, campaignId, id, format), { name: `protocol.${format}`, type: PAPER_TYPES[format] });
  }
}
