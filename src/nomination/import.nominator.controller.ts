import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Reads } from '../access/reads.decorator';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { attachment } from '../platform/http/attachment';
import { sendEvents } from '../platform/http/event-stream';
import { GivesFile } from '../platform/http/gives-file.decorator';
import { type Page, PageByIdQuery } from '../platform/http/page-query';
import { SentFile, TakesFile } from '../platform/http/takes-file.decorator';
import type { ReceivedFile } from '../platform/storage/received-file';
import { FilePreviewDto, ImportDto, ImportPageDto, ImportRowDto, ImportRowPageDto, MappingDto, OfNominatorQuery, RememberLayoutDto, RowsQuery, UploadQuery } from './import.dto';
import { ImportService } from './import.service';
import { EnteredNominationDto, NominateDto } from './nomination.dto';
import { importRowAbsent } from './nomination.errors';

const MEGABYTE = 1_048_576;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const MOST = 30 * MEGABYTE;
const ON_AN_IMPORT: readonly DescribedError[] = ['404 IMPORT_ABSENT', '409 IMPORT_STATE'];
const READING: readonly DescribedError[] = ['404 NOMINATOR_ABSENT', '409 CAMPAIGN_NOT_OPEN', '422 FILE_EMPTY', '422 FILE_INFECTED', '503 SCANNER_SILENT'];

/** Lists of nominees as files: XLSX or CSV, the official template or the nominator's own table. */
@ApiTags('imports')
@Controller('campaigns/:campaignId/imports')
export class ImportNominatorController {
  constructor(private readonly imports: ImportService) {}

  @Described({ summary: 'Gives the official template', description: 'XLSX: instructions, people, careers, and lists of what may be chosen.', errors: ['409 CAMPAIGN_NOT_OPEN'] })
  @GivesFile(XLSX)
  @Can('imports.read')
  @Get('template')
  async template(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string): Promise<StreamableFile> {
    return attachment(await this.imports.template(caller, campaignId), { name: 'nominees.xlsx', type: XLSX });
  }

  @Described({ summary: 'Shows what is in a file and how it would be read', answer: FilePreviewDto, errors: READING })
  @TakesFile({ most: MOST })
  @Can('imports.write')
  @Post('preview')
  @HttpCode(200)
  preview(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() { nominatorId }: OfNominatorQuery, @SentFile() file: ReceivedFile): Promise<FilePreviewDto> {
    return this.imports.preview(caller, campaignId, caller.nominatorsIn(campaignId), nominatorId, file);
  }

  @Described({ summary: 'Remembers what the columns of a nominator\'s own table mean', answer: MappingDto, errors: ['404 NOMINATOR_ABSENT', '409 CAMPAIGN_NOT_OPEN'] })
  @Can('imports.write')
  @Put('layout')
  remember(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() { nominatorId, mapping }: RememberLayoutDto): Promise<MappingDto> {
    return this.imports.remember(caller, campaignId, caller.nominatorsIn(campaignId), nominatorId, mapping);
  }

  @Described({
    summary: 'Takes a list to be worked on',
    description: 'Every row is looked at first, by the same rules and the same statements that enter it; nothing is ever submitted by itself. The same file again enters nobody twice.',
    answer: ImportDto,
    errors: [...READING, '422 IMPORT_MAPPING_NEEDED'],
  })
  @TakesFile({ most: MOST })
  @Can('imports.write')
  @Post()
  @HttpCode(202)
  upload(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() { nominatorId, apply }: UploadQuery, @SentFile() file: ReceivedFile): Promise<ImportDto> {
    return this.imports.upload(caller, campaignId, caller.nominatorsIn(campaignId), { nominatorId, applies: apply === 'true', begunAt: caller.arrivedAt }, file);
  }

