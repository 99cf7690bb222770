import 'reflect-metadata';
import { DataSource, type EntityManager } from 'typeorm';
import { AssessmentRepository } from '../../src/assessment/assessment.repository';
import { AssessmentService } from '../../src/assessment/assessment.service';
import { type RankingStage, type Stage, stageAfter, stageOf } from '../../src/campaign/domain/policy';
import { CandidacyEntity } from '../../src/candidacy/candidacy.entity';
import { CandidacyRepository } from '../../src/candidacy/candidacy.repository';
import { type PipelineEvent, transition } from '../../src/candidacy/domain/pipeline';
import type { Verdict } from '../../src/candidacy/domain/verdict';
import { HistoryEntity } from '../../src/candidacy/history.entity';
import { VerdictEntity } from '../../src/candidacy/verdict.entity';
import { toColumns, VerdictRepository } from '../../src/candidacy/verdict.repository';
import type { Compute } from '../../src/candidacy/work.service';
import { DiagnosticsRepository } from '../../src/diagnostics/diagnostics.repository';
import { DiagnosticsService } from '../../src/diagnostics/diagnostics.service';
import { EligibilityRepository } from '../../src/eligibility/eligibility.repository';
import { EligibilityService } from '../../src/eligibility/eligibility.service';
import { decideEnrolment } from '../../src/enrolment/domain/decide-enrolment';
import { SeatEntity } from '../../src/enrolment/seat.entity';
import type { WorkKind } from '../../src/kernel/jobs';
import { SYSTEM } from '../../src/platform/caller';
import type { Config } from '../../src/platform/config/config';
import { dataSourceOptions } from '../../src/platform/database/data-source';
import { Database } from '../../src/platform/database/database.service';
import type { Tx } from '../../src/platform/database/tx';
import { buildQuestion, type RankedPerson } from '../../src/ranking/domain/build-question';
import { judgeRun } from '../../src/ranking/domain/judge-run';
import { isRefused } from '../../src/ranking/domain/selection-contract';
import { pipelineOn } from '../support/pipeline';
import { CandidateQueue } from './candidate-queue';
import { emptyTables, seedWorld, type World } from './facts';
import { NaiveAuditEntity } from './naive-audit.entity';
import type { Strategy } from './strategy';

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
    entities: [CandidacyEntity, VerdictEntity, HistoryEntity, SeatEntity, NaiveAuditEntity],
  }).initialize();
  await emptyTables(source);
  await source.query(`create table if not exists naive_audit (id bigint generated always as identity primary key, at timestamptz not null default now(),
    candidacy_id uuid not null, action text not null, stage text not null, digest bytea not null)`);
  let naive: Naive;
  const queue = new CandidateQueue<Task>(config, 'naive', CONCURRENCY, (task) => naive.decide(task));
  return {
    source,
    prepare: async (n) => {
      naive = new Naive(source, queue, await seedWorld(source, n));
    },
    run: () => naive.decideEverybody(),
    close: async () => {
      await queue.close();
      await source.query('drop table naive_audit');
      await source.destroy();
    },
  };
}

class Naive {
  private readonly computes: Partial<Record<Stage['kind'], Compute>>;
  private ranked: ReadonlyMap<string, Verdict> = new Map();

  constructor(
    private readonly source: DataSource,
    private readonly queue: CandidateQueue<Task>,
    private readonly world: World,
  ) {
    const database = new Database(source);
    const { campaigns, candidacies, work } = pipelineOn({ source, database, close: () => source.destroy() });
    this.computes = {
      eligibility: new EligibilityService(new EligibilityRepository(), campaigns).compute,
      diagnostics: new DiagnosticsService(database, new DiagnosticsRepository(), campaigns, candidacies, work).compute,
      assessment: new AssessmentService(database, new AssessmentRepository(), campaigns, candidacies, work).compute,
    };
  }

  async decideEverybody(): Promise<void> {
    await this.queue.drain(this.world.candidacyIds.map((candidacyId) => ({ candidacyId, stage: 'tenure' })));
    this.ranked = await this.rank();
    await this.queue.drain([...this.ranked.keys()].map((candidacyId) => ({ candidacyId, stage: 'ranking' })));
  }

  /** One job: computes, writes every row and gives the next stage's job. The ranking waits for everybody. */
  async decide({ candidacyId, stage: key }: Task): Promise<Task | null> {
    const { policy } = this.world.campaign;
    const stage = stageOf(policy, key)!;
    const verdict = await this.source.transaction(async (manager) => {
      const candidacy = await manager.findOneByOrFail(CandidacyEntity, { id: candidacyId });
      const verdict = await this.verdictOf(manager, candidacy, stage);
      await this.write(manager, candidacy, stage, verdict);
      return verdict;
    });
    const next = stageAfter(policy, key);
    return verdict.outcome === 'pass' && next && next.kind !== 'ranking' ? { candidacyId, stage: next.key } : null;
  }

