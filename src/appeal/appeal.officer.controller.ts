import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, type StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { attachment } from '../platform/http/attachment';
import { Described, type DescribedError } from '../platform/http/described.decorator';
import { singleEntry } from '../platform/http/entries';
import { GivesFile } from '../platform/http/gives-file.decorator';
import type { Page } from '../platform/http/page-query';
import { SentFile, TakesFile } from '../platform/http/takes-file.decorator';
import { PAPER_TYPES } from '../platform/paper/paper-types';
import type { ReceivedFile } from '../platform/storage/received-file';
import { AdmitAppealDto, AnswerAppealDto, AnswerPaperQuery, AppealDto, AppealLinksDto, AppealsDto, AppealsQuery, RegisterAppealDto, SendAnswerDto } from './appeal.dto';
import { AppealLinkService, type IssuedLink } from './appeal-link.service';
import { AppealReviewService, type ForeseenEffect } from './appeal-review.service';
import { AppealService, type ReadAppeal, type ShownAppeal } from './appeal.service';
import { CaseFileService } from './case-file.service';

const MEGABYTE = 1_048_576;
const REGISTER: readonly DescribedError[] = ['404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 APPEAL_TWICE', '422 APPEALS_REFUSED'];
const ANSWERED: readonly DescribedError[] = ['404 APPEAL_ABSENT', '409 APPEAL_NOT_ANSWERED'];

/** An officer registers appeals; another one than the decider reviews them; auditors read. */
@ApiTags('appeals')
@Controller('campaigns/:campaignId/appeals')
export class AppealOfficerController {
  constructor(
    private readonly appeals: AppealService,
    private readonly reviews: AppealReviewService,
    private readonly cases: CaseFileService,
    private readonly links: AppealLinkService,
  ) {}

  @Can('appeals.write')
  @Described({ summary: 'Registers an appeal against a published decision; the answer is due within thirty days of receipt', errors: REGISTER })
  @Post()
  register(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: AppealDto): Promise<ShownAppeal> {
    return singleEntry(this.appeals.register(caller, campaignId, [body]));
  }

  @Can('appeals.write')
  @Described({ summary: 'Registers up to 500 appeals, all or none', errors: REGISTER })
  @Post('bulk')
  async registerMany(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: AppealsDto): Promise<{ items: ShownAppeal[] }> {
    return { items: await this.appeals.register(caller, campaignId, body.items) };
  }

  @Can('appeals.read')
  @Described({ summary: 'Lists appeals with their due dates; the open, the unregistered, the overdue, the answered or the published alone' })
  @Get()
  list(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() query: AppealsQuery): Promise<Page<ShownAppeal>> {
    return this.appeals.list(caller, campaignId, query);
  }

  @Can('appeals.read')
  @Described({ summary: 'Gives an appeal with its answer, its remedy, and what was decided and ordered since', errors: ['404 APPEAL_ABSENT'] })
  @Get(':appealId')
  read(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('appealId') appealId: string): Promise<ReadAppeal> {
    return this.appeals.read(caller, campaignId, appealId);
  }

  @Can('appeals.write')
  @Described({ summary: 'Keeps the text of an appeal: PDF, DOCX, PNG, JPEG or TIFF by its bytes', errors: ['404 APPEAL_ABSENT', '409 APPEAL_ANSWERED', '422 FILE_EMPTY', '422 FILE_TYPE_REFUSED', '422 FILE_INFECTED', '503 SCANNER_SILENT'] })
  @TakesFile({ most: 20 * MEGABYTE })
  @Put(':appealId/text')
  attachText(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('appealId') appealId: string, @SentFile() file: ReceivedFile): Promise<ShownAppeal> {
    return this.appeals.attachText(caller, campaignId, appealId, file);
  }

  @Can('appeals.read')
  @Described({ summary: 'Hands the text of an appeal out; that it was read is recorded', errors: ['404 APPEAL_ABSENT', '409 APPEAL_TEXT_MISSING'] })
  @GivesFile('application/octet-stream')
  @Get(':appealId/text')
  async openText(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('appealId') appealId: string): Promise<StreamableFile> {
    const { content, ...as } = await this.appeals.openText(caller, campaignId, appealId);
    return attachment(content, as);
  }

