import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Reads } from '../access/reads.decorator';
import { attachment } from '../platform/http/attachment';
import { Described } from '../platform/http/described.decorator';
import { GivesFile } from '../platform/http/gives-file.decorator';
import type { Page } from '../platform/http/page-query';
import { TABLE_TYPES } from '../platform/spreadsheet/write-table';
import { RegisterService } from './register.service';
import { CandidaciesQuery, ExplainQuery, RegisterQuery } from './report.dto';
import { type CandidacyFile, type Funnel, type ListedCandidacy, ReportService, type StageReport } from './report.service';

/** What officers and auditors read. */
@ApiTags('candidacies')
@Controller('campaigns/:campaignId')
export class ReportOfficerController {
  constructor(
    private readonly reports: ReportService,
    private readonly registers: RegisterService,
  ) {}

  @Can('stages.read')
  @Described({ summary: 'Gives the account of every stage: entered = passed + failed + exited + open, and how far its computation is', errors: ['409 CAMPAIGN_NOT_OPEN'] })
  @Get('stages')
  stages(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string): Promise<StageReport[]> {
    return this.reports.stages(caller, campaignId);
  }

  @Can('stages.read')
  @Described({ summary: 'Gives the funnel: stages, reasons of losses, regions represented, cut-off scores', errors: ['409 CAMPAIGN_NOT_OPEN'] })
  @Get('funnel')
  funnel(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string): Promise<Funnel> {
    return this.reports.funnel(caller, campaignId);
  }

  @Can('candidacies.read')
  @Described({ summary: 'Lists candidacies by stage and status, in the order of public numbers' })
  @Get('candidacies')
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: CandidaciesQuery): Promise<Page<ListedCandidacy>> {
    return this.reports.candidacies(caller, campaignId, query);
  }

  @Reads('candidacy.read')
  @Can('candidacies.read')
  @Described({ summary: 'Gives the file of one candidacy: verdicts with reasons, decisions', errors: ['404 CANDIDACY_ABSENT'] })
  @Get('candidacies/:candidacyId')
  file(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('candidacyId') candidacyId: string, @Query() query: ExplainQuery): Promise<CandidacyFile> {
    return this.reports.candidacy(caller, campaignId, candidacyId, query.explain);
  }

  @Can('registers.read')
  @Described({
    summary: 'Gives the register of who is enrolled, who declined, or who was not admitted, as XLSX or CSV',
    description: 'Published decisions only; of whoever left the stage and why, in words, nothing of diagnostics and marks. No cell is a formula. That the register was taken is recorded.',
    errors: ['409 CAMPAIGN_NOT_OPEN'],
  })
  @GivesFile(...Object.values(TABLE_TYPES))
  @Get('register')
  async register(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: RegisterQuery): Promise<StreamableFile> {
    return attachment(await this.registers.take(caller, campaignId, query), { name: `${query.of}.${query.form}`, type: TABLE_TYPES[query.form] });
  }
}
