import type { Policy, RankingStage } from '../../src/campaign/domain/policy';
import { VerdictRepository } from '../../src/candidacy/verdict.repository';
import { VerdictService } from '../../src/candidacy/verdict.service';
import type { Compute } from '../../src/candidacy/work.service';
import type { DecisionService } from '../../src/decision/decision.service';
import type { ExitService } from '../../src/decision/exit.service';
import { EnrolmentRepository } from '../../src/enrolment/enrolment.repository';
import { EnrolmentService } from '../../src/enrolment/enrolment.service';
import { SCHOOL_OF_MAYORS } from '../../src/programme/school-of-mayors';
import { Clock } from '../../src/platform/clock';
import { LotteryRepository } from '../../src/ranking/lottery.repository';
import { LotteryService } from '../../src/ranking/lottery.service';
import { RankingRepository } from '../../src/ranking/ranking.repository';
import { RankingService } from '../../src/ranking/ranking.service';
import { RunReviewService } from '../../src/ranking/run-review.service';
import { decisionsOn } from './decisions';
import { pipelineOn } from './pipeline';
import type { TestDatabase } from './test-database';

/** Decisions, ranking and enrolment as the service wires them, with jobs delivered by the test. */
export interface Selection {
  readonly decisions: DecisionService;
  readonly exits: ExitService;
  readonly ranking: RankingService;
  readonly review: RunReviewService;
  readonly lotteries: LotteryService;
  readonly enrolment: EnrolmentService;
  /** Lets dispatcher and stages work until nothing is due. */
  drain(): Promise<void>;
}

/** @param clock what time it is for deadlines of a lottery */
export function selectionOn(db: TestDatabase, clock: Clock = new Clock()): Selection {
  const { work, campaigns, candidacies, queue } = pipelineOn(db);
  const { decisions, exits } = decisionsOn(db, { work, campaigns, candidacies });
  const runs = new RankingRepository();
  const lotteries = new LotteryService(db.database, new LotteryRepository(), campaigns, candidacies, clock);
  const ranking = new RankingService(db.database, runs, new VerdictService(new VerdictRepository()), candidacies, campaigns, decisions, work, lotteries);
  const review = new RunReviewService(db.database, runs, ranking, campaigns);
  const enrolment = new EnrolmentService(db.database, new EnrolmentRepository(), campaigns, candidacies, ranking, work);
  const computes: Partial<Record<string, Compute>> = { ranking: ranking.compute, enrolment: enrolment.compute };
  return {
    decisions,
    exits,
    ranking,
    review,
    lotteries,
    enrolment,
    drain: async () => {
      while ((await work.dispatch()) > 0) {
        for (const job of queue.sent.splice(0)) {
          const compute = computes[job.kind];
          if (compute) await work.run({ batchId: job.id, attempt: job.attempt }, compute);
        }
      }
    },
  };
}

/** The School of mayors with another quota: two regions at most so many each, and this many seats. */
export function policyWithSeats(seats: number, change: Partial<RankingStage> = {}): Policy {
  const ranking = (stage: RankingStage): RankingStage => ({ ...stage, gate: { confirms: 'officer', publishes: 'second-person' }, quotas: { seats, territories: { unit: 'region', each: { max: seats } } }, ...change });
  return {
    ...SCHOOL_OF_MAYORS,
    approvingAct: { title: { ru: 'Приказ', en: 'Order' }, number: '1', date: '2026-01-15', file: 'a'.repeat(64) },
    stages: SCHOOL_OF_MAYORS.stages.map((stage) => (stage.kind === 'ranking' ? ranking(stage) : stage)),
  };
}
