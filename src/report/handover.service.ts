import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ZipFile } from 'yazl';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { FEDERAL_SUBJECTS } from '../campaign/domain/federal-subjects';
import { nominationStage } from '../campaign/domain/nomination-stage';
import { keyed, type Policy } from '../campaign/domain/policy';
import type { BindingRule } from '../candidacy/domain/explanation';
import { DomainError } from '../kernel/domain-error';
import type { Paper } from '../kernel/paper';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { PaperFormat } from '../platform/paper/paper-types';
import { printPaper } from '../platform/paper/print-paper';
import { type HandedPerson, handoverPaper } from './domain/handover-paper';
import { sayExit } from './domain/say-exit';
import { word } from './domain/speech';
import { type HandedNominator, HandoverRepository } from './handover.repository';
import { type PublishedOutcome, PublishedOutcomeRepository } from './published-outcome.repository';

/** Statuses in which nobody goes on. */
const LEFT: ReadonlySet<string> = new Set(['rejected', 'withdrawn', 'excluded', 'no-show', 'expelled']);
const FIRST_DAY = new Date(1980, 0, 1);

/** The results that are handed to nominators [итоги для регионов]: one paper each, of published decisions only. */
@Injectable()
export class HandoverService {
  constructor(
    private readonly database: Database,
    private readonly nominators: HandoverRepository,
    private readonly outcomes: PublishedOutcomeRepository,
    private readonly campaigns: CampaignService,
  ) {}

  /** The paper of one nominator. 404 `NOMINATOR_ABSENT`. The reading is recorded. */
  async one(caller: Caller, campaignId: string, scope: readonly string[] | 'all', nominatorId: string, format: PaperFormat): Promise<Buffer> {
    const isForeign = scope !== 'all' && !scope.includes(nominatorId);
    const paper = await this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const [nominator] = isForeign ? [] : await this.nominators.find(tx, campaignId, [nominatorId]);
      if (!nominator) throw new DomainError('absent', 'NOMINATOR_ABSENT', 'There is no such nominator in this campaign.');
      await tx.audit({ action: 'handover.read', chain: campaignId, subject: nominatorId, policyVersion: campaign.policyVersion });
      return compose(campaign, nominator, await this.outcomes.page(tx, campaignId, nominationStage(campaign.policy).key, { nominatorId }));
    });
    return printPaper(paper, format);
  }

  /** The papers of all nominators as a ZIP, one after the other: a slow reader holds no transaction. */
  async all(caller: Caller, campaignId: string, format: PaperFormat): Promise<Readable> {
    const nominators = await this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const found = await this.nominators.find(tx, campaignId, null);
      await tx.audit({ action: 'handover.read', chain: campaignId, policyVersion: campaign.policyVersion, lines: found.length });
      return found;
    });
    const zip = new ZipFile();
    const fill = async (): Promise<void> => {
      for (const { id, code } of nominators) {
        const paper = await this.database.transact(caller, async (tx) => {
          const campaign = await this.campaigns.running(tx, campaignId);
          const [nominator] = await this.nominators.find(tx, campaignId, [id]);
          return compose(campaign, nominator!, await this.outcomes.page(tx, campaignId, nominationStage(campaign.policy).key, { nominatorId: id }));
        });
        zip.addBuffer(await printPaper(paper, format), `${code}.${format}`, { mtime: FIRST_DAY });
      }
      zip.end();
    };
    const output = new Readable().wrap(zip.outputStream);
    fill().catch((error: Error) => output.destroy(error));
    return output;
  }
}

function compose({ policy }: RunningCampaign, { campaign, title, plan, used }: HandedNominator, rows: readonly PublishedOutcome[]): Paper {
  const published = rows.flatMap(({ publishedAt }) => (publishedAt ? [publishedAt.getTime()] : []));
  return handoverPaper({
    programme: policy.programme.title.ru,
    campaign,
    nominator: title,
    places: { plan, used },
    people: rows.map((row) => personOf(policy, row)),
    quotas: [...new Set(rows.flatMap(({ binding }) => binding).map((rule) => quotaInWords(policy, rule)))],
    asOf: `${new Date(Math.max(0, ...published)).toISOString().slice(0, 10)}T00:00:00.000Z`,
  });
}

function personOf(policy: Policy, row: PublishedOutcome): HandedPerson {
  const { number, name, status } = row;
  const post = [row.post, row.organisation].filter(Boolean).join(', ');
  const standing = word('ru', `candidacy.${status}`) ?? status;
  const stage = keyed(policy.stages, row.decidedIn ?? row.stage)!;
  return { number, name, post, standing, isEnrolled: status === 'enrolled' || status === 'graduated', left: LEFT.has(status) ? { stage: stage.title.ru, why: sayExit(row, policy, 'ru') } : null };
}

function quotaInWords(policy: Policy, { family, key, count, min, max }: BindingRule): string {
  const bounds = [min > 0 ? `не менее ${min}` : '', max === null ? '' : `не более ${max}`].filter(Boolean).join(', ');
  return `${circleOf(policy, family, key)}: ${bounds}; отобрано ${count}`;
}

function circleOf(policy: Policy, family: BindingRule['family'], key: string): string {
  const subject = (code: string): string => FEDERAL_SUBJECTS.find((one) => one.code === code)?.name ?? code;
  const category = (of: string): string => keyed(policy.categories, of)?.title.ru ?? of;
  switch (family) {
    case 'seats':
      return 'Всего мест';
    case 'regions':
      return `Субъект: ${subject(key)}`;
    case 'categories':
      return `Категория: ${category(key)}`;
    case 'groups':
      return `Группа субъектов: ${groupTitle(policy, key)}`;
    case 'cells': {
      const [region = '', of = ''] = key.split('/');
      return `${subject(region)}, ${category(of)}`;
    }
  }
}

function groupTitle({ stages }: Policy, key: string): string {
  for (const stage of stages) {
    if (stage.kind !== 'ranking') continue;
    const group = stage.quotas.territories?.groups?.find((one) => one.key === key);
    if (group) return group.title.ru;
  }
  return key;
}
