import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Reads } from '../access/reads.decorator';
import { attachment } from '../platform/http/attachment';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { GivesFile } from '../platform/http/gives-file.decorator';
import { type Page, PageByIdQuery } from '../platform/http/page-query';
import { SentFile, TakesFile } from '../platform/http/takes-file.decorator';
import { PAPER_TYPES } from '../platform/paper/paper-types';
import type { ReceivedFile } from '../platform/storage/received-file';
import { DraftLetterDto, LetterDto, LetterPageDto, RegisterLetterDto } from './letter.dto';
import { LetterService } from './letter.service';

const MEGABYTE = 1_048_576;
const UPLOAD: readonly DescribedError[] = ['404 LETTER_ABSENT', '409 LETTER_FILE_KEPT', '422 FILE_EMPTY', '422 FILE_TYPE_REFUSED', '422 FILE_INFECTED', '503 SCANNER_SILENT'];
const DOWNLOAD: readonly DescribedError[] = ['404 LETTER_ABSENT', '404 LETTER_FILE_MISSING'];

/** Nomination letters: drafted by the service, signed outside of it, uploaded with the list of those they name. */
@ApiTags('submissions')
@Controller('campaigns/:campaignId/letters')
export class LetterNominatorController {
  constructor(private readonly letters: LetterService) {}

  @Described({ summary: 'Prints a letter to be signed, with the list of those it names', errors: ['404 NOMINATOR_ABSENT', '404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '422 BATCH_EMPTY'] })
  @GivesFile(PAPER_TYPES.docx)
  @Can('letters.write')
  @Post('draft')
  @HttpCode(200)
  async draft(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: DraftLetterDto): Promise<StreamableFile> {
    return attachment(await this.letters.draft(caller, campaignId, caller.nominatorsIn(campaignId), body), { name: 'letter.docx', type: PAPER_TYPES.docx });
  }

  @Described({
    summary: 'Registers a letter and whom it names; it covers them once its file is uploaded',
    answer: LetterDto,
    errors: ['404 NOMINATOR_ABSENT', '404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 LETTER_TWICE', '422 CANDIDACY_NAMED_TWICE'],
  })
  @Can('letters.write')
  @Post()
  register(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: RegisterLetterDto): Promise<LetterDto> {
    return this.letters.register(caller, campaignId, caller.nominatorsIn(campaignId), body);
  }

  @Described({ summary: 'Lists letters with those they name', answer: LetterPageDto })
  @Can('letters.read')
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: PageByIdQuery): Promise<Page<LetterDto>> {
    return this.letters.list(caller, campaignId, caller.nominatorsIn(campaignId), query);
  }

  @Described({ summary: 'Uploads the signed letter, a PDF', answer: LetterDto, errors: UPLOAD })
  @TakesFile({ most: 20 * MEGABYTE })
  @Can('letters.write')
  @Put(':letterId/file')
  attachFile(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('letterId') id: string, @SentFile() file: ReceivedFile): Promise<LetterDto> {
    return this.letters.attach(caller, campaignId, caller.nominatorsIn(campaignId), id, 'file', file);
  }

  @Described({ summary: 'Uploads a detached signature of the letter, kept as it is', answer: LetterDto, errors: UPLOAD })
  @TakesFile({ most: MEGABYTE })
  @Can('letters.write')
  @Put(':letterId/signature')
  attachSignature(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('letterId') id: string, @SentFile() file: ReceivedFile): Promise<LetterDto> {
    return this.letters.attach(caller, campaignId, caller.nominatorsIn(campaignId), id, 'signature', file);
  }

  @Described({ summary: 'Gives the letter as it was uploaded', errors: DOWNLOAD })
  @GivesFile('application/pdf')
  @Reads('letter.read')
  @Can('letters.read')
  @Get(':letterId/file')
  async file(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('letterId') id: string): Promise<StreamableFile> {
    return attachment(await this.letters.open(caller, campaignId, caller.nominatorsIn(campaignId), id, 'file'), { name: 'letter.pdf', type: 'application/pdf' });
  }

  @Described({ summary: 'Gives the detached signature as it was uploaded', errors: DOWNLOAD })
  @GivesFile('application/octet-stream')
  @Can('letters.read')
  @Get(':letterId/signature')
  async signature(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('letterId') id: string): Promise<StreamableFile> {
    return attachment(await this.letters.open(caller, campaignId, caller.nominatorsIn(campaignId), id, 'signature'), { name: 'letter.sig', type: 'application/octet-stream' });
  }
}