  @Described({ summary: 'Lists uploaded lists', answer: ImportPageDto })
  @Can('imports.read')
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: PageByIdQuery): Promise<Page<ImportDto>> {
    return this.imports.list(caller, campaignId, caller.nominatorsIn(campaignId), query);
  }

  @Described({ summary: 'Tells how far an uploaded list is', answer: ImportDto, errors: ['404 IMPORT_ABSENT'] })
  @Can('imports.read')
  @Get(':importId')
  get(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('importId') id: string): Promise<ImportDto> {
    return this.imports.get(caller, campaignId, caller.nominatorsIn(campaignId), id);
  }

  @Described({ summary: 'Tells how far an uploaded list is, each time it has got on', description: 'Server-sent events, each the list as JSON; the stream ends with the work.', errors: ['404 IMPORT_ABSENT'] })
  @GivesFile('text/event-stream')
  @Can('imports.read')
  @Get(':importId/events')
  async events(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('importId') id: string, @Res() reply: FastifyReply): Promise<void> {
    const scope = caller.nominatorsIn(campaignId);
    await this.imports.get(caller, campaignId, scope, id);
    await sendEvents(reply, this.imports.watch(caller, campaignId, scope, id));
  }

  @Described({ summary: 'Gives rows of an uploaded list with what was found in them', answer: ImportRowPageDto, errors: ['404 IMPORT_ABSENT'] })
  @Reads('import.read')
  @Can('imports.read')
  @Get(':importId/rows')
  rows(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('importId') id: string, @Query() query: RowsQuery): Promise<Page<ImportRowDto>> {
    return this.imports.rows(caller, campaignId, caller.nominatorsIn(campaignId), id, query);
  }

  @Described({ summary: 'Gives the clerk\'s own file back with what to correct in each row', errors: [...ON_AN_IMPORT, '409 CAMPAIGN_NOT_OPEN', '409 IMPORT_FORGOTTEN'] })
  @GivesFile(XLSX)
  @Reads('import.exported')
  @Can('imports.read')
  @Get(':importId/annotated')
  async annotated(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('importId') id: string): Promise<StreamableFile> {
    return attachment(await this.imports.annotated(caller, campaignId, caller.nominatorsIn(campaignId), id), { name: 'nominees-to-correct.xlsx', type: XLSX });
  }

  @Described({
    summary: 'Enters a refused row as it should have been',
    answer: EnteredNominationDto,
    errors: [...ON_AN_IMPORT, '404 IMPORT_ROW_ABSENT', '404 NOMINATOR_ABSENT', '409 CAMPAIGN_NOT_OPEN', '422 NOMINATIONS_REFUSED', '422 PERSON_ALREADY_NOMINATED'],
  })
  @Can('imports.write')
  @Put(':importId/rows/:n')
  correct(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('importId') id: string, @Param('n') n: string, @Body() body: NominateDto): Promise<EnteredNominationDto> {
    if (!/^[1-9][0-9]{0,6}$/.test(n)) throw importRowAbsent();
    return this.imports.correct(caller, campaignId, caller.nominatorsIn(campaignId), id, Number(n), body);
  }

  @Described({ summary: 'Enters the good rows of a list that was looked over', answer: ImportDto, errors: ON_AN_IMPORT })
  @Can('imports.write')
  @Post(':importId/apply')
  @HttpCode(202)
  apply(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('importId') id: string): Promise<ImportDto> {
    return this.imports.apply(caller, campaignId, caller.nominatorsIn(campaignId), id);
  }

  @Described({ summary: 'Stops the work on a list; what was entered of it stays entered', answer: ImportDto, errors: ON_AN_IMPORT })
  @Can('imports.write')
  @Post(':importId/cancel')
  @HttpCode(202)
  cancel(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('importId') id: string): Promise<ImportDto> {
    return this.imports.cancel(caller, campaignId, caller.nominatorsIn(campaignId), id);
  }

  @Described({ summary: 'Forgets the file and what stood in its rows', answer: ImportDto, errors: ON_AN_IMPORT })
  @Can('imports.write')
  @Post(':importId/forget')
  @HttpCode(200)
  forget(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('importId') id: string): Promise<ImportDto> {
    return this.imports.forget(caller, campaignId, caller.nominatorsIn(campaignId), id);
  }
}
