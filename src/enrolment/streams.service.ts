import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import type { EnrolmentStage, Streams } from '../campaign/domain/policy';
import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { newId } from '../platform/new-id';
import { countStreams, type StreamCounts } from './domain/count-streams';
import { type Listener, splitStreams, type StreamLimit, type StreamSplit } from './domain/split-streams';
import { type EnrolledPerson, type SavedSplit, type SplitRequest, StreamsRepository } from './streams.repository';

/** What an officer asks for. */
export interface AskedSplit {
  readonly seed: string;
  readonly limits: readonly StreamLimit[];
  readonly fixed: readonly { readonly candidacyId: string; readonly stream: number }[];
  /** Whoever is in a stream already stays in it; only the new ones are dealt out. */
  readonly keepsSaved: boolean;
}

/** A split as it is looked over before it is saved; `digest` is what saving confirms. */
export interface ShownSplit extends StreamSplit {
  readonly digest: string;
  readonly streams: readonly StreamCounts[];
}

export type { SavedSplit };

/** Streams of the enrolled: proposed by a rule, looked over and saved by a person. */
@Injectable()
export class StreamsService {
  constructor(
    private readonly database: Database,
    private readonly repository: StreamsRepository,
    private readonly campaigns: CampaignService,
  ) {}

  async preview(caller: Caller, campaignId: string, stageKey: string, asked: AskedSplit): Promise<ShownSplit> {
    return this.database.transact(caller, async (tx) => (await this.split(tx, campaignId, stageKey, asked)).shown);
  }

  /** Saves the split that the preview showed: 409 `STALE_PREVIEW` when people or rules have changed since. */
  async create(caller: Caller, campaignId: string, stageKey: string, asked: AskedSplit, digest: string): Promise<ShownSplit & { id: string }> {
    return this.database.transact(caller, async (tx) => {
      const { campaign, shown, request } = await this.split(tx, campaignId, stageKey, asked, true);
      if (shown.digest !== digest) throw new DomainError('conflict', 'STALE_PREVIEW', 'The split has changed since the preview.');
      if (shown.excess > 0) throw new DomainError('rule', 'STREAM_LIMIT_UNMET', 'A limit cannot be kept; loosen it or name fewer settled people.', { excess: shown.excess });
      const id = newId();
      const { lines, imbalance, least } = shown;
      await this.repository.create(tx, campaignId, stageKey, { id, request, lines, imbalance, least, digest });
      await tx.audit({ action: 'streams.saved', chain: campaignId, subject: id, policyVersion: campaign.policyVersion, lines: lines.length, digest: Buffer.from(digest, 'hex') });
      return { id, ...shown };
    });
  }

  /** The split that holds. */
  async saved(caller: Caller, campaignId: string, stageKey: string): Promise<SavedSplit> {
    return this.database.transact(caller, async (tx) => {
      const found = await this.repository.newest(tx, campaignId, stageKey);
      if (!found) throw new DomainError('absent', 'STREAMS_ABSENT', 'Nobody has saved streams of this stage.');
      return found;
    });
  }

  private async split(tx: Tx, campaignId: string, stageKey: string, asked: AskedSplit, lock = false): Promise<{ campaign: RunningCampaign; shown: ShownSplit; request: SplitRequest }> {
    const campaign = await this.campaigns.running(tx, campaignId, { lock });
    const stage = this.campaigns.stage(campaign, stageKey, 'enrolment');
    if (!stage.streams) throw new DomainError('conflict', 'NO_STREAMS', 'The policy names no streams.');
    const enrolled = await this.repository.enrolled(tx, campaignId, stageKey);
    if (!enrolled.length) throw new DomainError('conflict', 'NOBODY_ENROLLED', 'Nobody is enrolled.');
    const request = await this.read(tx, campaignId, stage.streams, stageKey, enrolled, asked);
    const people = enrolled.map((person) => listener(campaign, stage, person));
    const { count, balancedBy } = stage.streams;
    const split = splitStreams({ count, balancedBy, people, seed: request.seed, limits: request.limits, fixed: new Map(request.fixed.map(({ number, stream }) => [number, stream])) });
    const digest = digestOf({ request, streams: stage.streams, lines: split.lines }).toString('hex');
    return { campaign, request, shown: { ...split, digest, streams: countStreams(people, split, count) } };
  }

  private async read(tx: Tx, campaignId: string, { count }: Streams, stageKey: string, enrolled: readonly EnrolledPerson[], { seed, limits, fixed, keepsSaved }: AskedSplit): Promise<SplitRequest> {
    const numbers = new Map(enrolled.map(({ candidacyId, number }) => [candidacyId, number]));
    const faults = fixed.flatMap(({ candidacyId, stream }, i): Fault[] => [
      ...(numbers.has(candidacyId) ? [] : [{ pointer: `/fixed/${i}/candidacyId`, code: 'NOT_ENROLLED', params: {} }]),
      ...(stream <= count ? [] : [{ pointer: `/fixed/${i}/stream`, code: 'STREAM_UNKNOWN', params: { count } }]),
    ]);
    if (faults.length) throw new DomainError('rule', 'STREAMS_REFUSED', 'Somebody named is not enrolled, or there is no such stream.', {}, faults);
    const here = new Set(numbers.values());
    const before = keepsSaved ? ((await this.repository.newest(tx, campaignId, stageKey))?.lines ?? []) : [];
    const settled = new Map([
      ...before.filter(({ number, stream }) => here.has(number) && stream <= count).map(({ number, stream }) => [number, stream] as const),
      ...fixed.map(({ candidacyId, stream }) => [numbers.get(candidacyId)!, stream] as const),
    ]);
    return { seed, limits, fixed: [...settled].map(([number, stream]) => ({ number, stream })).sort((a, b) => (a.number < b.number ? -1 : 1)) };
  }
}

/** The group is the policy's own: the one of its ranking that the territory belongs to. */
function listener({ policy }: RunningCampaign, stage: EnrolmentStage, { number, territory, category, sex }: EnrolledPerson): Listener {
  const earlier = policy.stages.slice(0, policy.stages.findIndex(({ key }) => key === stage.key));
  const groups = earlier.flatMap((before) => (before.kind === 'ranking' ? (before.quotas.territories?.groups ?? []) : []));
  return { number, values: { territory, group: groups.find(({ members }) => members.includes(territory))?.key ?? 'none', category: category ?? 'none', sex: sex ?? 'unknown' } };
}
