import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import { CandidacyService } from '../candidacy/candidacy.service';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import type { StageKey } from './assessment.repository';
import { BlankSheetRepository, type SheetSubject } from './blank-sheet.repository';
import { rubricOf } from './domain/rubric-of';
import { printSheets } from './print-sheets';

/** Blank sheets for marking on paper. They say nothing that has been marked, by whomever. */
@Injectable()
export class BlankSheetService {
  constructor(
    private readonly database: Database,
    private readonly sheets: BlankSheetRepository,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
  ) {}

  /** Of those open in the stage, in the order of public numbers. */
  async print(caller: Caller, at: StageKey, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<string> {
    return this.database.transact(caller, (tx) => this.printed(tx, at, () => this.sheets.open(tx, at, null, after, limit)));
  }

  /** Of one candidacy. 404 `CANDIDACY_ABSENT`, 409 `NOT_IN_STAGE`. */
  async printOne(caller: Caller, at: StageKey, candidacyId: string): Promise<string> {
    return this.database.transact(caller, (tx) => this.printed(tx, at, async () => {
      await this.candidacies.requireOpenIn(tx, at.campaignId, at.stage, [candidacyId], 'all', { at: () => '/candidacyId' });
      return this.sheets.open(tx, at, candidacyId, undefined, 1);
    }));
  }

  /** The caller's own that are still to be submitted. */
  async printOwn(caller: Caller, at: StageKey): Promise<string> {
    return this.database.transact(caller, (tx) => this.printed(tx, at, () => this.sheets.own(tx, at)));
  }

  private async printed(tx: Tx, at: StageKey, find: () => Promise<SheetSubject[]>): Promise<string> {
    const campaign = await this.campaigns.running(tx, at.campaignId);
    const stage = this.campaigns.stage(campaign, at.stage, 'assessment');
    return printSheets(campaign.policy, stage, rubricOf(campaign.policy, stage), await find());
  }
}
