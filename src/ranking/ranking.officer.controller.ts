import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Asking, type AskingCaller } from '../access/asking.decorator';
import { Can } from '../access/can.decorator';
import { Described } from '../platform/http/described.decorator';
import { LotteryService, type ShownLottery } from './lottery.service';
import { CloseReserveDto, CommitLotteryDto, ConfirmRunDto, StartRunDto } from './ranking.dto';
import { type Confirmed, RankingService, type ShownRun } from './ranking.service';

/** An officer starts runs, reads them, confirms one and closes the reserve. */
@ApiTags('ranking')
@Controller('campaigns/:campaignId/stages/:stage')
export class RankingOfficerController {
  constructor(
    private readonly ranking: RankingService,
    private readonly lotteries: LotteryService,
  ) {}

  @Can('runs.start')
  @Described({
    summary: 'Starts a ranking run over everybody who is open in the stage; locks and exclusions are departures by name',
    errors: ['404 STAGE_ABSENT', '404 CANDIDACY_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NOT_BUILT', '409 STAGE_NOT_COMPLETE', '409 NOBODY_TO_RANK', '409 NOT_IN_STAGE', '409 MIXED_POLICY_VERSIONS', '409 LOTTERY_NOT_COMMITTED', '409 LOTTERY_POOL_CHANGED', '409 LOTTERY_NOT_DRAWN', '422 LOTTERY_SEED_NEEDED', '422 LOTTERY_SEED_MISMATCH'],
  })
  @Post('runs')
  @HttpCode(202)
  start(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: StartRunDto): Promise<{ id: string; revision: number; state: 'queued' }> {
    return this.ranking.start(caller, campaignId, stage, body);
  }

  @Can('runs.read')
  @Described({ summary: 'Shows a run: state, result, tie at the last seats, hashes of snapshot, rules and result', errors: ['404 RUN_ABSENT'] })
  @Get('runs/:runId')
  run(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string): Promise<ShownRun> {
    return this.ranking.run(caller, campaignId, stage, runId);
  }

  @Can('decisions.confirm')
  @Described({
    summary: 'Confirms this run against the preview of its revision',
    errors: ['404 STAGE_ABSENT', '404 RUN_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 RUN_SUPERSEDED', '409 RUN_HAS_TIE', '409 RUN_NOT_FINISHED', '409 RUN_OUTDATED', '409 STALE_PREVIEW', '409 ALREADY_DECIDED', '409 NOTHING_TO_DECIDE', '409 CANDIDACY_MOVED', '409 DECIDER_INTERESTED', '409 RUN_REFUSED', '409 COMMISSION_NEEDED', '409 SECOND_PERSON_NEEDED', '409 PROTOCOL_NOT_SIGNED', '422 SHORTFALL_NOT_ACCEPTED', '422 DISPLACEMENT_NOT_ACCEPTED'],
  })
  @Post('runs/:runId/confirm')
  confirm(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Param('runId') runId: string, @Body() body: ConfirmRunDto): Promise<Confirmed> {
    return this.ranking.confirm(caller, campaignId, stage, runId, body);
  }

  @Can('runs.start')
  @Described({
    summary: 'Binds the organiser to a secret and fixes who is in the lottery, before its public value is drawn',
    errors: ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 NO_LOTTERY', '409 LOTTERY_DRAWN', '409 LOTTERY_COMMITTED', '409 NOBODY_TO_RANK'],
  })
  @Post('lottery')
  commitLottery(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: CommitLotteryDto): Promise<ShownLottery> {
    return this.lotteries.commit(caller, campaignId, stage, body.commitment);
  }

  @Can('runs.read')
  @Described({ summary: 'Shows the lottery of a stage: commitment, pool, and once it is revealed secret and public value', errors: ['404 LOTTERY_ABSENT'] })
  @Get('lottery')
  lottery(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string): Promise<ShownLottery> {
    return this.lotteries.show(caller, campaignId, stage);
  }

  @Can('reserve.close')
  @Described({ summary: 'Rejects everybody who still waits in the reserve', errors: ['404 STAGE_ABSENT', '409 CAMPAIGN_NOT_OPEN', '409 CANDIDACY_MOVED', '409 DECIDER_INTERESTED', '409 RESERVE_EMPTY', '409 STALE_PREVIEW'] })
  @Post('reserve/close')
  closeReserve(@Asking() caller: AskingCaller, @Param('campaignId') campaignId: string, @Param('stage') stage: string, @Body() body: CloseReserveDto): Promise<{ id: string; lines: number }> {
    return this.ranking.closeReserve(caller, campaignId, stage, body.count);
  }
}
