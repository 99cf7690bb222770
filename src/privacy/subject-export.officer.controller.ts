import { Body, Controller, Get, Param, Post, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { attachment } from '../platform/http/attachment';
import { Described } from '../platform/http/described.decorator';
import { GivesFile } from '../platform/http/gives-file.decorator';
import { PrepareExportDto, SubjectExportDto } from './privacy.dto';
import { SubjectExportService } from './subject-export.service';

const ZIP = 'application/zip';

@ApiTags('personal data')
@Controller('campaigns/:campaignId')
export class SubjectExportOfficerController {
  constructor(private readonly exports: SubjectExportService) {}

  @Described({ summary: 'Prepares what is held on a person who asked for it; it may be taken for three days', answer: SubjectExportDto, errors: ['404 CANDIDACY_ABSENT', '409 PERSON_DESTROYED'] })
  @Can('subject-exports.write')
  @Post('candidacies/:candidacyId/subject-exports')
  prepare(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('candidacyId') candidacyId: string, @Body() { askedOn }: PrepareExportDto): Promise<SubjectExportDto> {
    return this.exports.prepare(caller, campaignId, candidacyId, askedOn);
  }

  @Described({
    summary: 'Gives the export as ZIP: data.json and the person\'s files; that it was taken is recorded',
    description: 'What was decided and not published is not in it, nor who marked.',
    errors: ['404 EXPORT_ABSENT', '409 PERSON_DESTROYED'],
  })
  @Can('subject-exports.write')
  @GivesFile(ZIP)
  @Get('subject-exports/:exportId')
  async take(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('exportId') exportId: string): Promise<StreamableFile> {
    const { name, content } = await this.exports.take(caller, campaignId, exportId);
    return attachment(content, { name, type: ZIP });
  }
}
