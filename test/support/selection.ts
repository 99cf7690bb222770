import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Policy, RankingStage } from '../../src/campaign/domain/policy';
import { VerdictRepository } from '../../src/candidacy/verdict.repository';
import { VerdictService } from '../../src/candidacy/verdict.service';
import type { Compute } from '../../src/candidacy/work.service';
import { ApplicantRepository } from '../../src/applicant/applicant.repository';
import { ApplicantService } from '../../src/applicant/applicant.service';
import { CandidateLinkRepository } from '../../src/candidacy/candidate-link.repository';
import { CandidateLinkService } from '../../src/candidacy/candidate-link.service';
import { AnswerLinkService } from '../../src/enrolment/answer-link.service';
import { AnswerService } from '../../src/enrolment/answer.service';
import { DeferralRepository } from '../../src/enrolment/deferral.repository';
import { DeferralService } from '../../src/enrolment/deferral.service';
import type { DecisionService } from '../../src/decision/decision.service';
import type { ExitService } from '../../src/decision/exit.service';
import { EnrolmentRepository } from '../../src/enrolment/enrolment.repository';
import { EnrolmentService } from '../../src/enrolment/enrolment.service';
import { LapseService } from '../../src/enrolment/lapse.service';
import { OfferService } from '../../src/enrolment/offer.service';
import { OrderRepository } from '../../src/enrolment/order.repository';
import { OrderService } from '../../src/enrolment/order.service';
import { SeatChangeRepository } from '../../src/enrolment/seat-change.repository';
import { SeatChangeService } from '../../src/enrolment/seat-change.service';
import { SeatRepository } from '../../src/enrolment/seat.repository';
import { SeatService } from '../../src/enrolment/seat.service';
import { StatementRepository } from '../../src/enrolment/statement.repository';
import { FieldCipher } from '../../src/platform/crypto/field-cipher';
import { FileStorage } from '../../src/platform/storage/file-storage.service';
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
  readonly seats: SeatService;
  readonly orders: OrderService;
  readonly offers: OfferService;
  readonly answers: AnswerService;
  readonly links: AnswerLinkService;
  readonly lapses: LapseService;
  readonly changes: SeatChangeService;
  readonly deferrals: DeferralService;
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
  const rows = new SeatRepository();
  const enrolment = new EnrolmentService(db.database, new EnrolmentRepository(), campaigns, ranking, review, rows, clock);
  const seats = new SeatService(db.database, rows, campaigns, work);
  const cipher = new FieldCipher({ masterKey: Buffer.alloc(32, 1), indexKey: Buffer.alloc(32, 2) });
  const links = new CandidateLinkService(new CandidateLinkRepository(), cipher, clock);
  const trace = new SeatChangeRepository();
  const offers = new OfferService(db.database, rows, links, seats, candidacies, clock);
  const storage = new FileStorage({ fileStorage: { kind: 'folder', folder: join(tmpdir(), 'selection-statements') }, virusScanner: null });
  const answers = new AnswerService(db.database, rows, new StatementRepository(), seats, candidacies, storage, clock);
  const computes: Partial<Record<string, Compute>> = { ranking: ranking.compute, enrolment: enrolment.compute };
  return {
    decisions,
    exits,
    ranking,
    review,
    lotteries,
    enrolment,
    seats,
    orders: new OrderService(db.database, new OrderRepository(), campaigns, cipher, storage, clock),
    offers,
    answers,
    links: new AnswerLinkService(db.database, links, rows, seats, answers, candidacies, campaigns, clock),
    lapses: new LapseService(db.database, rows, trace, seats, clock),
    changes: new SeatChangeService(db.database, rows, trace, seats, candidacies, clock),
    deferrals: new DeferralService(db.database, new DeferralRepository(), rows, seats, candidacies, campaigns, new ApplicantService(new ApplicantRepository(), cipher), decisions, clock),
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
