import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Reads } from '../access/reads.decorator';
import { Described } from '../platform/http/described.decorator';
import { PageQuery } from '../platform/http/page-query';
import { BlankSheetService } from './blank-sheet.service';

const HERE = ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN'] as const;
const HTML = 'text/html; charset=utf-8';

/** Blank sheets to print: anybody's for officers, an assessor's own for him. */
@ApiTags('assessment')
@ApiProduces('text/html')
@Controller('campaigns/:campaignId/stages/:stage')
export class BlankSheetOfficerController {
  constructor(private readonly sheets: BlankSheetService) {}

  @Described({
    summary: 'Blank sheets of those open in the stage as pages to print, one for each candidacy',
    description: 'In the order of public numbers; `after` is the last number printed before.', errors: HERE,
  })
  @Reads('sheets.printed')
  @Can('sheets.print')
  @Header('content-type', HTML)
  @Get('panels/print')
  print(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() page: PageQuery): Promise<string> {
    return this.sheets.print(caller, { campaignId, stage }, page);
  }

  @Described({ summary: 'The blank sheet of one candidacy as a page to print', errors: [...HERE, '404 CANDIDACY_ABSENT', '409 NOT_IN_STAGE'] })
  @Reads('sheets.printed')
  @Can('sheets.print')
  @Header('content-type', HTML)
  @Get('panels/:candidacyId/print')
  printOne(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('candidacyId') candidacyId: string): Promise<string> {
    return this.sheets.printOne(caller, { campaignId, stage }, candidacyId);
  }

  @Described({ summary: 'Own blank sheets that are still to be submitted, as pages to print', errors: HERE })
  @Reads('sheets.printed')
  @Can('sheets.read')
  @Header('content-type', HTML)
  @Get('sheets/print')
  printOwn(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string): Promise<string> {
    return this.sheets.printOwn(caller, { campaignId, stage });
  }
}
