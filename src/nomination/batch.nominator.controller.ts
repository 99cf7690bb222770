import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Reads } from '../access/reads.decorator';
import { attachment } from '../platform/http/attachment';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { GivesFile } from '../platform/http/gives-file.decorator';
import { type Page, PageByIdQuery } from '../platform/http/page-query';
import { BatchDto, BatchPageDto, ChangeBatchDto, CheckedBatchDto, CreateBatchDto, ReceiptDto, ReceiptPageDto, ReopenBatchDto, SubmitBatchDto } from './batch.dto';
import { BatchService } from './batch.service';

const ON_A_BATCH: readonly DescribedError[] = ['404 BATCH_ABSENT', '409 BATCH_STATE', '409 CAMPAIGN_NOT_OPEN'];
const NAMING: readonly DescribedError[] = ['404 CANDIDACY_ABSENT', '409 NOT_IN_STAGE', '422 CANDIDACY_NAMED_TWICE'];
const TAKING_BACK: readonly DescribedError[] = ['409 LATER_STAGE_DECIDED', '409 CANDIDACY_MOVED'];

/** Lists of nominees that are handed in together, and the receipts of it. */
@ApiTags('submissions')
@Controller('campaigns/:campaignId')
export class BatchNominatorController {
  constructor(private readonly batches: BatchService) {}

  @Described({ summary: 'Puts a list of nominees together', answer: BatchDto, errors: ['404 NOMINATOR_ABSENT', '409 CAMPAIGN_NOT_OPEN', '422 BATCH_EMPTY', ...NAMING] })
  @Can('nominations.submit')
  @Post('batches')
  create(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: CreateBatchDto): Promise<BatchDto> {
    return this.batches.create(caller, campaignId, caller.nominatorsIn(campaignId), body);
  }

  @Described({ summary: 'Lists the lists of nominees with their states', answer: BatchPageDto })
  @Can('batches.read')
  @Get('batches')
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: PageByIdQuery): Promise<Page<BatchDto>> {
    return this.batches.list(caller, campaignId, caller.nominatorsIn(campaignId), query);
  }

  @Described({ summary: 'Puts other nominees on a list, which has to be checked again', answer: BatchDto, errors: [...ON_A_BATCH, ...NAMING] })
  @Can('nominations.submit')
  @Put('batches/:batchId')
  change(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('batchId') id: string, @Body() body: ChangeBatchDto): Promise<BatchDto> {
    return this.batches.change(caller, campaignId, caller.nominatorsIn(campaignId), id, body.candidacyIds);
  }

  @Described({
    summary: 'Checks a list: everything that would keep it from being submitted',
    description: 'The same check as the submission. Count and digest of the answer are what the submission repeats.',
    answer: CheckedBatchDto,
    errors: [...ON_A_BATCH, '409 NOT_IN_STAGE'],
  })
  @Can('nominations.submit')
  @Post('batches/:batchId/check')
  @HttpCode(200)
  check(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('batchId') id: string): Promise<CheckedBatchDto> {
    return this.batches.check(caller, campaignId, caller.nominatorsIn(campaignId), id);
  }

  @Described({
    summary: 'Submits a list as it was checked, and gives the receipt',
    answer: ReceiptDto,
    errors: [...ON_A_BATCH, '409 BATCH_CHANGED', '409 NOT_IN_STAGE', '409 NOMINATION_LIMIT_REACHED', '409 NOMINATION_NOT_OPEN_YET', '409 NOMINATION_DEADLINE_PASSED', '422 NOMINATION_INCOMPLETE'],
  })
  @Can('nominations.submit')
  @Post('batches/:batchId/submit')
  submit(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('batchId') id: string, @Body() body: SubmitBatchDto): Promise<ReceiptDto> {
    return this.batches.submit(caller, campaignId, caller.nominatorsIn(campaignId), id, body, caller.arrivedAt);
  }

  @Described({ summary: 'Takes a list back; its people are drafts again', answer: BatchDto, errors: [...ON_A_BATCH, ...TAKING_BACK, '409 NOMINATION_NOT_OPEN_YET', '409 NOMINATION_DEADLINE_PASSED'] })
  @Can('nominations.submit')
  @Post('batches/:batchId/withdraw')
  @HttpCode(200)
  withdraw(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('batchId') id: string): Promise<BatchDto> {
    return this.batches.withdraw(caller, campaignId, caller.nominatorsIn(campaignId), id, caller.arrivedAt);
  }

  @Described({ summary: 'Gives a submitted list back to its nominator to be changed', answer: BatchDto, errors: [...ON_A_BATCH, ...TAKING_BACK] })
  @Can('batches.reopen')
  @Post('batches/:batchId/reopen')
  @HttpCode(200)
  reopen(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('batchId') id: string, @Body() body: ReopenBatchDto): Promise<BatchDto> {
    return this.batches.reopen(caller, campaignId, id, body.reason);
  }

  @Described({ summary: 'Lists the receipts of submissions', answer: ReceiptPageDto })
  @Can('batches.read')
  @Get('receipts')
  receipts(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: PageByIdQuery): Promise<Page<ReceiptDto>> {
    return this.batches.receipts(caller, campaignId, caller.nominatorsIn(campaignId), query);
  }

  @Described({ summary: 'Gives the rows that the digest of a receipt covers', description: 'Canonical JSON: SHA-256 of these bytes is the digest, as long as nothing was changed since.', errors: ['404 RECEIPT_ABSENT'] })
  @GivesFile('application/json')
  @Reads('receipt.exported')
  @Can('batches.read')
  @Get('receipts/:receiptId/rows')
  async rows(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('receiptId') id: string): Promise<StreamableFile> {
    return attachment(Buffer.from(await this.batches.rows(caller, campaignId, caller.nominatorsIn(campaignId), id)), { name: 'rows.json', type: 'application/json' });
  }
}
