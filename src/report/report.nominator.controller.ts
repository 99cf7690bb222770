import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { attachment } from '../platform/http/attachment';
import { Described } from '../platform/http/described.decorator';
import { type Changes, ChangeService } from './change.service';
import { ExportService } from './export.service';
import { ChangesDto, ChangesQuery, ExportQuery } from './report.dto';

const EXPORTED = {
  xlsx: { name: 'candidacies.xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  csv: { name: 'candidacies.csv', type: 'text/csv; charset=utf-8' },
} as const;

/** What a nominator reads of his own nominees; the list as a file is an officer's too. */
@ApiTags('nominations')
@Controller('campaigns/:campaignId')
export class ReportNominatorController {
  constructor(
    private readonly changes: ChangeService,
    private readonly exports: ExportService,
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
    return attachment(await this.exports.candidacies(caller, campaignId, caller.nominatorsIn(campaignId), query), EXPORTED[query.form]);
  }
}
