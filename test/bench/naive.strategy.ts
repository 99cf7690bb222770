import 'reflect-metadata';
import { DataSource, type EntityManager } from 'typeorm';
import { type RankingStage, type Stage, stageAfter, stageOf } from '../../src/campaign/domain/policy';
import { CandidacyEntity } from '../../src/candidacy/candidacy.entity';
import { type PipelineEvent, transition } from '../../src/candidacy/domain/pipeline';
import type { Verdict } from '../../src/candidacy/domain/verdict';
import { HistoryEntity } from '../../src/candidacy/history.entity';
import { VerdictEntity } from '../../src/candidacy/verdict.entity';
import { toColumns } from '../../src/candidacy/verdict.repository';
import { decideEnrolment } from '../../src/enrolment/domain/decide-enrolment';
import { SeatEntity } from '../../src/enrolment/seat.entity';
import { SeatQuotaEntity } from '../../src/enrolment/seat-quota.entity';
import type { Config } from '../../src/platform/config/config';
import { dataSourceOptions } from '../../src/platform/database/data-source';
import { buildQuestion, type RankedPerson } from '../../src/ranking/domain/build-question';
import { judgeRun } from '../../src/ranking/domain/judge-run';
import { isRefused } from '../../src/ranking/domain/selection-contract';
import { CandidateQueue } from './candidate-queue';
import { NaiveAuditEntity } from './naive-audit.entity';
import { FACTS, verdictOn } from './naive-verdict';
import type { Strategy } from './strategy';
import type { World } from './world';

const CONCURRENCY = 10;
/** Ranking runs count from 1; other stages compute once. */
const FIRST_RUN = 1;

interface Task {
  readonly candidacyId: string;
  readonly stage: string;
}

/**
 * How the tutorials of Nest, BullMQ and TypeORM would build it: a job per candidate per stage, entities and save().
 * The same facts, rules and rows, so the outcome is the same; spared are roles, seals, leases and the officers' lists.
 */
export async function openNaive(config: Config): Promise<Strategy> {
  const source = await new DataSource({
    ...dataSourceOptions({ ...config, databasePool: CONCURRENCY }, 'bench'),
    entities: [CandidacyEntity, VerdictEntity, HistoryEntity, SeatEntity, SeatQuotaEntity, NaiveAuditEntity, ...FACTS],
  }).initialize();
  await source.query(`create table if not exists naive_audit (id bigint generated always as identity primary key, at timestamptz not null default now(),
    candidacy_id uuid not null, action text not null, stage text not null, digest bytea not null)`);
  let naive: Naive;
  const queue = new CandidateQueue<Task>(config, 'naive', CONCURRENCY, (task) => naive.decide(task));
  return {
    source,
    run: (world) => {
      naive = new Naive(source, queue, world);
      return naive.decideEverybody();
    },
    close: async () => {
      await queue.close();
      await source.query('drop table naive_audit');
      await source.destroy();
    },
  };
}

class Naive {
  private ranked: ReadonlyMap<string, Verdict> = new Map();

  constructor(
    private readonly source: DataSource,
    private readonly queue: CandidateQueue<Task>,
    private readonly world: World,
  ) {}

  async decideEverybody(): Promise<void> {
    await this.queue.drain(this.world.candidacyIds.map((candidacyId) => ({ candidacyId, stage: 'tenure' })));
    this.ranked = await this.rank();
    await this.openSeats();
    await this.queue.drain([...this.ranked.keys()].map((candidacyId) => ({ candidacyId, stage: 'ranking' })));
  }

  /** One job: computes, writes every row and gives the next stage's job. The ranking waits for everybody. */
  async decide({ candidacyId, stage: key }: Task): Promise<Task | null> {
    const { policy } = this.world.campaign;
    const stage = stageOf(policy, key)!;
    const { outcome } = await this.source.transaction(async (manager) => {
      const candidacy = await manager.findOneByOrFail(CandidacyEntity, { id: candidacyId });
      const verdict = await this.verdictOf(manager, candidacy, stage);
      await this.write(manager, candidacy, stage, verdict);
      return verdict;
    });
    const next = stageAfter(policy, key);
    return outcome === 'pass' && next && next.kind !== 'ranking' ? { candidacyId, stage: next.key } : null;
  }