  private async verdictOf(manager: EntityManager, { id, nominatorId }: CandidacyEntity, { key, kind }: Stage): Promise<Verdict> {
    const { campaign, officer } = this.world;
    if (kind === 'ranking') return this.ranked.get(id)!;
    if (kind === 'enrolment') {
      const by = officer.actor.id;
      await manager.save(SeatEntity, { candidacyId: id, campaignId: campaign.id, nominatorId, stage: key, state: 'accepted', offeredBy: by, answeredBy: by, answeredAt: new Date(), channel: 'letter' });
      return { candidacyId: id, ...decideEnrolment('accepted'), score: null, measures: {}, inputs: { seat: 'accepted' } };
    }
    const batch = { id, attempt: 1, campaignId: campaign.id, stage: key, kind: kind as WorkKind, policyVersion: campaign.policyVersion, revision: 0, runId: null, ids: [id] };
    const [verdict] = await this.computes[kind]!(plainTx(manager), batch);
    return verdict!;
  }

  private async write(manager: EntityManager, candidacy: CandidacyEntity, { key, kind }: Stage, verdict: Verdict): Promise<void> {
    const { campaign } = this.world;
    const { id: candidacyId, nominatorId, status: fromStatus } = candidacy;
    const shared = { candidacyId, campaignId: campaign.id, nominatorId, stage: key, batchId: campaign.id };
    const revision = kind === 'ranking' ? FIRST_RUN : 0;
    const { hashes } = toColumns([verdict], { stage: key, policyVersion: campaign.policyVersion, revision });
    const [inputHash, salt, rowHash] = [hashes.subarray(0, 32), hashes.subarray(32, 48), hashes.subarray(48)];
    const { outcome, measures, reasons } = verdict;
    const score = verdict.score === null ? null : Number(verdict.score);
    await manager.save(VerdictEntity, { ...shared, policyVersion: campaign.policyVersion, revision, outcome, score, measures, reasons: [...reasons], inputHash, salt, rowHash });

    const event = `decided:${outcome}` as PipelineEvent;
    const to = transition(kind, fromStatus, event)!;
    candidacy.status = to.status;
    candidacy.stage = to.move === 'next' ? stageAfter(campaign.policy, key)!.key : key;
    candidacy.version += 1;
    await manager.save(CandidacyEntity, candidacy);
    await manager.save(HistoryEntity, { ...shared, n: candidacy.version, event, fromStatus, toStage: candidacy.stage, toStatus: to.status, verdictRevision: revision, reason: null });
    await manager.save(NaiveAuditEntity, { candidacyId, action: 'candidacy.decided', stage: key, digest: rowHash });
  }

  /** The service's own rules over everybody who has come this far. */
  private async rank(): Promise<ReadonlyMap<string, Verdict>> {
    const { id, policy } = this.world.campaign;
    const stage = policy.stages.find(({ kind }) => kind === 'ranking') as RankingStage & { order: { by: 'score' } };
    const tx = plainTx(this.source.manager);
    const open = await new CandidacyRepository().inStage(tx, id, stage.key, ['open']);
    const verdicts = await new VerdictRepository().ofEarlierStages(tx, id, stage.key, ['tenure', 'diagnostics', 'potential']);
    const people = open.map((candidacy): RankedPerson => {
      const { number, territory, category } = candidacy;
      const own = verdicts.filter(({ candidacyId }) => candidacyId === candidacy.id);
      return {
        number, territory, category,
        scores: Object.fromEntries(own.map(({ stage: key, score }) => [key, score])),
        measures: Object.fromEntries(own.map(({ stage: key, measures }) => [key, measures])),
      };
    });
    const judged = judgeRun({ ...buildQuestion(stage, people, { locked: [], excluded: [], seed: null }), named: [], reserve: stage.reserve, vacancies: null });
    if (isRefused(judged)) throw new Error(judged.refused.message);
    const idOf = new Map(open.map(({ id: candidacyId, number }) => [number, candidacyId]));
    return new Map(judged.verdicts.map(({ number, ...verdict }) => [idOf.get(number)!, { ...verdict, candidacyId: idOf.get(number)!, measures: {}, inputs: { number } }]));
  }
}

/** The services' read statements through TypeORM's own transaction. */
function plainTx(manager: EntityManager): Tx {
  const query = <Row>(sql: string, params: readonly unknown[] = []): Promise<Row[]> => manager.query<Row[]>(sql, [...params]);
  return { actor: SYSTEM.actor, manager, query, prepared: (_, sql, params) => query(sql, params), audit: () => Promise.resolve() };
}
