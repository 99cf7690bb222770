import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { attachment } from '../platform/http/attachment';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { singleEntry } from '../platform/http/entries';
import { GivesFile } from '../platform/http/gives-file.decorator';
import { SentFile, TakesFile } from '../platform/http/takes-file.decorator';
import { PAPER_TYPES } from '../platform/paper/paper-types';
import { TABLE_TYPES } from '../platform/spreadsheet/write-table';
import type { ReceivedFile } from '../platform/storage/received-file';
import { ExpulsionService } from './expulsion.service';
import { DraftOrderDto, ExpulsionDto, ExpulsionsDto, OrderDetailsDto, OrderPaperQuery, RegisterOrderDto } from './order.dto';
import { type EnrolmentOrder, OrderService, type ReadOrder } from './order.service';

const MEGABYTE = 1_048_576;
const DRAFT: readonly DescribedError[] = ['404 ORDER_ABSENT', '409 ORDER_REGISTERED'];
const PRINTED: readonly DescribedError[] = ['409 ORDER_DETAILS_MISSING', '409 PERSONAL_FILE_INCOMPLETE'];
const EXPEL: readonly DescribedError[] = ['404 STAGE_ABSENT', '404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 DECIDER_INTERESTED', '409 NOT_ENROLLED'];

/** An officer prepares orders, has them signed outside, and registers what was signed. */
@ApiTags('orders')
@Controller('campaigns/:campaignId')
export class OrderOfficerController {
  constructor(private readonly orders: OrderService, private readonly expulsions: ExpulsionService) {}

  @Can('orders.write')
  @Described({ summary: 'Drafts an order: of everybody enrolled since the last one, of changes to one, or of expulsions', errors: ['409 CAMPAIGN_NOT_OPEN', '409 NOBODY_TO_ORDER', '422 ORDER_REFERS_WRONGLY'] })
  @Post('orders')
  draft(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() { kind = 'enrolment', refersTo, details = {} }: DraftOrderDto): Promise<EnrolmentOrder> {
    return this.orders.draft(caller, campaignId, { kind, refersTo: refersTo ?? null, details });
  }

  @Can('orders.read')
  @Described({ summary: 'Lists orders of the campaign: lines by public number, digests, what was registered' })
  @Get('orders')
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string): Promise<EnrolmentOrder[]> {
    return this.orders.list(caller, campaignId);
  }

  @Can('orders.read')
  @Described({ summary: 'Gives an order with everybody in it by name, and in a draft with what each personal file lacks', errors: ['404 ORDER_ABSENT', '409 CAMPAIGN_NOT_OPEN'] })
  @Get('orders/:orderId')
  read(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('orderId') orderId: string): Promise<ReadOrder> {
    return this.orders.read(caller, campaignId, orderId);
  }

  @Can('orders.read')
  @Described({ summary: 'Prints an order as PDF or DOCX; a registered one is the same bytes on any day', errors: ['404 ORDER_ABSENT', '409 CAMPAIGN_NOT_OPEN', ...PRINTED] })
  @GivesFile('application/octet-stream')
  @Get('orders/:orderId/paper')
  async print(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('orderId') orderId: string, @Query() { format = 'pdf' }: OrderPaperQuery): Promise<StreamableFile> {
    return attachment(await this.orders.print(caller, campaignId, orderId, format), { name: `order.${format}`, type: PAPER_TYPES[format] });
  }

  @Can('orders.read')
  @Described({ summary: 'Gives the list of an order as XLSX; of a registered one the same bytes on any day', errors: ['404 ORDER_ABSENT', '409 CAMPAIGN_NOT_OPEN', ...PRINTED] })
  @GivesFile(TABLE_TYPES.xlsx)
  @Get('orders/:orderId/list')
  async table(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('orderId') orderId: string): Promise<StreamableFile> {
    return attachment(await this.orders.table(caller, campaignId, orderId), { name: 'order-list.xlsx', type: TABLE_TYPES.xlsx });
  }

  @Can('orders.write')
  @Described({ summary: 'Says what a draft says besides its list', errors: DRAFT })
  @Put('orders/:orderId')
  describe(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('orderId') orderId: string, @Body() body: OrderDetailsDto): Promise<EnrolmentOrder> {
    return this.orders.describe(caller, campaignId, orderId, body);
  }

  @Can('orders.write')
  @Described({ summary: 'Discards a draft; whom it named waits for an order again', errors: DRAFT })
  @Delete('orders/:orderId')
  discard(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('orderId') orderId: string): Promise<EnrolmentOrder> {
    return this.orders.discard(caller, campaignId, orderId);
  }

  @Can('orders.write')
  @Described({ summary: 'Keeps the scan of the signed order (PDF)', errors: [...DRAFT, '422 FILE_EMPTY', '422 FILE_TYPE_REFUSED', '422 FILE_INFECTED', '503 SCANNER_SILENT'] })
  @TakesFile({ most: 50 * MEGABYTE })
  @Put('orders/:orderId/scan')
  attachScan(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('orderId') orderId: string, @SentFile() file: ReceivedFile): Promise<EnrolmentOrder> {
    return this.orders.attachScan(caller, campaignId, orderId, file);
  }

  @Can('orders.read')
  @Described({ summary: 'Hands the scan out; that it was read is recorded', errors: ['404 ORDER_ABSENT', '409 SCAN_MISSING'] })
  @GivesFile('application/pdf')
  @Get('orders/:orderId/scan')
  async openScan(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('orderId') orderId: string): Promise<StreamableFile> {
    return attachment(await this.orders.openScan(caller, campaignId, orderId), { name: 'order-scan.pdf', type: PAPER_TYPES.pdf });
  }

  @Can('orders.write')
  @Described({ summary: 'Registers a signed order: number, date, and the digest the signed paper carries', errors: ['409 CAMPAIGN_NOT_OPEN', ...DRAFT, ...PRINTED, '409 STALE_ORDER', '409 SCAN_MISSING', '409 ORDER_NUMBER_TAKEN'] })
  @Post('orders/:orderId/register')
  @HttpCode(200)
  register(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('orderId') orderId: string, @Body() body: RegisterOrderDto): Promise<EnrolmentOrder> {
    return this.orders.register(caller, campaignId, orderId, body);
  }

  @Can('orders.write')
  @Described({ summary: 'Expels somebody who is enrolled; his seat is free', errors: EXPEL })
  @Post('stages/:stage/expulsions')
  expel(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: ExpulsionDto): Promise<{ id: string; expelled: number }> {
    return singleEntry(this.expulsions.expel(caller, campaignId, stage, [body]).then((answer) => [answer]));
  }

  @Can('orders.write')
  @Described({ summary: 'Expels up to 500 people, all or none', errors: EXPEL })
  @Post('stages/:stage/expulsions/bulk')
  expelMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: ExpulsionsDto): Promise<{ id: string; expelled: number }> {
    return this.expulsions.expel(caller, campaignId, stage, body.items);
  }
}
