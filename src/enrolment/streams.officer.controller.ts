import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { PreviewStreamsDto, SaveStreamsDto } from './streams.dto';
import { type SavedSplit, type ShownSplit, StreamsService } from './streams.service';

const REFUSALS: readonly DescribedError[] = ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NO_STREAMS', '409 NOBODY_ENROLLED', '422 STREAMS_REFUSED'];

/** An officer has the enrolled split into streams, looks the split over and saves it. */
@ApiTags('enrolment')
@Controller('campaigns/:campaignId/stages/:stage/streams')
export class StreamsOfficerController {
  constructor(private readonly streams: StreamsService) {}

  @Can('streams.write')
  @Described({ summary: 'Proposes streams of the enrolled, as even as can be, with the figure of imbalance', errors: REFUSALS })
  @Post('preview')
  @HttpCode(200)
  preview(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: PreviewStreamsDto): Promise<ShownSplit> {
    return this.streams.preview(caller, campaignId, stage, body);
  }

  @Can('streams.write')
  @Described({ summary: 'Saves the streams that the preview showed; the newest ones hold', errors: [...REFUSALS, '409 STALE_PREVIEW', '422 STREAM_LIMIT_UNMET'] })
  @Post()
  create(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() { digest, ...asked }: SaveStreamsDto): Promise<ShownSplit & { id: string }> {
    return this.streams.create(caller, campaignId, stage, asked, digest);
  }

  @Can('streams.read')
  @Described({ summary: 'Shows the streams that hold', errors: ['404 STREAMS_ABSENT'] })
  @Get()
  read(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string): Promise<SavedSplit> {
    return this.streams.saved(caller, campaignId, stage);
  }
}
