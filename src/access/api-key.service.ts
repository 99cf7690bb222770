import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error';
import { Database } from '../platform/database/database.service';
import { NO_CAMPAIGN } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import type { RevokedAccountDto } from './account.dto';
import { AnswerSeal } from './answer-seal';
import type { ApiKeyDto, CreatedApiKeyDto } from './api-key.dto';
import { ApiKeyRepository } from './api-key.repository';
import type { AskingCaller } from './asking.decorator';
import { hashOf, keyOf, newSecret } from './credential';
import { CredentialService } from './credential.service';
import { checkScopes } from './domain/check-scopes';
import type { Operation } from './domain/may';

/** Keys of programs: a part of what their account may, until a day. */
@Injectable()
export class ApiKeyService {
  constructor(
    private readonly database: Database,
    private readonly keys: ApiKeyRepository,
    private readonly seal: AnswerSeal,
    private readonly credentials: CredentialService,
  ) {}

  /** Throws 422 SCOPES_REFUSED that names every scope the account does not have itself. */
  async create(caller: AskingCaller, { name, scopes, expiresInDays }: { readonly name: string; readonly scopes: readonly Operation[]; readonly expiresInDays: number }): Promise<CreatedApiKeyDto> {
    const { id, sealed, expiresAt } = await this.database.transact(caller, async (tx) => {
      const faults = checkScopes(scopes, caller.grants);
      if (faults.length > 0) throw new DomainError('rule', 'SCOPES_REFUSED', 'Some scopes cannot be given; the faults say which.', {}, faults);
      const [newKeyId, secret] = [newId(), newSecret()];
      const ends = await this.keys.insert(tx, { id: newKeyId, accountId: caller.accountId, name, keyHash: hashOf(secret), scopes, days: expiresInDays });
      await tx.audit({ action: 'api-key.created', chain: NO_CAMPAIGN, subject: newKeyId, digest: digestOf({ scopes }) });
      return { id: newKeyId, sealed: this.seal.seal(newKeyId, keyOf(secret)), expiresAt: ends.toISOString() };
    });
    return { id, key: this.seal.open(id, sealed), expiresAt };
  }

  /** A page of the caller's own keys in the order of their creation. */
  async list(caller: AskingCaller, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Page<ApiKeyDto>> {
    const rows = await this.database.transact(caller, (tx) => this.keys.page(tx, caller.accountId, after, limit + 1));
    const items = rows.map(({ createdAt, expiresAt, usedAt, revokedAt, ...key }): ApiKeyDto => ({
      ...key, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), usedAt: usedAt?.toISOString() ?? null, revokedAt: revokedAt?.toISOString() ?? null,
    }));
    return pageOf(items, limit, (key) => key.id);
  }

  /** Ends a key of the caller; it is refused within 5 seconds. A repetition changes nothing. Throws 404. */
  async revoke(caller: AskingCaller, id: string): Promise<RevokedAccountDto> {
    const answer = await this.database.transact(caller, async (tx) => {
      const revoked = await this.keys.revoke(tx, caller.accountId, id);
      if (!revoked) throw new DomainError('absent', 'ABSENT', 'There is no such object.');
      if (revoked.isNew) await tx.audit({ action: 'api-key.revoked', chain: NO_CAMPAIGN, subject: id });
      return { id, revokedAt: revoked.revokedAt.toISOString() };
    });
    this.credentials.forget();
    return answer;
  }
}
