import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { attachment } from '../platform/http/attachment';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { GivesFile } from '../platform/http/gives-file.decorator';
import { type Page, PageByIdQuery } from '../platform/http/page-query';
import { SentFile, TakesFile } from '../platform/http/takes-file.decorator';
import type { ReceivedFile } from '../platform/storage/received-file';
import { AttendanceDto, ItemDto, ItemsDto, MeetingDto, ProtocolDto, VotesDto, VotesOnItemsDto } from './commission.dto';
import { type Meeting, MeetingService, type ShownMeeting } from './meeting.service';

const MEGABYTE = 1_048_576;
const PDF = 'application/pdf';
const OPEN: readonly DescribedError[] = ['404 MEETING_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NO_COMMISSION', '409 MEETING_CLOSED'];
const VOTES: readonly DescribedError[] = [...OPEN, '404 ITEM_ABSENT', '409 ATTENDANCE_MISSING', '409 ITEM_DECIDED', '422 VOTES_REFUSED'];

/** The secretary records what the commission meets for, who was there, how it voted, and the protocol. */
@ApiTags('commission')
@Controller('campaigns/:campaignId/commission/meetings')
export class MeetingOfficerController {
  constructor(private readonly meetings: MeetingService) {}

  @Can('commission.write')
  @Described({ summary: 'Calls a meeting', errors: ['409 CAMPAIGN_NOT_OPEN', '409 NO_COMMISSION'] })
  @Post()
  call(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: MeetingDto): Promise<ShownMeeting> {
    return this.meetings.call(caller, campaignId, body);
  }

  @Can('commission.read')
  @Described({ summary: 'Lists meetings' })
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: PageByIdQuery): Promise<Page<Meeting>> {
    return this.meetings.list(caller, campaignId, query);
  }

  @Can('commission.read')
  @Described({ summary: 'Shows a meeting: members, agenda, votes and what came of each item', errors: ['404 MEETING_ABSENT'] })
  @Get(':meetingId')
  show(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('meetingId') id: string): Promise<ShownMeeting> {
    return this.meetings.show(caller, campaignId, id);
  }

  @Can('commission.write')
  @Described({ summary: 'Puts one thing on the agenda', errors: [...OPEN, '422 ITEMS_REFUSED'] })
  @Post(':meetingId/items')
  add(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('meetingId') id: string, @Body() item: ItemDto): Promise<ShownMeeting> {
    return this.meetings.add(caller, campaignId, id, [item]);
  }

  @Can('commission.write')
  @Described({ summary: 'Puts things on the agenda, all or none', errors: [...OPEN, '422 ITEMS_REFUSED'] })
  @Post(':meetingId/items/bulk')
  addMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('meetingId') id: string, @Body() { items }: ItemsDto): Promise<ShownMeeting> {
    return this.meetings.add(caller, campaignId, id, items);
  }

  @Can('commission.write')
  @Described({ summary: 'Takes a thing off the agenda that has not been voted on', errors: [...OPEN, '404 ITEM_ABSENT', '409 ITEM_VOTED'] })
  @Delete(':meetingId/items/:itemId')
  remove(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('meetingId') id: string, @Param('itemId') itemId: string): Promise<ShownMeeting> {
    return this.meetings.remove(caller, campaignId, id, itemId);
  }

  @Can('commission.write')
  @Described({ summary: 'Records who was there and who presided; votes entered before are forgotten', errors: [...OPEN, '409 ITEM_DECIDED', '422 COMMISSION_SIZE', '422 ATTENDANCE_REFUSED'] })
  @Put(':meetingId/attendance')
  attend(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('meetingId') id: string, @Body() { present, presidingId }: AttendanceDto): Promise<ShownMeeting> {
    return this.meetings.attend(caller, campaignId, id, present, presidingId);
  }

  @Can('commission.write')
  @Described({ summary: 'Records how one item was voted on; what came of it is computed, with reasons', errors: VOTES })
  @Post(':meetingId/votes')
  @HttpCode(200)
  vote(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('meetingId') id: string, @Body() votes: VotesDto): Promise<ShownMeeting> {
    return this.meetings.vote(caller, campaignId, id, [votes]);
  }

  @Can('commission.write')
  @Described({ summary: 'Records how items were voted on, all or none', errors: VOTES })
  @Post(':meetingId/votes/bulk')
  @HttpCode(200)
  voteMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('meetingId') id: string, @Body() { items }: VotesOnItemsDto): Promise<ShownMeeting> {
    return this.meetings.vote(caller, campaignId, id, items);
  }

  @Can('commission.write')
  @Described({ summary: 'Enters number and date of the protocol; from then on nothing of the meeting changes', errors: [...OPEN, '409 ATTENDANCE_MISSING', '409 ITEMS_NOT_VOTED', '409 PROTOCOL_TWICE', '422 PROTOCOL_BEFORE_MEETING'] })
  @Post(':meetingId/close')
  @HttpCode(200)
  close(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('meetingId') id: string, @Body() { number, date }: ProtocolDto): Promise<ShownMeeting> {
    return this.meetings.close(caller, campaignId, id, number, date);
  }

  @Can('commission.write')
  @Described({ summary: 'Uploads the signed protocol, a PDF', errors: ['404 MEETING_ABSENT', '409 PROTOCOL_MISSING', '409 SCAN_KEPT', '422 FILE_EMPTY', '422 FILE_TYPE_REFUSED', '422 FILE_INFECTED', '503 SCANNER_SILENT'] })
  @TakesFile({ most: 50 * MEGABYTE })
  @Put(':meetingId/scan')
  attach(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('meetingId') id: string, @SentFile() file: ReceivedFile): Promise<ShownMeeting> {
    return this.meetings.attach(caller, campaignId, id, file);
  }

  @Can('commission.read')
  @Described({ summary: 'Gives the signed protocol as it was uploaded', errors: ['404 MEETING_ABSENT', '404 SCAN_MISSING'] })
  @GivesFile(PDF)
  @Get(':meetingId/scan')
  async scan(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('meetingId') id: string): Promise<StreamableFile> {
    return attachment(await this.meetings.scan(caller, campaignId, id), { name: 'protocol-signed.pdf', type: PDF });
  }
}
