import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { ReferenceDto, ReferenceQuery } from './reference.dto';
import { ReferenceService } from './reference.service';

@ApiTags('programmes')
@Controller('reference')
export class ReferenceController {
  constructor(private readonly reference: ReferenceService) {}

  @Described({
    summary: 'Gives the codes of reference data with their titles',
    description: 'Kinds: regions, districts, post-categories, post-groups, spheres, municipality-types, retention-classes.',
    answer: ReferenceDto,
    errors: ['404 REFERENCE_ABSENT'],
  })
  @Can('programmes.read')
  @Get(':kind')
  list(@Param('kind') kind: string, @Query() { on }: ReferenceQuery): ReferenceDto {
    return this.reference.list(kind, on);
  }
}
