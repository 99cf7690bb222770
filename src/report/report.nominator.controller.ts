import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { attachment } from '../platform/http/attachment';
import { Described } from '../platform/http/described.decorator';
import { GivesFile } from '../platform/http/gives-file.decorator';
import { PAPER_TYPES } from '../platform/paper/paper-types';
import { TABLE_TYPES } from '../platform/spreadsheet/write-table';
import { type Changes, ChangeService } from './change.service';
import { ExportService } from './export.service';
import { HandoverService } from './handover.service';
import { ChangesDto, ChangesQuery, ExportQuery, HandoverQuery, HandoversQuery } from './report.dto';

/** What a nominator reads of his own nominees; the list as a file is an officer's too. */
@ApiTags('nominations')
@Controller('campaigns/:campaignId')
export class ReportNominatorController {
  constructor(
    private readonly changes: ChangeService,
    private readonly exports: ExportService,
    private readonly handovers: HandoverService,
  ) {}

  @Can('changes.read')
  @Described({
    summary: 'Gives what was published of one\'s own nominees since a cursor, in the order of publication',
    description: 'Each change is given once and none is passed over. Decisions may be published in another order than they were taken: of two changes of one candidacy the higher version holds.',
    answer: ChangesDto,
  })
  @Get('changes')
  after(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: ChangesQuery): Promise<Changes> {
    const scope = caller.nominatorsIn(campaignId);
    return this.changes.after(caller, campaignId, scope === 'all' ? [] : scope, query);
  }

  @Can('exports.read')
  @Described({
    summary: 'Gives the list of candidacies as a file: a nominator\'s own as published, an officer everybody as they stand',
    description: 'A cell that a spreadsheet would take for a formula begins with an apostrophe. That the list was taken is recorded.',
    errors: ['409 CAMPAIGN_NOT_OPEN'],
  })
  @Get('export')
  async export(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: ExportQuery): Promise<StreamableFile> {
    return attachment(await this.exports.candidacies(caller, campaignId, caller.nominatorsIn(campaignId), query), { name: `candidacies.${query.form}`, type: TABLE_TYPES[query.form] });
  }

  @Can('exports.read')
  @Described({
    summary: 'Prints the results for one nominator: who was put forward, who left where and why, who is enrolled, places and quotas',
    description: 'Published decisions only; nothing of diagnostics and marks. That it was read is recorded.',
    errors: ['404 NOMINATOR_ABSENT', '409 CAMPAIGN_NOT_OPEN'],
  })
  @GivesFile('application/octet-stream')
  @Get('handover')
  async handover(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() { nominatorId, format }: HandoverQuery): Promise<StreamableFile> {
    return attachment(await this.handovers.one(caller, campaignId, caller.nominatorsIn(campaignId), nominatorId, format), { name: `results.${format}`, type: PAPER_TYPES[format] });
  }

  @Can('handovers.read')
  @Described({ summary: 'Prints the results for every nominator of the campaign, a paper each, as a ZIP', errors: ['409 CAMPAIGN_NOT_OPEN'] })
  @GivesFile('application/zip')
  @Get('handovers')
  async handoversOfAll(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() { format }: HandoversQuery): Promise<StreamableFile> {
    return attachment(await this.handovers.all(caller, campaignId, format), { name: 'results.zip', type: 'application/zip' });
  }
}
