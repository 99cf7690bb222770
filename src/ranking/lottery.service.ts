import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import type { RankingStage } from '../campaign/domain/policy';
import { CandidacyService } from '../candidacy/candidacy.service';
import { DomainError } from '../kernel/domain-error';
import type { Caller } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { sealedText } from '../platform/digest';
import { commitmentTo, lotterySeed } from './domain/draw-lottery';
import { LotteryRepository, type RankingLottery } from './lottery.repository';

export interface LotteryReveal {
  readonly secret?: string;
  readonly publicValue?: string;
}

/** A lottery as anybody may check it; the pool by its size and digest. */
export interface ShownLottery extends Omit<RankingLottery, 'pool'> {
  readonly pool: number;
}

/**
 * The lottery among equals, in two steps (process of RFC 3797): first the organiser is bound to a secret and to the people
 * in the draw, then the named public source draws its value. Who wins follows from both, so neither can steer it.
 */
@Injectable()
export class LotteryService {
  constructor(
    private readonly database: Database,
    private readonly lotteries: LotteryRepository,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
    private readonly clock: Clock,
  ) {}

  /** Binds the organiser to a secret and fixes who is in the draw; once, and only before the public value is drawn. */
  async commit(caller: Caller, campaignId: string, stageKey: string, commitment: string): Promise<ShownLottery> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId, { lock: true });
      const stage = this.campaigns.stage(campaign, stageKey, 'ranking');
      if (this.clock.now() >= drawOf(stage)) throw new DomainError('conflict', 'LOTTERY_DRAWN', 'The public value may be known already; nobody can be bound any more.');
      const open = await this.candidacies.inStage(tx, campaignId, stageKey, ['open']);
      if (!open.length) throw new DomainError('conflict', 'NOBODY_TO_RANK', 'Nobody waits for this ranking.');
      const pool = sealedText(open.map(({ number }) => number));
      if (!(await this.lotteries.commit(tx, campaignId, stageKey, commitment, pool))) throw new DomainError('conflict', 'LOTTERY_COMMITTED', 'The lottery of this stage was committed to before.');
      await tx.audit({ action: 'lottery.committed', chain: campaignId, policyVersion: campaign.policyVersion, lines: open.length, digest: pool.digest });
      return this.require(tx, campaignId, stageKey);
    });
  }

  async show(caller: Caller, campaignId: string, stageKey: string): Promise<ShownLottery> {
    return this.database.transact(caller, (tx) => this.require(tx, campaignId, stageKey));
  }

  /** The seed of the draw: revealed by the first run, the same for every later one. Everybody ranked is in the committed pool. */
  async seed(tx: Tx, { campaignId, policyVersion }: RunningCampaign, stage: RankingStage, numbers: readonly string[], { secret, publicValue }: LotteryReveal): Promise<string> {
    const lottery = await this.lotteries.find(tx, campaignId, stage.key);
    if (!lottery) throw new DomainError('conflict', 'LOTTERY_NOT_COMMITTED', 'The lottery has to be committed to before its public value is drawn.');
    const pool = new Set(lottery.pool);
    const added = numbers.filter((number) => !pool.has(number));
    if (added.length) throw new DomainError('conflict', 'LOTTERY_POOL_CHANGED', 'Somebody is ranked who was not in the pool of the lottery.', { count: added.length, numbers: added.slice(0, 20) });
    const known = lottery.secret !== null && lottery.publicValue !== null ? { secret: lottery.secret, publicValue: lottery.publicValue } : null;
    const given = { secret: secret ?? known?.secret, publicValue: publicValue ?? known?.publicValue };
    if (given.secret === undefined || given.publicValue === undefined) throw new DomainError('rule', 'LOTTERY_SEED_NEEDED', 'The policy settles ties by lottery; give the secret and the public value drawn.');
    if (commitmentTo(given.secret) !== lottery.commitment || (known && known.publicValue !== given.publicValue)) {
      throw new DomainError('rule', 'LOTTERY_SEED_MISMATCH', 'This is not what the lottery was committed to or revealed with.');
    }
    if (!known) {
      if (this.clock.now() < drawOf(stage)) throw new DomainError('conflict', 'LOTTERY_NOT_DRAWN', 'The public value is not drawn yet.');
      await this.lotteries.reveal(tx, campaignId, stage.key, given.secret, given.publicValue);
      await tx.audit({ action: 'lottery.revealed', chain: campaignId, policyVersion, lines: lottery.pool.length, digest: Buffer.from(lottery.commitment, 'hex') });
    }
    return lotterySeed(given.secret, given.publicValue, campaignId);
  }

  /** The seed once it is revealed; null before. */
  async known(tx: Tx, campaignId: string, stage: string): Promise<string | null> {
    const { secret = null, publicValue = null } = (await this.lotteries.find(tx, campaignId, stage)) ?? {};
    return secret !== null && publicValue !== null ? lotterySeed(secret, publicValue, campaignId) : null;
  }

  private async require(tx: Tx, campaignId: string, stage: string): Promise<ShownLottery> {
    const lottery = await this.lotteries.find(tx, campaignId, stage);
    if (!lottery) throw new DomainError('absent', 'LOTTERY_ABSENT', 'There is no lottery in this stage.');
    return { ...lottery, pool: lottery.pool.length };
  }
}

function drawOf({ ties }: RankingStage): Date {
  if (ties.atBoundary !== 'lottery' || !ties.lottery) throw new DomainError('conflict', 'NO_LOTTERY', 'The policy settles ties without a lottery.');
  return new Date(ties.lottery.drawnAt);
}
