import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { nominationStage } from '../campaign/domain/nomination-stage';
import { keyed } from '../campaign/domain/policy';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { type TableForm, writeTable } from '../platform/spreadsheet/write-table';
import { type Language, word } from './domain/speech';
import { ExportRepository, type ExportRow } from './export.repository';

const PAGE = 500;
const WIDTHS = {
  number: 10, externalId: 14, nominator: 30, name: 36, birthDate: 12, sex: 9, category: 24, region: 9, post: 40, organisation: 40, municipality: 14, stage: 18, status: 16,
} as const satisfies Readonly<Partial<Record<keyof ExportRow, number>>>;
const COLUMNS = Object.keys(WIDTHS) as (keyof typeof WIDTHS)[];

/** Lists that leave the service as files. */
@Injectable()
export class ExportService {
  constructor(
    private readonly database: Database,
    private readonly rows: ExportRepository,
    private readonly campaigns: CampaignService,
  ) {}

  /**
   * The candidacies the caller may see: an officer everybody as they stand, a nominator his own as published. The taking
   * is recorded before the first row; pages are read in transactions of their own, so a slow reader holds nothing.
   */
  async candidacies(caller: Caller, campaignId: string, scope: readonly string[] | 'all', { form, language }: { readonly form: TableForm; readonly language: Language }): Promise<Readable> {
    const campaign = await this.database.transact(caller, async (tx) => {
      const running = await this.campaigns.running(tx, campaignId);
      await tx.audit({ action: 'candidacies.exported', chain: campaignId, policyVersion: running.policyVersion });
      return running;
    });
    const columns = COLUMNS.map((column) => ({ title: word(language, `export.${column}`) ?? column, width: WIDTHS[column] }));
    return writeTable({ name: campaignId.slice(0, 8), columns, rows: this.cells(caller, campaign, scope === 'all' ? null : scope, language) }, form);
  }

  private async *cells(caller: Caller, { campaignId, policy }: RunningCampaign, nominatorIds: readonly string[] | null, language: Language): AsyncGenerator<readonly (string | null)[]> {
    const said = (row: ExportRow): Readonly<Record<(typeof COLUMNS)[number], string | null>> => ({
      ...row,
      sex: row.sex && (word(language, `sex.${row.sex}`) ?? row.sex),
      category: row.category && (keyed(policy.categories, row.category)?.title[language] ?? row.category),
      status: word(language, `candidacy.${row.status}`) ?? row.status,
    });
    const pageAfter = (after: string): Promise<ExportRow[]> =>
      this.database.transact(caller, (tx) => this.rows.page(tx, campaignId, nominationStage(policy).key, nominatorIds, after, PAGE));
    for (let page = await pageAfter(''); page.length > 0; page = await pageAfter(page.at(-1)!.number)) {
      for (const row of page) {
        const line = said(row);
        yield COLUMNS.map((column) => line[column]);
      }
    }
  }
}
