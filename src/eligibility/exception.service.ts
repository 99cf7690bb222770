import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import { walkCriterion } from '../campaign/domain/policy-leaves';
import { CandidacyService } from '../candidacy/candidacy.service';
import { WorkService } from '../candidacy/work.service';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import type { GrantedException } from './domain/eligibility-facts';
import { criterionAbsent, exceptionAbsent, exceptionStands, exceptionWithdrawn } from './eligibility.errors';
import { ExceptionRepository, type ExceptionRow } from './exception.repository';

export interface ExceptionWish extends GrantedException {
  readonly candidacyId: string;
}

export type GrantedToCandidacy = Pick<ExceptionRow, 'id' | 'candidacyId' | 'number' | 'criterion'>;

/**
 * Officers' exceptions from criteria. The engine goes on saying what it computes; an exception is a fact beside it that
 * every renewed computation takes up, and it is granted while the candidacy is undecided only.
 */
@Injectable()
export class ExceptionService {
  constructor(
    private readonly database: Database,
    private readonly exceptions: ExceptionRepository,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
    private readonly work: WorkService,
  ) {}

  /** Grants exceptions, all or none, and has the verdicts renewed. 404 `CANDIDACY_ABSENT`; 409 `NOT_IN_STAGE`, `EXCEPTION_STANDS`; 422 `CRITERION_ABSENT`. */
  async grant(caller: Caller, { campaignId, stage: key }: { campaignId: string; stage: string }, wishes: readonly ExceptionWish[]): Promise<GrantedToCandidacy[]> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const stage = this.campaigns.stage(campaign, key, 'eligibility');
      const known = new Set(walkCriterion(stage.criteria, '').leaves.map(({ leaf }) => leaf.key));
      const unknown = wishes.flatMap(({ criterion }, i) => (known.has(criterion) ? [] : [{ pointer: `/items/${i}/criterion`, code: 'CRITERION_ABSENT', params: {} }]));
      if (unknown.length) throw criterionAbsent(unknown);
      const found = await this.candidacies.requireOpenIn(tx, campaignId, key, wishes.map(({ candidacyId }) => candidacyId), 'all', { lock: true });
      const rows = wishes.map((wish) => ({ ...wish, id: newId() }));
      const granted = await this.exceptions.grant(tx, campaignId, key, rows);
      const standing = rows.flatMap(({ id }, i) => (granted.has(id) ? [] : [{ pointer: `/items/${i}`, code: 'EXCEPTION_STANDS', params: { number: found[i]!.number } }]));
      if (standing.length) throw exceptionStands(standing);
      await this.work.renew(tx, campaignId, stage, [...new Set(rows.map(({ candidacyId }) => candidacyId))]);
      await tx.audit({ action: 'exception.granted', chain: campaignId, policyVersion: campaign.policyVersion, lines: rows.length, digest: digestOf(rows) });
      return rows.map(({ id, candidacyId, criterion }, i) => ({ id, candidacyId, number: found[i]!.number, criterion }));
    });
  }

  /** Withdraws an exception of an undecided candidacy; the row stays. 404 `EXCEPTION_ABSENT`; 409 `EXCEPTION_WITHDRAWN`, `NOT_IN_STAGE`. */
  async withdraw(caller: Caller, campaignId: string, id: string, reason: string): Promise<ExceptionRow> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const exception = await this.exceptions.find(tx, campaignId, id, true);
      if (!exception) throw exceptionAbsent();
      if (exception.withdrawnAt) throw exceptionWithdrawn();
      const stage = this.campaigns.stage(campaign, exception.stage, 'eligibility');
      await this.candidacies.requireOpenIn(tx, campaignId, stage.key, [exception.candidacyId], 'all', { lock: true });
      await this.exceptions.withdraw(tx, id, reason);
      await this.work.renew(tx, campaignId, stage, [exception.candidacyId]);
      await tx.audit({ action: 'exception.withdrawn', chain: campaignId, subject: id, reason, policyVersion: campaign.policyVersion, before: 'granted', after: 'withdrawn' });
      return (await this.exceptions.find(tx, campaignId, id))!;
    });
  }

  /** Every exception of the campaign, withdrawn ones too, in the order they were granted. */
  async list(caller: Caller, campaignId: string, { after, limit }: { after?: string; limit: number }): Promise<Page<ExceptionRow>> {
    return this.database.transact(caller, async (tx) => pageOf(await this.exceptions.page(tx, campaignId, after ?? null, limit + 1), limit, ({ id }) => id));
  }
}
