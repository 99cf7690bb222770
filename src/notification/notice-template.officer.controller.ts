import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { singleEntry } from '../platform/http/entries';
import { ApproveTemplateDto, ApproveTemplatesDto, OccasionTemplatesDto, OccasionTemplatesListDto, WriteTemplateDto, WriteTemplatesDto } from './notice.dto';
import { NoticeTemplateService } from './notice-template.service';

const WRITE = ['409 CAMPAIGN_NOT_OPEN', '422 TEMPLATE_REFUSED', '422 OCCASION_TWICE'] as const;
const APPROVE = ['409 CAMPAIGN_NOT_OPEN', '409 DRAFT_CHANGED', '422 OCCASION_TWICE'] as const;

/** An officer writes what a campaign says on which occasion, and puts it in force. */
@ApiTags('notices')
@Controller('campaigns/:campaignId/notices/templates')
export class NoticeTemplateOfficerController {
  constructor(private readonly templates: NoticeTemplateService) {}

  @Described({ summary: 'Shows for every occasion the text in force, the draft, and a text to begin with', answer: OccasionTemplatesListDto, errors: ['409 CAMPAIGN_NOT_OPEN'] })
  @Can('templates.read')
  @Get()
  async list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string): Promise<OccasionTemplatesListDto> {
    return { items: await this.templates.list(caller, campaignId) };
  }

  @Described({ summary: 'Writes the draft of a text; unknown and missing variables are refused by name', answer: OccasionTemplatesDto, errors: WRITE })
  @Can('templates.write')
  @Post()
  write(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: WriteTemplateDto): Promise<OccasionTemplatesDto> {
    return singleEntry(this.templates.write(caller, campaignId, [body]));
  }

  @Described({ summary: 'Writes drafts of several texts, all or none', answer: OccasionTemplatesListDto, errors: WRITE })
  @Can('templates.write')
  @Post('bulk')
  async writeMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: WriteTemplatesDto): Promise<OccasionTemplatesListDto> {
    return { items: await this.templates.write(caller, campaignId, body.items) };
  }

  @Described({ summary: 'Puts a draft in force; from then on this version never changes', answer: OccasionTemplatesDto, errors: APPROVE })
  @Can('templates.approve')
  @Post('approve')
  @HttpCode(200)
  approve(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: ApproveTemplateDto): Promise<OccasionTemplatesDto> {
    return singleEntry(this.templates.approve(caller, campaignId, [body]));
  }

  @Described({ summary: 'Puts several drafts in force, all or none', answer: OccasionTemplatesListDto, errors: APPROVE })
  @Can('templates.approve')
  @Post('approve/bulk')
  @HttpCode(200)
  async approveMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: ApproveTemplatesDto): Promise<OccasionTemplatesListDto> {
    return { items: await this.templates.approve(caller, campaignId, body.items) };
  }
}