  @Can('appeals.write')
  @Described({
    summary: 'Issues one-time links by which up to 500 candidates appeal themselves against one published decision',
    description: 'The only answer that ever carries the tokens. A link lives until the days to object are over; a further one ends the one before.',
    errors: ['404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '422 APPEALS_REFUSED'],
  })
  @Post('links')
  issueLinks(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: AppealLinksDto): Promise<IssuedLink[]> {
    return this.links.issue(caller, campaignId, body.decisionId, body.candidacyIds);
  }

  @Can('appeals.write')
  @Described({ summary: 'Enters the incoming number of an appeal that came by a candidate\'s link', errors: ['404 APPEAL_ABSENT', '409 APPEAL_REGISTERED', '409 APPEAL_TWICE'] })
  @Post(':appealId/register')
  @HttpCode(200)
  enterNumber(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('appealId') appealId: string, @Body() body: RegisterAppealDto): Promise<ShownAppeal> {
    return this.appeals.enterNumber(caller, campaignId, appealId, body.number);
  }

  @Can('appeals.write')
  @Described({ summary: 'Admits an appeal that came late, with the reason', errors: ['404 APPEAL_ABSENT', '409 APPEAL_ANSWERED', '409 APPEAL_NOT_LATE'] })
  @Post(':appealId/admit')
  @HttpCode(200)
  admit(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('appealId') appealId: string, @Body() body: AdmitAppealDto): Promise<ShownAppeal> {
    return this.appeals.admit(caller, campaignId, appealId, body.reason);
  }

  @Can('appeals.review')
  @Described({
    summary: 'Records the answer to an appeal by another person than the decider; an upheld one opens the matter again for that person alone',
    errors: ['404 APPEAL_ABSENT', '404 DECISION_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 APPEAL_ANSWERED', '409 APPEAL_NOT_REGISTERED', '409 REVIEWER_DECIDED', '409 APPEAL_TEXT_MISSING', '409 APPEAL_NOT_ADMITTED', '409 LATER_STAGE_DECIDED', '409 CANDIDACY_MOVED', '422 REVIEW_REFUSED'],
  })
  @Post(':appealId/answer')
  @HttpCode(200)
  answer(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('appealId') appealId: string, @Body() { remedy, ...body }: AnswerAppealDto): Promise<ShownAppeal> {
    return this.reviews.answer(caller, campaignId, appealId, { ...body, remedy: remedy ?? null });
  }

  @Can('appeals.read')
  @Described({ summary: 'Prints the answer to an appeal as PDF or DOCX', errors: [...ANSWERED, '409 CAMPAIGN_NOT_OPEN'] })
  @GivesFile('application/octet-stream')
  @Get(':appealId/answer')
  async print(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('appealId') appealId: string, @Query() { format = 'pdf' }: AnswerPaperQuery): Promise<StreamableFile> {
    return attachment(await this.reviews.print(caller, campaignId, appealId, format), { name: `answer.${format}`, type: PAPER_TYPES[format] });
  }

  @Can('appeals.write')
  @Described({ summary: 'Records that the answer was sent, with its outgoing number; from here its outcome may be known', errors: [...ANSWERED, '409 APPEAL_PUBLISHED', '422 APPEALS_REFUSED'] })
  @Post(':appealId/send')
  @HttpCode(200)
  send(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('appealId') appealId: string, @Body() body: SendAnswerDto): Promise<ShownAppeal> {
    return this.reviews.send(caller, campaignId, appealId, body);
  }

  @Can('appeals.review')
  @Described({
    summary: 'Shows who would enter the list and who would leave it if it were ranked anew with the person as he stands now; nothing is stored',
    errors: ['404 APPEAL_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOT_IN_RANKING', '409 LATER_STAGE_DECIDED', '409 STAGE_NOT_COMPLETE', '409 MIXED_POLICY_VERSIONS', '409 NOT_BUILT', '422 RUN_IMPOSSIBLE'],
  })
  @Get(':appealId/effect')
  effect(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('appealId') appealId: string): Promise<ForeseenEffect> {
    return this.reviews.effect(caller, campaignId, appealId);
  }

  @Can('appeals.read')
  @Described({ summary: 'Hands out the case file as a ZIP: inputs, rules, verdicts, who decided and who saw, others masked; the reading is recorded', errors: ['404 APPEAL_ABSENT', '409 CAMPAIGN_NOT_OPEN'] })
  @GivesFile('application/zip')
  @Get(':appealId/case-file')
  async caseFile(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('appealId') appealId: string): Promise<StreamableFile> {
    return attachment(await this.cases.open(caller, campaignId, appealId), { name: 'case-file.zip', type: 'application/zip' });
  }
}
