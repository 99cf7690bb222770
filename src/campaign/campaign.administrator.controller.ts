import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { CampaignDto, CreateCampaignDto } from './campaign.dto';
import { CampaignRegisterService } from './campaign-register.service';

@ApiTags('campaigns')
@Controller('campaigns')
export class CampaignAdministratorController {
  constructor(private readonly campaigns: CampaignRegisterService) {}

  @Described({ summary: 'Begins a campaign in draft with the preset of its programme', answer: CampaignDto, errors: ['422 PROGRAMME_UNKNOWN'] })
  @Can('campaigns.create')
  @Post()
  create(@Asking() caller: AskingCaller, @Body() body: CreateCampaignDto): Promise<CampaignDto> {
    return this.campaigns.create(caller, body);
  }
}
