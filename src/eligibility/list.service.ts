import { Injectable } from '@nestjs/common';
import { ApplicantService } from '../applicant/applicant.service';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { type EligibilityStage, type ImportedList, keyed } from '../campaign/domain/policy';
import { walkCriterion } from '../campaign/domain/policy-leaves';
import { WorkService } from '../candidacy/work.service';
import type { Fault } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import { importAbsent, importWithdrawn, listAbsent, listRefused } from './list.errors';
import type { ListedDto } from './list.dto';
import { type ListImportRow, ListRepository, type RecognisableEntry } from './list.repository';

export interface ListPart {
  readonly source: string;
  readonly issuedOn: string;
  readonly items: readonly ListedDto[];
}

/** Imported lists: who won or was a finalist elsewhere, by what source. */
@Injectable()
export class ListService {
  constructor(
    private readonly database: Database,
    private readonly lists: ListRepository,
    private readonly campaigns: CampaignService,
    private readonly applicants: ApplicantService,
    private readonly work: WorkService,
  ) {}

  /**
   * Takes entries of a list, all or none, and has the proposals about those concerned made anew. `pointers` says where in
   * the request each stands. 404 `LIST_ABSENT`; 422 `LIST_REFUSED` tells every fault.
   */
  async import(caller: Caller, campaignId: string, key: string, { source, issuedOn, items }: ListPart, pointers: readonly string[]): Promise<ListImportRow> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const list = listOf(campaign, key);
      const faults: Fault[] = [];
      const seen = new Set<string>();
      const entries = items.map(({ result = null, ...person }, i): RecognisableEntry => {
        const pointer = pointers[i]!;
        const { nameIndex, snilsIndex, faults: wrong } = this.applicants.recognise(person, pointer);
        const entry = { nameIndex, snilsIndex, result };
        faults.push(...wrong, ...checkResult(list, result, pointer));
        if (snilsIndex === null && !list.matchedBy.includes('name-and-birth-date')) faults.push({ pointer, code: 'SNILS_MISSING', params: {} });
        const same = Object.values(entry).join();
        if (seen.has(same)) faults.push({ pointer, code: 'ENTERED_TWICE', params: {} });
        seen.add(same);
        return entry;
      });
      if (faults.length) throw listRefused(faults);
      const row = await this.lists.insert(tx, campaignId, { id: newId(), list: key, source, issuedOn }, entries);
      await this.renewConcerned(tx, campaign, row);
      await tx.audit({ action: 'list.imported', chain: campaignId, subject: row.id, policyVersion: campaign.policyVersion, lines: entries.length, digest: digestOf(entries) });
      return row;
    });
  }

  /** Takes an import back; its row stays. 404 `LIST_ABSENT`, `IMPORT_ABSENT`; 409 `IMPORT_WITHDRAWN`. */
  async withdraw(caller: Caller, campaignId: string, key: string, id: string): Promise<ListImportRow> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const { key: list } = listOf(campaign, key);
      const row = await this.lists.find(tx, campaignId, list, id, true);
      if (!row) throw importAbsent();
      if (row.withdrawnAt) throw importWithdrawn();
      await this.lists.withdraw(tx, id);
      await this.renewConcerned(tx, campaign, row);
      await tx.audit({ action: 'list.withdrawn', chain: campaignId, subject: id, policyVersion: campaign.policyVersion, lines: row.entries });
      return (await this.lists.find(tx, campaignId, list, id))!;
    });
  }

  /** The parts of a list in the order they came, withdrawn ones too. 404 `LIST_ABSENT`. */
  async imports(caller: Caller, campaignId: string, key: string, { after, limit }: { after?: string; limit: number }): Promise<Page<ListImportRow>> {
    return this.database.transact(caller, async (tx) => {
      const { key: list } = listOf(await this.campaigns.running(tx, campaignId), key);
      return pageOf(await this.lists.page(tx, campaignId, list, after ?? null, limit + 1), limit, ({ id }) => id);
    });
  }

  private async renewConcerned(tx: Tx, campaign: RunningCampaign, { id, list }: ListImportRow): Promise<void> {
    const asks = ({ criteria }: EligibilityStage): boolean => walkCriterion(criteria, '').leaves.some(({ leaf }) => leaf.type === 'list' && leaf.list === list);
    const stages = campaign.policy.stages.filter((stage) => stage.kind === 'eligibility').filter(asks);
    const ids = stages.length ? await this.lists.concerned(tx, campaign.campaignId, id) : [];
    for (const stage of stages) await this.work.renew(tx, campaign.campaignId, stage, ids);
  }
}

function listOf({ policy }: RunningCampaign, key: string): ImportedList {
  const list = keyed(policy.lists, key);
  if (!list) throw listAbsent();
  return list;
}

function checkResult({ results }: ImportedList, result: string | null, at: string): Fault[] {
  if (results && result === null) return [{ pointer: `${at}/result`, code: 'RESULT_MISSING', params: { known: results } }];
  return result === null || results?.includes(result) ? [] : [{ pointer: `${at}/result`, code: 'RESULT_UNKNOWN', params: { known: results ?? [] } }];
}
