import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { PageByIdQuery, PageQuery } from '../platform/http/page-query';
import { ClassifyDto, DecidedPostPageDto, PostQueueDto, PostQueueQuery, ThinkOfClassificationsDto } from './classification.dto';
import { ClassificationService } from './classification.service';
import { AppliedDto } from './correction.dto';
import { EffectDto } from './effect.dto';

const ERRORS = ['404 POST_ABSENT', '409 CAMPAIGN_NOT_OPEN', '422 POST_TWICE'] as const;

/** Officers decide what posts are, once for all records that name them. */
@ApiTags('eligibility')
@Controller('campaigns/:campaignId/posts')
export class ClassificationOfficerController {
  constructor(private readonly classifications: ClassificationService) {}

  @Described({ summary: 'Lists posts by title and kind of organisation that were proposed differently, or not at all, and that nobody has decided about', answer: PostQueueDto })
  @Can('posts.read')
  @Get('queue')
  queue(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() page: PostQueueQuery): Promise<PostQueueDto> {
    return this.classifications.queue(caller, campaignId, page);
  }

  @Described({ summary: 'Lists what was decided about posts, in the order of the decisions', answer: DecidedPostPageDto })
  @Can('posts.read')
  @Get()
  decided(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() page: PageByIdQuery): Promise<DecidedPostPageDto> {
    return this.classifications.decided(caller, campaignId, page);
  }

  @Described({ summary: 'Shows what a classification of posts would change in the proposals; writes nothing', answer: EffectDto, errors: ERRORS })
  @Can('posts.classify')
  @Post('effect')
  @HttpCode(200)
  effect(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Query() page: PageQuery, @Body() { items }: ThinkOfClassificationsDto): Promise<EffectDto> {
    return this.classifications.effect(caller, campaignId, items, page);
  }

  @Described({
    summary: 'Classifies posts as was shown, in all records that name them and in those entered later; undecided proposals are computed anew',
    answer: AppliedDto,
    errors: [...ERRORS, '409 STALE_PREVIEW'],
  })
  @Can('posts.classify')
  @Post()
  apply(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Body() body: ClassifyDto): Promise<AppliedDto> {
    return this.classifications.apply(caller, campaignId, body);
  }
}
