import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import { CandidacyService } from '../candidacy/candidacy.service';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { isSampled } from './domain/draw-sample';
import { noSample, recordsChecked, taskAbsent } from './eligibility.errors';
import { type CandidacyTasks, VerificationRepository } from './verification.repository';
import type { VerificationState } from './verification-task.entity';

interface AtStage {
  readonly campaignId: string;
  readonly stage: string;
}

export interface Drawn {
  /** Candidacies of the sample that stand in the stage. */
  readonly sampled: number;
  /** Records that had no task before. */
  readonly tasks: number;
}

/**
 * Comparison of records with documents [проверка по документам]. A record that agrees is confirmed; one that does not is
 * corrected or withdrawn like any other, which refutes its task and has the proposal computed anew.
 */
@Injectable()
export class VerificationService {
  constructor(
    private readonly database: Database,
    private readonly verifications: VerificationRepository,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
  ) {}

  /**
   * Makes tasks of the records of everybody in the stage who belongs to the sample. Drawn again it adds those who have
   * come since. 409 `NO_SAMPLE` where the policy asks for none.
   */
  async draw(caller: Caller, { campaignId, stage: key }: AtStage): Promise<Drawn> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const { verification } = this.campaigns.stage(campaign, key, 'eligibility');
      if (!verification) throw noSample();
      const here = await this.candidacies.inStage(tx, campaignId, key, ['open', 'on-hold']);
      const sampled = here.filter(({ id }) => isSampled(id, `${campaignId} ${key}`, verification.percent)).map(({ id }) => id);
      const tasks = await this.verifications.draw(tx, key, sampled);
      await tx.audit({ action: 'verification.drawn', chain: campaignId, policyVersion: campaign.policyVersion, lines: tasks, digest: digestOf([...sampled].sort()) });
      return { sampled: sampled.length, tasks };
    });
  }

  /** Confirms records that agree with their documents, all or none. 404 `TASK_ABSENT`; 409 `RECORDS_CHECKED`. */
  async confirm(caller: Caller, { campaignId, stage: key }: AtStage, employmentIds: readonly string[]): Promise<{ confirmed: number }> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      this.campaigns.stage(campaign, key, 'eligibility');
      const tasks = await this.verifications.lock(tx, campaignId, key, employmentIds);
      const faultsOf = (code: string, isFault: (state: VerificationState | undefined) => boolean) =>
        employmentIds.flatMap((id, i) => (isFault(tasks.get(id)) ? [{ pointer: `/items/${i}/employmentId`, code, params: {} }] : []));
      const absent = faultsOf('TASK_ABSENT', (state) => state === undefined);
      if (absent.length) throw taskAbsent(absent);
      const checked = faultsOf('RECORDS_CHECKED', (state) => state !== 'open');
      if (checked.length) throw recordsChecked(checked);
      await this.verifications.confirm(tx, key, employmentIds);
      await tx.audit({ action: 'verification.confirmed', chain: campaignId, policyVersion: campaign.policyVersion, lines: tasks.size, digest: digestOf([...tasks.keys()]) });
      return { confirmed: tasks.size };
    });
  }

  /** Records to be compared, candidacy by candidacy in the order of public numbers. */
  async list(caller: Caller, { campaignId, stage }: AtStage, { state, after, limit }: { state?: VerificationState; after?: string; limit: number }): Promise<Page<CandidacyTasks>> {
    return this.database.transact(caller, async (tx) => {
      this.campaigns.stage(await this.campaigns.running(tx, campaignId), stage, 'eligibility');
      return pageOf(await this.verifications.page(tx, campaignId, stage, state ?? null, after ?? null, limit + 1), limit, ({ number }) => number);
    });
  }
}
