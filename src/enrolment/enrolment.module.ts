import { Module } from '@nestjs/common';
import { ApplicantModule } from '../applicant/applicant.module';
import { CampaignModule } from '../campaign/campaign.module';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { CandidateLinkModule } from '../candidacy/candidate-link.module';
import { DecisionModule } from '../decision/decision.module';
import { CryptoModule } from '../platform/crypto/crypto.module';
import { StorageModule } from '../platform/storage/storage.module';
import { RankingModule } from '../ranking/ranking.module';
import { AnswerLinkCandidateController } from './answer-link.candidate.controller';
import { AnswerLinkService } from './answer-link.service';
import { AnswerPageService } from './answer-page.service';
import { AnswerService } from './answer.service';
import { DeferralOfficerController } from './deferral.officer.controller';
import { DeferralRepository } from './deferral.repository';
import { DeferralService } from './deferral.service';
import { EnrolmentOfficerController } from './enrolment.officer.controller';
import { EnrolmentRepository } from './enrolment.repository';
import { EnrolmentService } from './enrolment.service';
import { ExpulsionService } from './expulsion.service';
import { LapseService } from './lapse.service';
import { OfferOfficerController } from './offer.officer.controller';
import { OfferService } from './offer.service';
import { OrderOfficerController } from './order.officer.controller';
import { OrderRepository } from './order.repository';
import { OrderService } from './order.service';
import { SeatChangeOfficerController } from './seat-change.officer.controller';
import { SeatChangeRepository } from './seat-change.repository';
import { SeatChangeService } from './seat-change.service';
import { SeatNominatorController } from './seat.nominator.controller';
import { SeatRepository } from './seat.repository';
import { SeatService } from './seat.service';
import { StatementRepository } from './statement.repository';
import { StreamsOfficerController } from './streams.officer.controller';
import { StreamsRepository } from './streams.repository';
import { StreamsService } from './streams.service';

@Module({
  imports: [CryptoModule, StorageModule, ApplicantModule, CampaignModule, CandidacyModule, CandidateLinkModule, DecisionModule, RankingModule],
  controllers: [
    SeatChangeOfficerController, SeatNominatorController, OfferOfficerController, AnswerLinkCandidateController, DeferralOfficerController, EnrolmentOfficerController,
    OrderOfficerController, StreamsOfficerController,
  ],
  providers: [
    EnrolmentService, EnrolmentRepository, SeatService, SeatRepository, OfferService, AnswerService, StatementRepository, LapseService, SeatChangeService, SeatChangeRepository,
    AnswerLinkService, AnswerPageService, DeferralService, DeferralRepository, OrderService, OrderRepository, ExpulsionService, StreamsService, StreamsRepository,
  ],
  exports: [EnrolmentService, OfferService, AnswerService, AnswerLinkService],
})
export class EnrolmentModule {}
