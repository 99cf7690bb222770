import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CampaignService } from '../campaign/campaign.service';
import { CandidacyService } from '../candidacy/candidacy.service';
import { digestPolicy } from '../campaign/domain/digest-policy';
import { stageOf } from '../campaign/domain/policy';
import { canonicalJson } from '../kernel/canonical-json';
import { DomainError } from '../kernel/domain-error';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { isRefused } from './domain/selection-contract';
import { composeSnapshot, type ScoredStage, type Snapshot, snapshotIdOf, type SnapshotTerms } from './domain/snapshot';
import { LotteryRepository } from './lottery.repository';
import { RankingRepository, type RankingRun } from './ranking.repository';
import { type SnapshotExport, SnapshotRepository } from './snapshot.repository';

export type { Snapshot };

/** An export as it is shown: the seal goes to the second person, and into the publication. */
export interface ShownExport extends SnapshotExport {
  readonly people: number;
  readonly chosen: number;
}

/**
 * Exports of published rankings. One person asks for an export, another lets it out; from then on anybody who has it can
 * recompute the ranking. It is made from what the run froze, never from the people's data, so an erasure changes nothing.
 */
@Injectable()
export class SnapshotService {
  constructor(
    private readonly database: Database,
    private readonly runs: RankingRepository,
    private readonly snapshots: SnapshotRepository,
    private readonly lotteries: LotteryRepository,
    private readonly campaigns: CampaignService,
    private readonly candidacies: CandidacyService,
  ) {}

  async request(caller: Caller, campaignId: string, stage: string, runId: string): Promise<ShownExport> {
    return this.database.transact(caller, async (tx) => {
      const run = await this.require(tx, campaignId, stage, runId);
      const secret = randomBytes(32);
      const snapshot = await this.compose(tx, run, secret);
      const seal = Buffer.from(snapshot.hashes.seal, 'hex');
      if (!(await this.snapshots.request(tx, campaignId, runId, secret, seal))) throw new DomainError('conflict', 'SNAPSHOT_REQUESTED', 'An export of this run has been asked for.');
      await tx.audit({ action: 'snapshot.requested', chain: campaignId, subject: runId, policyVersion: run.policyVersion, lines: snapshot.people.length, digest: seal });
      return this.shown(tx, snapshot, runId);
    });
  }

  /** Lets an export out. `seal` is the one the request answered: both persons mean the same file. */
  async release(caller: Caller, campaignId: string, stage: string, runId: string, seal: string): Promise<ShownExport> {
    return this.database.transact(caller, async (tx) => {
      const run = await this.require(tx, campaignId, stage, runId);
      const asked = await this.requireExport(tx, runId, true);
      if (asked.releasedAt) throw new DomainError('conflict', 'SNAPSHOT_RELEASED', 'This export has been let out.');
      if (asked.requestedBy === tx.actor.id) throw new DomainError('conflict', 'SECOND_PERSON_NEEDED', 'Another person than the one who asked has to let the export out.');
      if (asked.seal !== seal) throw new DomainError('conflict', 'SEAL_DIFFERS', 'The seal is not that of the export that was asked for.');
      const snapshot = await this.same(tx, run, asked);
      await this.snapshots.release(tx, runId);
      await tx.audit({ action: 'snapshot.released', chain: campaignId, subject: runId, policyVersion: run.policyVersion, lines: snapshot.people.length, digest: Buffer.from(seal, 'hex') });
      return this.shown(tx, snapshot, runId);
    });
  }

  /** The file. The same bytes every time. */
  async file(caller: Caller, campaignId: string, stage: string, runId: string): Promise<Snapshot> {
    return this.database.transact(caller, async (tx) => {
      const run = await this.require(tx, campaignId, stage, runId);
      const asked = await this.requireExport(tx, runId);
      if (!asked.releasedAt) throw new DomainError('conflict', 'SNAPSHOT_NOT_RELEASED', 'Nobody has let this export out yet.');
      return this.same(tx, run, asked);
    });
  }