  private async verdictOf(manager: EntityManager, candidacy: CandidacyEntity, stage: Stage): Promise<Verdict> {
    const { campaign, officer } = this.world;
    const { id: candidacyId, nominatorId } = candidacy;
    switch (stage.kind) {
      case 'eligibility':
      case 'diagnostics':
      case 'assessment':
        return verdictOn(manager, campaign.policy, candidacy, stage);
      case 'ranking':
        return this.ranked.get(candidacyId)!;
      case 'enrolment': {
        const by = officer.actor.id;
        await manager.save(SeatEntity, { candidacyId, campaignId: campaign.id, nominatorId, stage: stage.key, state: 'accepted', offeredBy: by, answeredBy: by, answeredAt: new Date(), channel: 'letter' });
        return { candidacyId, ...decideEnrolment('accepted'), score: null, measures: {}, inputs: { seat: 'accepted' } };
      }
      case 'nomination':
      case 'matching':
        throw new Error(`nobody is decided in ${stage.kind}`);
    }
  }

  private async write(manager: EntityManager, candidacy: CandidacyEntity, { key, kind }: Stage, verdict: Verdict): Promise<void> {
    const { campaign } = this.world;
    const { id: candidacyId, nominatorId, status: fromStatus } = candidacy;
    const shared = { candidacyId, campaignId: campaign.id, nominatorId, stage: key, batchId: campaign.id };
    const computation = { stage: key, policyVersion: campaign.policyVersion, revision: kind === 'ranking' ? FIRST_RUN : 0 };
    const { hashes } = toColumns([verdict], computation);
    const [inputHash, salt, rowHash] = [hashes.subarray(0, 32), hashes.subarray(32, 48), hashes.subarray(48)];
    const { outcome, measures, reasons } = verdict;
    const score = verdict.score === null ? null : Number(verdict.score);
    await manager.save(VerdictEntity, { ...shared, ...computation, outcome, score, measures, reasons: [...reasons], inputHash, salt, rowHash });

    const event = `decided:${outcome}` as PipelineEvent;
    const to = transition(kind, fromStatus, event)!;
    candidacy.status = to.status;
    candidacy.stage = to.move === 'next' ? stageAfter(campaign.policy, key)!.key : key;
    candidacy.version += 1;
    await manager.save(CandidacyEntity, candidacy);
    await manager.save(HistoryEntity, { ...shared, n: candidacy.version, event, fromStatus, toStage: candidacy.stage, toStatus: to.status, verdictRevision: computation.revision, reason: null });
    await manager.save(NaiveAuditEntity, { candidacyId, action: 'candidacy.decided', stage: key, digest: rowHash });
  }

  private async openSeats(): Promise<void> {
    const { id: campaignId, policy } = this.world.campaign;
    const { quotas } = policy.stages.find(({ kind }) => kind === 'ranking') as RankingStage;
    await this.source.manager.save(SeatQuotaEntity, { campaignId, stage: policy.stages.at(-1)!.key, seats: quotas.seats });
  }

  /** The service's own choice among everybody who has come this far. */
  private async rank(): Promise<ReadonlyMap<string, Verdict>> {
    const { id: campaignId, policy } = this.world.campaign;
    const stage = policy.stages.find(({ kind }) => kind === 'ranking') as RankingStage & { order: { by: 'score' } };
    const open = await this.source.manager.findBy(CandidacyEntity, { campaignId, stage: stage.key });
    const verdicts = new Map<string, VerdictEntity[]>(open.map(({ id }) => [id, []]));
    for (const verdict of await this.source.manager.findBy(VerdictEntity, { campaignId })) verdicts.get(verdict.candidacyId)?.push(verdict);
    const people = open.map(({ id, number, territory, category }): RankedPerson => {
      const own = verdicts.get(id) ?? [];
      return {
        number, territory, category,
        scores: Object.fromEntries(own.map((verdict) => [verdict.stage, verdict.score === null ? null : Number(verdict.score)])),
        measures: Object.fromEntries(own.map((verdict) => [verdict.stage, verdict.measures])),
      };
    });
    const judged = judgeRun({ ...buildQuestion(stage, people, { locked: [], excluded: [], seed: null }), named: [], reserve: stage.reserve, vacancies: null });
    if (isRefused(judged)) throw new Error(judged.refused.message);
    const idOf = new Map(open.map(({ id, number }) => [number, id]));
    return new Map(judged.verdicts.map(({ number, ...verdict }) => [idOf.get(number)!, { ...verdict, candidacyId: idOf.get(number)!, measures: {}, inputs: { number } }]));
  }
}
