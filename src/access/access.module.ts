import { Module, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { CryptoModule } from '../platform/crypto/crypto.module';
import { AccessGuard } from './access.guard';
import { AccountAdministratorController } from './account.administrator.controller';
import { AccountRepository } from './account.repository';
import { AccountService } from './account.service';
import { EnumerationService } from './enumeration.service';
import { handlersWithoutRule } from './handlers-without-rule';
import { SignInService } from './sign-in.service';

@Module({
  imports: [DiscoveryModule, CryptoModule],
  controllers: [AccountAdministratorController],
  providers: [AccountService, AccountRepository, SignInService, EnumerationService, { provide: APP_GUARD, useClass: AccessGuard }],
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
