import { Body, Controller, Get, HttpCode, Param, Post, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { attachment } from '../platform/http/attachment';
import { Described } from '../platform/http/described.decorator';
import { SentFile, TakesFile } from '../platform/http/takes-file.decorator';
import type { ReceivedFile } from '../platform/storage/received-file';
import { ConsentDto, DocumentFileDto, GiveConsentDto, PersonalFileDto, WithdrawConsentDto } from './document.dto';
import { DocumentService } from './document.service';

const MEGABYTE = 1_048_576;

/** A nominator keeps the personal files of his own nominees, an officer those of everybody. */
@ApiTags('personal files')
@Controller('campaigns/:campaignId/candidacies/:candidacyId')
export class DocumentNominatorController {
  constructor(private readonly documents: DocumentService) {}

  @Described({ summary: 'Gives the personal file: what is asked for, what was received, consents', answer: PersonalFileDto, errors: ['404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN'] })
  @Can('documents.read')
  @Get('documents')
  personalFile(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('candidacyId') candidacyId: string): Promise<PersonalFileDto> {
    return this.documents.personalFile(caller, campaignId, caller.nominatorsIn(campaignId), candidacyId);
  }

  @Described({
    summary: 'Keeps a file of a document: PDF, DOCX, PNG, JPEG or TIFF by its bytes',
    answer: DocumentFileDto,
    errors: ['404 CANDIDACY_ABSENT', '404 DOCUMENT_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 FILE_KEPT_ALREADY', '409 TOO_MANY_FILES', '422 FILE_EMPTY', '422 FILE_TYPE_REFUSED', '422 FILE_INFECTED', '503 SCANNER_SILENT'],
  })
  @Can('documents.write')
  @TakesFile({ most: 20 * MEGABYTE })
  @Post('documents/:document/files')
  upload(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('candidacyId') candidacyId: string, @Param('document') document: string, @SentFile() file: ReceivedFile): Promise<DocumentFileDto> {
    return this.documents.upload(caller, campaignId, caller.nominatorsIn(campaignId), candidacyId, document, file);
  }

  @Described({ summary: 'Hands a file out; that it was read is recorded', errors: ['404 CANDIDACY_ABSENT', '404 FILE_ABSENT', '409 CAMPAIGN_NOT_OPEN'] })
  @Can('documents.read')
  @Get('files/:fileId')
  async download(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('candidacyId') candidacyId: string, @Param('fileId') fileId: string): Promise<StreamableFile> {
    const { content, ...file } = await this.documents.download(caller, campaignId, caller.nominatorsIn(campaignId), candidacyId, fileId);
    return attachment(content, file);
  }

  @Described({ summary: 'Removes a file that was sent by mistake; a nominator only before he submits', answer: DocumentFileDto, errors: ['404 CANDIDACY_ABSENT', '404 FILE_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 FILE_STAYS'] })
  @Can('documents.write')
  @Post('files/:fileId/remove')
  @HttpCode(200)
  remove(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('candidacyId') candidacyId: string, @Param('fileId') fileId: string): Promise<DocumentFileDto> {
    return this.documents.remove(caller, campaignId, caller.nominatorsIn(campaignId), candidacyId, fileId);
  }

  @Described({ summary: 'Records a consent to processing, a document of its own for one purpose', answer: ConsentDto, errors: ['404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 CONSENT_STANDS', '422 DOCUMENT_NOT_ASKED'] })
  @Can('documents.write')
  @Post('consents')
  giveConsent(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('candidacyId') candidacyId: string, @Body() body: GiveConsentDto): Promise<ConsentDto> {
    return this.documents.giveConsent(caller, campaignId, caller.nominatorsIn(campaignId), candidacyId, body);
  }

  @Described({ summary: 'Records that a consent was withdrawn', answer: ConsentDto, errors: ['404 CANDIDACY_ABSENT', '404 CONSENT_ABSENT', '409 CAMPAIGN_NOT_OPEN', '422 WITHDRAWN_TOO_EARLY'] })
  @Can('documents.write')
  @Post('consents/:consentId/withdraw')
  @HttpCode(200)
  withdrawConsent(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('candidacyId') candidacyId: string, @Param('consentId') consentId: string, @Body() { withdrawnOn }: WithdrawConsentDto): Promise<ConsentDto> {
    return this.documents.withdrawConsent(caller, campaignId, caller.nominatorsIn(campaignId), candidacyId, consentId, withdrawnOn);
  }
}
