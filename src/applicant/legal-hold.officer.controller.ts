import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { PageByIdQuery } from '../platform/http/page-query';
import { LegalHoldPageDto, LegalHoldsDto, PlaceHoldDto, PlaceHoldsDto, ReleaseHoldDto, ReleaseHoldsDto } from './legal-hold.dto';
import { LegalHoldService } from './legal-hold.service';

/** Holds stand in the way of destruction, whoever proposes it. */
@ApiTags('personal data')
@Controller('campaigns/:campaignId/legal-holds')
export class LegalHoldOfficerController {
  constructor(private readonly holds: LegalHoldService) {}

  @Described({ summary: 'Holds the data of a candidacy\'s people, whatever their term', answer: LegalHoldsDto, errors: ['404 CANDIDACY_ABSENT'] })
  @Can('holds.write')
  @Post()
  place(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: PlaceHoldDto): Promise<LegalHoldsDto> {
    return this.holds.place(caller, campaignId, [body]);
  }

  @Described({ summary: 'Holds the data of the people of many candidacies', answer: LegalHoldsDto, errors: ['404 CANDIDACY_ABSENT'] })
  @Can('holds.write')
  @Post('bulk')
  placeMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() { items }: PlaceHoldsDto): Promise<LegalHoldsDto> {
    return this.holds.place(caller, campaignId, items);
  }

  @Described({ summary: 'Ends many holds for one reason', answer: LegalHoldsDto, errors: ['404 HOLD_ABSENT', '409 HOLD_RELEASED'] })
  @Can('holds.write')
  @Post('release/bulk')
  @HttpCode(200)
  releaseMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() { holdIds, reason }: ReleaseHoldsDto): Promise<LegalHoldsDto> {
    return this.holds.lift(caller, campaignId, holdIds, reason);
  }

  @Described({ summary: 'Ends a legal hold, for a reason', answer: LegalHoldsDto, errors: ['404 HOLD_ABSENT', '409 HOLD_RELEASED'] })
  @Can('holds.write')
  @Post(':holdId/release')
  @HttpCode(200)
  release(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('holdId') holdId: string, @Body() { reason }: ReleaseHoldDto): Promise<LegalHoldsDto> {
    return this.holds.lift(caller, campaignId, [holdId], reason);
  }

  @Described({ summary: 'Lists holds, standing and released, in the order they were placed', answer: LegalHoldPageDto })
  @Can('holds.read')
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: PageByIdQuery): Promise<LegalHoldPageDto> {
    return this.holds.list(caller, campaignId, query);
  }
}
