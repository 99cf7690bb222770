import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { singleEntry } from '../platform/http/entries';
import { ConfirmedRecordsDto, ConfirmRecordDto, ConfirmRecordsDto, DrawnDto, VerificationPageDto, VerificationQuery } from './verification.dto';
import { VerificationService } from './verification.service';

const HERE = ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN'] as const;
const CONFIRM_ERRORS = [...HERE, '404 TASK_ABSENT', '409 RECORDS_CHECKED'] as const;

/** Officers compare a sample of records with documents: confirm those that agree, correct those that do not. */
@ApiTags('eligibility')
@Controller('campaigns/:campaignId/stages/:stage/verification')
export class VerificationOfficerController {
  constructor(private readonly verifications: VerificationService) {}

  @Described({ summary: 'Draws the sample whose records are compared with documents; drawn again it adds whoever has come since', answer: DrawnDto, errors: [...HERE, '409 NO_SAMPLE'] })
  @Can('verifications.write')
  @Post('draw')
  @HttpCode(200)
  draw(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string): Promise<DrawnDto> {
    return this.verifications.draw(caller, { campaignId, stage });
  }

  @Described({ summary: 'Lists records to be compared with documents, candidacy by candidacy', answer: VerificationPageDto, errors: HERE })
  @Can('verifications.read')
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Query() query: VerificationQuery): Promise<VerificationPageDto> {
    return this.verifications.list(caller, { campaignId, stage }, query);
  }

  @Described({ summary: 'Confirms a record that agrees with its document; one that does not is corrected', answer: ConfirmedRecordsDto, errors: CONFIRM_ERRORS })
  @Can('verifications.write')
  @Post('confirm')
  @HttpCode(200)
  confirm(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() { employmentId }: ConfirmRecordDto): Promise<ConfirmedRecordsDto> {
    return singleEntry(this.verifications.confirm(caller, { campaignId, stage }, [employmentId]).then((confirmed) => [confirmed]));
  }

  @Described({ summary: 'Confirms up to 500 records, all or none', answer: ConfirmedRecordsDto, errors: CONFIRM_ERRORS })
  @Can('verifications.write')
  @Post('confirm/bulk')
  @HttpCode(200)
  confirmMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() { items }: ConfirmRecordsDto): Promise<ConfirmedRecordsDto> {
    return this.verifications.confirm(caller, { campaignId, stage }, items.map(({ employmentId }) => employmentId));
  }
}
