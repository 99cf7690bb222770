import { Module } from '@nestjs/common';
import { CandidacyModule } from '../candidacy/candidacy.module';
import { PRESETS } from '../programme/presets';
import { CampaignAdministratorController } from './campaign.administrator.controller';
import { CampaignOfficerController } from './campaign.officer.controller';
import { CampaignRegisterService } from './campaign-register.service';
import { CampaignRepository } from './campaign.repository';
import { CampaignService } from './campaign.service';
import { NominatorAdministratorController } from './nominator.administrator.controller';
import { NominatorOfficerController } from './nominator.officer.controller';
import { NominatorRepository } from './nominator.repository';
import { NominatorService } from './nominator.service';
import { PolicyVersionService } from './policy-version.service';
import { ProgrammeController } from './programme.controller';
import { PROGRAMMES, ProgrammeService } from './programme.service';
import { ReferenceController } from './reference.controller';
import { ReferenceService } from './reference.service';

/** Campaigns with their policies, and who nominates in them. */
@Module({
  imports: [CandidacyModule],
  controllers: [ProgrammeController, ReferenceController, CampaignAdministratorController, CampaignOfficerController, NominatorAdministratorController, NominatorOfficerController],
  providers: [
    { provide: PROGRAMMES, useValue: PRESETS },
    ProgrammeService,
    ReferenceService,
    CampaignService,
    CampaignRegisterService,
    PolicyVersionService,
    NominatorService,
    CampaignRepository,
    NominatorRepository,
  ],
  exports: [CampaignService, NominatorService],
})
export class CampaignModule {}
