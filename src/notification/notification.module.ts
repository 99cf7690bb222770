import { Module } from '@nestjs/common';
import { ApplicantModule } from '../applicant/applicant.module';
import { CampaignModule } from '../campaign/campaign.module';
import { CryptoModule } from '../platform/crypto/crypto.module';
import { Mailer } from '../platform/mail/mailer.service';
import { DeliveryService } from './delivery.service';
import { NoticeNominatorController } from './notice.nominator.controller';
import { NoticeOfficerController } from './notice.officer.controller';
import { NoticeRepository } from './notice.repository';
import { NoticeSender } from './notice-sender.service';
import { NoticeService } from './notice.service';
import { NoticeTemplateOfficerController } from './notice-template.officer.controller';
import { NoticeTemplateRepository } from './notice-template.repository';
import { NoticeTemplateService } from './notice-template.service';
import { NoticeTextRepository } from './notice-text.repository';
import { NoticeWriter } from './notice-writer.service';
import { OutboxRepository } from './outbox.repository';

/** Letters that follow published decisions. */
@Module({
  imports: [ApplicantModule, CampaignModule, CryptoModule],
  controllers: [NoticeTemplateOfficerController, NoticeOfficerController, NoticeNominatorController],
  providers: [
    NoticeTemplateService, NoticeTemplateRepository, NoticeService, NoticeRepository, DeliveryService, NoticeWriter, NoticeTextRepository, NoticeSender, OutboxRepository, Mailer,
  ],
})
export class NotificationModule {}