  /** Which row is somebody's: what a candidate is told who wants to look at his own. */
  async rowOf(caller: Caller, campaignId: string, stage: string, runId: string, candidacyId: string): Promise<{ candidacyId: string; number: string; row: string }> {
    return this.database.transact(caller, async (tx) => {
      const run = await this.require(tx, campaignId, stage, runId);
      const { secret } = await this.requireExport(tx, runId);
      const [candidacy] = await this.candidacies.require(tx, campaignId, [candidacyId], 'all', { at: () => '/candidacyId' });
      const basis = await this.snapshots.basis(tx, campaignId, stage, run.revision);
      const { number } = candidacy!;
      if (!basis?.people.some((person) => person.number === number)) throw new DomainError('absent', 'CANDIDACY_ABSENT', 'This candidacy was not ranked by this run.');
      return { candidacyId, number, row: snapshotIdOf(secret, number) };
    });
  }

  /** Made anew and compared with what both persons saw. */
  private async same(tx: Tx, run: RankingRun, { secret, seal }: { secret: Buffer; seal: string }): Promise<Snapshot> {
    const snapshot = await this.compose(tx, run, secret);
    if (snapshot.hashes.seal !== seal) throw new DomainError('conflict', 'SNAPSHOT_CHANGED', 'What the run froze is not what it was when the export was asked for.');
    return snapshot;
  }

  private async compose(tx: Tx, run: RankingRun, secret: Buffer): Promise<Snapshot> {
    const { id, campaignId, stage, revision, cause } = run;
    const decision = await this.snapshots.publishedDecision(tx, campaignId, id);
    if (!decision) throw new DomainError('conflict', 'RANKING_NOT_PUBLISHED', 'No published decision rests on this run.');
    const frozen = await this.runs.snapshot(tx, id);
    const basis = await this.snapshots.basis(tx, campaignId, stage, revision);
    if (!basis) throw new DomainError('conflict', 'SNAPSHOT_WITHOUT_BASIS', 'The run was made before its basis was kept.');
    const policy = await this.campaigns.publishedPolicy(tx, campaignId, basis.policyVersion);
    const snapshot = composeSnapshot({
      about: {
        programme: policy.programme.title,
        campaign: { id: campaignId, name: await this.snapshots.campaignName(tx, campaignId) },
        act: policy.approvingAct,
        categories: Object.fromEntries((policy.categories ?? []).map(({ key, title }) => [key, title])),
        policy: { version: basis.policyVersion, digest: digestPolicy(policy).toString('hex') },
        run: { id, revision, cause },
        decision: { id: decision.id, publishedAt: decision.publishedAt.toISOString() },
      },
      rules: stageOf(policy, stage) as ScoredStage,
      basis, lottery: basis.seed === null ? null : await this.lotteryOf(tx, campaignId, stage), frozen, secret,
    });
    const isWhatItWas = run.snapshotHash === digestOf(frozen).toString('hex') && !isRefused(snapshot) && agrees(run, snapshot, secret);
    if (!isWhatItWas) throw new DomainError('conflict', 'SNAPSHOT_NOT_REPRODUCED', 'The run does not come to its stored result again; its record has been changed.');
    return snapshot;
  }

  private async lotteryOf(tx: Tx, campaignId: string, stage: string): Promise<SnapshotTerms['lottery']> {
    const lottery = await this.lotteries.find(tx, campaignId, stage);
    return lottery && { commitment: lottery.commitment, secret: lottery.secret ?? '', publicValue: lottery.publicValue ?? '' };
  }

  private async shown(tx: Tx, { people, result }: Snapshot, runId: string): Promise<ShownExport> {
    const { secret: _, ...shown } = await this.requireExport(tx, runId);
    return { ...shown, people: people.length, chosen: result.selected.length };
  }

  private async require(tx: Tx, campaignId: string, stage: string, id: string): Promise<RankingRun> {
    const run = await this.runs.find(tx, campaignId, stage, id);
    if (!run) throw new DomainError('absent', 'RUN_ABSENT', 'There is no such run.');
    return run;
  }

  private async requireExport(tx: Tx, runId: string, lock = false): Promise<SnapshotExport & { secret: Buffer }> {
    const asked = await this.snapshots.find(tx, runId, lock);
    if (!asked) throw new DomainError('absent', 'SNAPSHOT_ABSENT', 'Nobody has asked for an export of this run.');
    return asked;
  }
}

/** Whether the recomputed result is the stored one, ids put in the place of public numbers. */
function agrees({ result }: RankingRun, snapshot: Snapshot, secret: Buffer): boolean {
  const stored = result!.result;
  return canonicalJson({ ...stored, selected: stored.selected.map((number) => snapshotIdOf(secret, number)) }) === canonicalJson(snapshot.result);
}
