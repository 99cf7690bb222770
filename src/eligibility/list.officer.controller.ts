import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { PageByIdQuery } from '../platform/http/page-query';
import { ImportEntriesDto, ImportEntryDto, ListImportDto, ListImportPageDto } from './list.dto';
import { ListService } from './list.service';

const ERRORS: readonly DescribedError[] = ['404 LIST_ABSENT', '409 CAMPAIGN_NOT_OPEN', '422 LIST_REFUSED'];

/** Lists issued elsewhere that criteria ask for: winners, finalists. */
@ApiTags('eligibility')
@Controller('campaigns/:campaignId/lists/:list')
export class ListOfficerController {
  constructor(private readonly lists: ListService) {}

  @Described({ summary: 'Takes one entry of a list with its source; nothing readable of the person is kept', answer: ListImportDto, errors: ERRORS })
  @Can('lists.write')
  @Post('entries')
  enter(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('list') list: string, @Body() { entry, ...origin }: ImportEntryDto): Promise<ListImportDto> {
    return this.lists.import(caller, campaignId, list, { ...origin, items: [entry] }, ['/entry']);
  }

  @Described({ summary: 'Takes up to 500 entries of one source, all or none; proposals about those concerned are made anew', answer: ListImportDto, errors: ERRORS })
  @Can('lists.write')
  @Post('entries/bulk')
  enterMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('list') list: string, @Body() body: ImportEntriesDto): Promise<ListImportDto> {
    return this.lists.import(caller, campaignId, list, body, body.items.map((_, i) => `/items/${i}`));
  }

  @Described({ summary: 'Lists what was imported, in the order it came, withdrawn parts too', answer: ListImportPageDto, errors: ['404 LIST_ABSENT', '409 CAMPAIGN_NOT_OPEN'] })
  @Can('lists.read')
  @Get('imports')
  imports(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('list') list: string, @Query() page: PageByIdQuery): Promise<ListImportPageDto> {
    return this.lists.imports(caller, campaignId, list, page);
  }

  @Described({ summary: 'Takes an import back; proposals about those concerned are made anew', answer: ListImportDto, errors: ['404 LIST_ABSENT', '404 IMPORT_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 IMPORT_WITHDRAWN'] })
  @Can('lists.write')
  @Post('imports/:importId/withdraw')
  @HttpCode(200)
  withdraw(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('list') list: string, @Param('importId') importId: string): Promise<ListImportDto> {
    return this.lists.withdraw(caller, campaignId, list, importId);
  }
}
