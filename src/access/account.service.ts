import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error';
import { type Caller, SYSTEM } from '../platform/caller';
import { CONFIG, type Config } from '../platform/config/config';
import { FieldCipher, type Place } from '../platform/crypto/field-cipher';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import { NO_CAMPAIGN, type Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import type { AccountDto, CreatedAccountDto, RevokedAccountDto } from './account.dto';
import { AccountRepository, type AccountRow, type NewAccount } from './account.repository';
import { checkGrants, type GrantWish } from './domain/check-grants';
import { hashOf, newToken } from './token';

export interface AccountWish {
  readonly name: string;
  readonly region?: string;
  readonly grants: readonly GrantWish[];
  readonly expiresInDays?: number;
}

/**
 * A created account as the transaction answers it. The answer is stored where the request carries an Idempotency-Key, so
 * that a repetition gets the same token; no token is ever stored open, therefore it stands here sealed.
 */
interface Issued extends Omit<CreatedAccountDto, 'token'> {
  readonly sealed: { readonly key: string; readonly version: number; readonly token: string };
}

const KEY_OF_ANSWER = 'token-key';
const TOKEN_OF_ANSWER = 'token';
const placeOf = (accountId: string, column: string): Place => ({ table: 'idempotent_answer', column, rowId: accountId });

/** Accounts: who may sign in, with which rights, until when. */
@Injectable()
export class AccountService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly cipher: FieldCipher,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Creates accounts, all or none, and gives their tokens in order. `pointers` says where in the request each account
   * stands. Throws 422 GRANTS_REFUSED that lists the faults of all.
   */
  async create(caller: Caller, wishes: readonly AccountWish[], pointers: readonly string[]): Promise<CreatedAccountDto[]> {
    const issued = await this.database.transact(caller, async (tx) => {
      const grants = wishes.flatMap((wish) => wish.grants);
      const known = await this.accounts.known(tx, grants.flatMap((grant) => grant.campaignId ?? []), grants.flatMap((grant) => grant.nominatorId ?? []));
      const faults = wishes.flatMap((wish, i) => checkGrants(wish.grants, known).map((fault) => ({ ...fault, pointer: `${pointers[i] ?? ''}${fault.pointer}` })));
      if (faults.length > 0) throw new DomainError('rule', 'GRANTS_REFUSED', 'Some grants cannot be given; the faults say which.', {}, faults);
      return this.issue(tx, wishes);
    });
    return issued.map((account) => this.withToken(account));
  }

  /** A page of accounts in the order of their creation. */
  async list(caller: Caller, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Page<AccountDto>> {
    const rows = await this.database.transact(caller, (tx) => this.accounts.page(tx, after, limit + 1));
    return pageOf(rows.map(viewOf), limit, (account) => account.id);
  }

  /** Ends an account's rights; processes that know its token stop admitting it within 5 seconds. A repetition changes nothing. Throws 404. */
  async revoke(caller: Caller, id: string): Promise<RevokedAccountDto> {
    return this.database.transact(caller, async (tx) => {
      const revoked = await this.accounts.revoke(tx, id);
      if (!revoked) throw new DomainError('absent', 'ABSENT', 'There is no such object.');
      if (revoked.isNew) await tx.audit({ action: 'account.revoked', chain: NO_CAMPAIGN, subject: id });
      return { id, revokedAt: revoked.revokedAt.toISOString() };
    });
  }

  /**
   * The first administrator, who can then create everybody else; also the way back in when no administrator's token is
   * alive. Throws 409 ALREADY_BOOTSTRAPPED while one is.
   */
  async bootstrap(name: string): Promise<CreatedAccountDto> {
    const [issued] = await this.database.transact(SYSTEM, async (tx) => {
      if (await this.accounts.hasAdministrator(tx)) throw new DomainError('conflict', 'ALREADY_BOOTSTRAPPED', 'An administrator can sign in already.');
      return this.issue(tx, [{ name, grants: [{ role: 'administrator' }] }]);
    });
    return this.withToken(issued!);
  }

  private async issue(tx: Tx, wishes: readonly AccountWish[]): Promise<Issued[]> {
    const issued = wishes.map((wish) => this.newAccount(wish));
    const accounts = issued.map(({ account }) => account);
    const inserted = new Map((await this.accounts.insert(tx, accounts)).map((row) => [row.id, row.expiresAt]));
    await tx.audit({
      action: 'account.created',
      chain: NO_CAMPAIGN,
      ...(accounts.length === 1 && { subject: accounts[0]!.id }),
      lines: accounts.length,
      digest: digestOf(accounts.map(({ id, grants }) => ({ id, grants }))),
    });
    return issued.map(({ account: { id, name }, token }) => ({ id, name, expiresAt: inserted.get(id)!.toISOString(), sealed: this.seal(id, token) }));
  }

  private newAccount({ name, region, grants, expiresInDays }: AccountWish): { account: NewAccount; token: string } {
    const token = newToken();
    const account = {
      id: newId(),
      name,
      region: region ?? null,
      tokenHash: hashOf(token).toString('hex'),
      days: expiresInDays ?? this.config.tokenDays,
      grants: grants.map(({ role, campaignId, nominatorId }) => ({ id: newId(), role, campaignId: campaignId ?? null, nominatorId: nominatorId ?? null })),
    };
    return { account, token };
  }

  private seal(accountId: string, token: string): Issued['sealed'] {
    const key = this.cipher.createKey(placeOf(accountId, KEY_OF_ANSWER));
    return { key: key.wrapped.toString('base64'), version: key.version, token: this.cipher.seal(key, placeOf(accountId, TOKEN_OF_ANSWER), token).toString('base64') };
  }

  private withToken({ id, name, expiresAt, sealed }: Issued): CreatedAccountDto {
    const key = this.cipher.openKey(placeOf(id, KEY_OF_ANSWER), Buffer.from(sealed.key, 'base64'), sealed.version);
    return { id, name, token: this.cipher.open(key, placeOf(id, TOKEN_OF_ANSWER), Buffer.from(sealed.token, 'base64')), expiresAt };
  }
}

function viewOf({ account, grants }: AccountRow): AccountDto {
  return {
    id: account.id,
    name: account.name,
    region: account.region,
    grants: grants.map(({ role, campaignId, nominatorId }) => ({ role, campaignId, nominatorId })),
    createdAt: account.createdAt.toISOString(),
    expiresAt: account.tokenExpiresAt.toISOString(),
    revokedAt: account.revokedAt?.toISOString() ?? null,
  };
}
