import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { NominatorsDto, RegisterNominatorsDto } from './campaign.dto';
import { NominatorService } from './nominator.service';

@ApiTags('nominators')
@Controller('nominators')
export class NominatorAdministratorController {
  constructor(private readonly nominators: NominatorService) {}

  @Described({ summary: 'Registers nominators; who is registered by kind and code stays as he is', answer: NominatorsDto, errors: ['422 NOMINATORS_REFUSED'] })
  @Can('nominators.manage')
  @Post('bulk')
  async register(@Asking() caller: AskingCaller, @Body() { items }: RegisterNominatorsDto): Promise<NominatorsDto> {
    return { items: await this.nominators.register(caller, items) };
  }
}
