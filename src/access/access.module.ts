import { Module, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { CryptoModule } from '../platform/crypto/crypto.module';
import { RequestBudget } from '../platform/http/request-budget';
import { AccessGuard } from './access.guard';
import { AccountAdministratorController } from './account.administrator.controller';
import { AccountRepository } from './account.repository';
import { AccountService } from './account.service';
import { AnswerSeal } from './answer-seal';
import { ApiKeyController } from './api-key.controller';
import { ApiKeyRepository } from './api-key.repository';
import { ApiKeyService } from './api-key.service';
import { BrowserSessionController } from './browser-session.controller';
import { BrowserSessionRepository } from './browser-session.repository';
import { BrowserSessionService } from './browser-session.service';
import { CodeAdministratorController } from './code.administrator.controller';
import { CodeService } from './code.service';
import { CredentialRepository } from './credential.repository';
import { CredentialService } from './credential.service';
import { EnumerationService } from './enumeration.service';
import { handlersWithoutRule } from './handlers-without-rule';
import { IssueCodeService } from './issue-code.service';
import { OidcClient } from './oidc.client';
import { OidcController } from './oidc.controller';
import { OidcRepository } from './oidc.repository';
import { OidcService } from './oidc.service';
import { OpenAnswers } from './open-answers';
import { PeopleFileService } from './people-file.service';
import { SecondFactorService } from './second-factor.service';
import { SignInPageController } from './sign-in-page.controller';
import { SignInPageService } from './sign-in-page.service';
import { SignInController } from './sign-in.controller';
import { SignInRepository } from './sign-in.repository';
import { SignInService } from './sign-in.service';
import { ThrottleRepository } from './throttle.repository';
import { ThrottleService } from './throttle.service';

const RULES = [AccountService, PeopleFileService, IssueCodeService, CodeService, SignInService, SecondFactorService, BrowserSessionService, ApiKeyService, ThrottleService, CredentialService, OidcService];
const ROWS = [AccountRepository, SignInRepository, BrowserSessionRepository, ApiKeyRepository, ThrottleRepository, CredentialRepository, OidcRepository];

@Module({
  imports: [DiscoveryModule, CryptoModule],
  controllers: [CodeAdministratorController, AccountAdministratorController, SignInController, BrowserSessionController, ApiKeyController, OidcController, SignInPageController],
  providers: [...RULES, ...ROWS, OidcClient, SignInPageService, AnswerSeal, RequestBudget, OpenAnswers, EnumerationService, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [AccountService],
})
export class AccessModule implements OnApplicationBootstrap {
  constructor(private readonly discovery: DiscoveryService) {}

  /** The start fails while any handler of any feature has no rule. */
  onApplicationBootstrap(): void {
    const controllers = this.discovery.getControllers().flatMap((wrapper) => (wrapper.metatype ? [wrapper.metatype as Type<unknown>] : []));
    const open = handlersWithoutRule(controllers);
    if (open.length > 0) throw new Error(`handlers without @Can or @Public: ${open.join(', ')}`);
  }
}
