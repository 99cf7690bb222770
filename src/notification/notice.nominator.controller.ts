import { Body, Controller, Get, HttpCode, Param, Post, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { attachment } from '../platform/http/attachment';
import { Described } from '../platform/http/described.decorator';
import { singleEntry } from '../platform/http/entries';
import { GivesFile } from '../platform/http/gives-file.decorator';
import type { Page } from '../platform/http/page-query';
import { PAPER_TYPES } from '../platform/paper/paper-types';
import { DeliveryService, type NominatorAddress, type NoticeText } from './delivery.service';
import { NominatorAddressDto, NominatorAddressesDto, NominatorQuery, NoticeDto, NoticePageDto, NoticeQuery } from './notice.dto';

const ADDRESS = ['404 NOMINATOR_ABSENT', '409 CAMPAIGN_NOT_OPEN'] as const;

/** A nominator reads what his own people were told, and says where he reads his mail; an officer does it for anybody. */
@ApiTags('notices')
@Controller('campaigns/:campaignId/notices')
export class NoticeNominatorController {
  constructor(private readonly delivery: DeliveryService) {}

  @Described({ summary: 'Lists notices that were let out, with the state of their delivery', answer: NoticePageDto })
  @Can('notices.read')
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: NoticeQuery): Promise<Page<NoticeDto>> {
    return this.delivery.list(caller, campaignId, caller.nominatorsIn(campaignId), query);
  }

  @Described({ summary: 'Lists where nominators read their mail' })
  @Can('notices.address')
  @Get('addresses')
  async addresses(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string): Promise<{ items: NominatorAddress[] }> {
    return { items: await this.delivery.addresses(caller, campaignId, caller.nominatorsIn(campaignId)) };
  }

  @Described({ summary: 'Says where a nominator reads his mail', errors: ADDRESS })
  @Can('notices.address')
  @Post('addresses')
  @HttpCode(200)
  writeAddress(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: NominatorAddressDto): Promise<{ written: number }> {
    return singleEntry(this.delivery.writeAddresses(caller, campaignId, caller.nominatorsIn(campaignId), [body]).then((written) => [written]));
  }

  @Described({ summary: 'Says where up to 500 nominators read their mail, all or none', errors: ADDRESS })
  @Can('notices.address')
  @Post('addresses/bulk')
  @HttpCode(200)
  writeAddresses(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: NominatorAddressesDto): Promise<{ written: number }> {
    return this.delivery.writeAddresses(caller, campaignId, caller.nominatorsIn(campaignId), body.items);
  }

  @Described({ summary: 'Gives the letters of a nominator that were handed over, one document for his document system; every printing is recorded', errors: ['404 NOMINATOR_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOTHING_TO_PRINT', '409 NOTICE_ERASED'] })
  @GivesFile(PAPER_TYPES.docx)
  @Can('notices.read')
  @Get('paper')
  async paper(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() { nominatorId }: NominatorQuery): Promise<StreamableFile> {
    return attachment(await this.delivery.paper(caller, campaignId, caller.nominatorsIn(campaignId), nominatorId), { name: 'letters.docx', type: PAPER_TYPES.docx });
  }

  @Described({ summary: 'Shows what a notice says, as it left where it has; every reading is recorded', errors: ['404 NOTICE_ABSENT', '409 NOTICE_ERASED'] })
  @Can('notices.read')
  @Get(':noticeId/text')
  text(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('noticeId') id: string): Promise<NoticeText> {
    return this.delivery.text(caller, campaignId, caller.nominatorsIn(campaignId), id);
  }
}
