import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { ProgrammeDto } from './campaign.dto';
import { ProgrammeService } from './programme.service';

@ApiTags('programmes')
@Controller('programmes')
export class ProgrammeController {
  constructor(private readonly programmes: ProgrammeService) {}

  @Described({ summary: 'Lists the programmes and what of each is not built yet', answer: [ProgrammeDto] })
  @Can('programmes.read')
  @Get()
  list(): ProgrammeDto[] {
    return this.programmes.list();
  }

  @Described({ summary: 'Gives the policy a campaign of the programme starts with', errors: ['404 PROGRAMME_ABSENT'] })
  @Can('programmes.read')
  @Get(':key')
  preset(@Param('key') key: string): object {
    return this.programmes.preset(key);
  }
}
