import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { type CandidacyState, CandidacyService, type Decision } from '../candidacy/candidacy.service';
import { type Status, transition } from '../candidacy/domain/pipeline';
import { DomainError } from '../kernel/domain-error';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { DecisionRepository } from './decision.repository';
import { DecisionService } from './decision.service';

/** Somebody leaves, is excluded, held or released. */
export interface Exit {
  readonly candidacyId: string;
  readonly event: 'withdraw' | 'exclude' | 'hold' | 'release';
  readonly reason: string;
}

type Scope = readonly string[] | 'all';

/** People leave, are excluded, held and released, each with a coded reason. */
@Injectable()
export class ExitService {
  constructor(
    private readonly database: Database,
    private readonly decisions: DecisionService,
    private readonly repository: DecisionRepository,
    private readonly candidacies: CandidacyService,
    private readonly campaigns: CampaignService,
  ) {}

  /** Recorded one decision a stage, and published at once unless that would tell of an earlier decision under embargo. */
  async exit(caller: Caller, campaignId: string, items: readonly Exit[]): Promise<{ ids: string[]; lines: number }> {
    return this.database.transact(caller, async (tx) => this.exitIn(tx, await this.campaigns.running(tx, campaignId), items));
  }

  /** `exit` in the transaction of whoever decides more than the leaving. */
  async exitIn(tx: Tx, campaign: RunningCampaign, items: readonly Exit[], scope: Scope = 'all'): Promise<{ ids: string[]; lines: number }> {
    const found = await this.candidacies.require(tx, campaign.campaignId, items.map((item) => item.candidacyId), scope, { lock: true });
    const withoutSeat = new Set(await this.repository.withWithdrawnSeat(tx, found.map(({ id }) => id)));
    const ofEnrolment = found.find(({ id, stage }, i) => this.campaigns.stage(campaign, stage).kind === 'enrolment' && !(items[i]!.event === 'exclude' && withoutSeat.has(id)));
    if (ofEnrolment) throw new DomainError('conflict', 'ANSWER_THE_OFFER', 'Whoever reached enrolment leaves by declining the seat.', { number: ofEnrolment.number });
    return this.record(tx, campaign, found, items);
  }

  /**
   * A nominator records that nominees of his own withdraw. He answers for what he has been told: whoever is decided about
   * and not published yet leaves from where the nominator knows him to stand, and what nobody was told of is taken back
   * for him alone. So the answer tells nothing of decisions under embargo.
   */
  async withdraw(caller: Caller, campaignId: string, items: readonly Omit<Exit, 'event'>[], scope: Scope): Promise<{ lines: number }> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const ids = items.map((item) => item.candidacyId);
      await this.candidacies.require(tx, campaignId, ids, scope, { lock: true });
      await this.takeBackUntold(tx, campaign, ids);
      const told = await this.candidacies.require(tx, campaignId, ids, scope);
      for (const { stage, status, number } of told) {
        const { kind } = this.campaigns.stage(campaign, stage);
        if (kind === 'enrolment' || !transition(kind, status as Status, 'withdraw')) throw new DomainError('conflict', 'EXIT_BY_OFFICER', 'This leaving is recorded by an officer.', { number });
      }
      const { lines } = await this.record(tx, campaign, told, items.map((item) => ({ ...item, event: 'withdraw' })));
      return { lines };
    });
  }

  private async takeBackUntold(tx: Tx, campaign: RunningCampaign, candidacyIds: readonly string[]): Promise<void> {
    const untold = await this.repository.untold(tx, candidacyIds);
    if (!untold.length) return;
    await this.decisions.takeBackMoves(tx, campaign, untold.map(({ candidacyId, stage, status, toldStage, toldStatus }) => ({
      candidacyId, stage, fromStatus: status, event: 'revert', reason: 'WITHDRAWN_BY_NOMINATOR', revision: null, backTo: { stage: toldStage, status: toldStatus },
    })));
  }

  private async record(tx: Tx, campaign: RunningCampaign, found: readonly CandidacyState[], items: readonly Exit[]): Promise<{ ids: string[]; lines: number }> {
    const untold = new Set((await this.repository.untold(tx, found.map(({ id }) => id))).map(({ candidacyId }) => candidacyId));
    const groups = new Map<string, { stage: string; atOnce: boolean; decisions: Omit<Decision, 'stage'>[] }>();
    found.forEach(({ id, stage, status }, i) => {
      const atOnce = !untold.has(id);
      const group = groups.get(`${stage} ${atOnce}`) ?? { stage, atOnce, decisions: [] };
      group.decisions.push({ candidacyId: id, fromStatus: status as Status, event: items[i]!.event, reason: items[i]!.reason, revision: null });
      groups.set(`${stage} ${atOnce}`, group);
    });
    const ids: string[] = [];
    for (const { stage, atOnce, decisions } of groups.values()) ids.push(await this.decisions.record(tx, campaign, 'event', stage, decisions, { atOnce }));
    return { ids, lines: items.length };
  }
}
