import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import { keyed } from '../campaign/domain/policy';
import type { Text } from '../campaign/domain/policy-terms';
import { moscowDay, showTerm, type ShownTerm, termEnd } from '../campaign/domain/term-in-days';
import { clockIn, MOSCOW } from '../campaign/domain/time-zones';
import { CandidacyService } from '../candidacy/candidacy.service';
import { CandidateLinkService, type FoundLink, type IssuedLink, linkAbsent } from '../candidacy/candidate-link.service';
import type { CalendarDate } from '../kernel/calendar-date';
import { type Caller, LINK_HOLDER } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { writePdf } from '../platform/paper/write-pdf';
import { FileStorage } from '../platform/storage/file-storage.service';
import { ReceivedFile } from '../platform/storage/received-file';
import { appealsRefused } from './appeal.errors';
import { AppealRepository } from './appeal.repository';
import { AppealService } from './appeal.service';
import { objectionPaper } from './domain/objection-paper';

export type { IssuedLink };

/** What may be objected to, as the holder of a link sees it: nothing that names him, nothing of how it was decided. */
export interface AppealableByLink {
  readonly programme: Text;
  readonly campaign: string;
  readonly number: string;
  readonly stage: Text;
  readonly publishedOn: CalendarDate;
  readonly lodgeUntil: ShownTerm;
}

/** What the candidate is told once his appeal is there. */
export interface FiledAppeal {
  readonly number: string;
  readonly receivedOn: CalendarDate;
  readonly dueOn: CalendarDate;
}

interface Appealable {
  readonly link: FoundLink;
  readonly publishedAt: Date;
}

const PAGE = '/api/v1/appeal.html';
const MOST_BYTES = 1_048_576;

/** One-time links by which candidates appeal themselves, without an account. */
@Injectable()
export class AppealLinkService {
  constructor(
    private readonly database: Database,
    private readonly links: CandidateLinkService,
    private readonly repository: AppealRepository,
    private readonly appeals: AppealService,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
    private readonly storage: FileStorage,
    private readonly clock: Clock,
  ) {}

  /**
   * Issues links against one published decision to people it was about, all or none. A link lives until the policy's days
   * to object are over; a further one ends the one before. 404 `CANDIDACY_ABSENT`; 422 `APPEALS_REFUSED` by place.
   */
  async issue(caller: Caller, campaignId: string, decisionId: string, candidacyIds: readonly string[]): Promise<IssuedLink[]> {
    const sealed = await this.database.transact(caller, async (tx) => {
      const { policy, policyVersion } = await this.campaigns.running(tx, campaignId, { lock: true });
      const people = await this.candidacies.require(tx, campaignId, candidacyIds, 'all');
      const published = new Map((await this.repository.publishedDecisions(tx, campaignId, candidacyIds.map((candidacyId) => ({ candidacyId, decisionId })))).map((one) => [one.candidacyId, one]));
      const now = this.clock.now();
      const at = (i: number): string => `/candidacyIds/${i}`;
      const wishes = people.flatMap(({ id, number }) => {
        const decision = published.get(id);
        const expiresAt = decision && termEnd(moscowDay(decision.publishedAt), policy.appeals.lodgeDays);
        return decision && expiresAt && expiresAt >= now ? [{ candidacyId: id, number, decisionId, stage: decision.stage, expiresAt }] : [];
      });
      const faults = candidacyIds.flatMap((id, i) => {
        if (candidacyIds.indexOf(id) !== i) return [{ pointer: at(i), code: 'CANDIDACY_TWICE', params: {} }];
        if (wishes.some(({ candidacyId }) => candidacyId === id)) return [];
        return [{ pointer: at(i), code: published.has(id) ? 'TIME_TO_OBJECT_OVER' : 'DECISION_NOT_APPEALABLE', params: {} }];
      });
      if (faults.length) throw appealsRefused(faults);
      return this.links.issue(tx, campaignId, policyVersion, 'appeal', PAGE, wishes);
    });
    return this.links.open(sealed);
  }

  /** What may be objected to. 404 `LINK_ABSENT`, 429 `TOO_MANY_GUESSES`. */
  async read(token: string | null, address: string): Promise<AppealableByLink> {
    return this.database.transact(LINK_HOLDER, async (tx) => {
      const { link, publishedAt } = await this.require(tx, token, address);
      const { policy } = await this.campaigns.running(tx, link.campaignId);
      const { campaign, number, stage, expiresAt, region } = link;
      return {
        programme: policy.programme.title, campaign, number, stage: keyed(policy.stages, stage)!.title, publishedOn: moscowDay(publishedAt),
        lodgeUntil: showTerm(expiresAt, region),
      };
    });
  }

  /** Receives the appeal, its words as a paper, and uses the link up. Refusals as `read`. */
  async file(token: string | null, address: string, text: string): Promise<FiledAppeal> {
    const { paper, candidate } = await this.database.transact(LINK_HOLDER, async (tx) => {
      const { link, publishedAt } = await this.require(tx, token, address);
      const { policy } = await this.campaigns.running(tx, link.campaignId);
      const now = this.clock.now();
      const stage = keyed(policy.stages, link.stage)!.title.ru;
      const { number, campaign } = link;
      return {
        candidate: link,
        paper: objectionPaper({ programme: policy.programme.title.ru, campaign, candidate: number, stage, publishedOn: moscowDay(publishedAt), text, receivedAt: clockIn(MOSCOW, now), at: now.toISOString() }),
      };
    });
    const file = await ReceivedFile.from(Readable.from([await writePdf(paper)]), MOST_BYTES);
    const { candidacyId, campaignId, decisionId, number } = candidate;
    try {
      return await this.storage.keep(file, ['pdf'], (kept, done) =>
        this.database.transact(LINK_HOLDER, async (tx) => {
          await this.campaigns.running(tx, campaignId, { lock: true });
          if (await this.repository.isOpen(tx, candidacyId, decisionId!)) throw linkAbsent();
          await this.links.use(tx, 'appeal', token!);
          const { receivedOn, dueOn } = await this.appeals.receive(tx, campaignId, { candidacyId, decisionId: decisionId! }, { ...kept, type: 'pdf' });
          done();
          return { number, receivedOn, dueOn };
        }),
      );
    } finally {
      await file.drop();
    }
  }

  private async require(tx: Tx, token: string | null, address: string): Promise<Appealable> {
    const { link, about } = await this.links.require(tx, 'appeal', token, address, async ({ campaignId, candidacyId, decisionId }) => {
      const [decision] = await this.repository.publishedDecisions(tx, campaignId, [{ candidacyId, decisionId: decisionId! }]);
      return decision && !(await this.repository.isOpen(tx, candidacyId, decisionId!)) ? decision : null;
    });
    return { link, publishedAt: about.publishedAt };
  }
}
