import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error';
import type { Fault } from '../kernel/reason';
import { type Caller, SYSTEM } from '../platform/caller';
import { CONFIG, type Config } from '../platform/config/config';
import { Database } from '../platform/database/database.service';
import { digestOf } from '../platform/digest';
import { NO_CAMPAIGN, type Tx } from '../platform/database/tx';
import { type Page, pageOf } from '../platform/http/page-query';
import { newId } from '../platform/new-id';
import type { AccountDto, CreatedAccountDto, CreatedPersonDto, RevokedAccountDto } from './account.dto';
import { AccountRepository, type AccountRow, type NewAccount, type NewGrant } from './account.repository';
import { AnswerSeal, type Sealed } from './answer-seal';
import { checkGrants, type GrantWish } from './domain/check-grants';
import { checkLogins } from './domain/check-logins';
import { hashOf, newSecret } from './credential';
import { CredentialService } from './credential.service';

export interface AccountWish {
  readonly name: string;
  readonly region?: string;
  readonly grants: readonly GrantWish[];
  readonly expiresInDays?: number;
}

export interface PersonWish extends Omit<AccountWish, 'expiresInDays'> {
  readonly login: string;
}

/** A created account as the transaction answers it. */
interface Issued extends Omit<CreatedAccountDto, 'token'> {
  readonly sealed: Sealed;
}

/** Accounts: who may sign in, with which rights, until when. */
@Injectable()
export class AccountService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountRepository,
    private readonly seal: AnswerSeal,
    private readonly credentials: CredentialService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Creates accounts, all or none, and gives their tokens in order. `pointers` says where in the request each account
   * stands. Throws 422 GRANTS_REFUSED that lists the faults of all.
   */
  async create(caller: Caller, wishes: readonly AccountWish[], pointers: readonly string[]): Promise<CreatedAccountDto[]> {
    const issued = await this.database.transact(caller, async (tx) => {
      refuse(await this.grantFaults(tx, wishes, pointers));
      return this.issue(tx, wishes);
    });
    return issued.map((account) => this.withToken(account));
  }

  /**
   * Creates accounts of persons, all or none, who sign in by a login once they have set a password by a one-time code.
   * Throws 422 GRANTS_REFUSED that lists the faults of all, among them logins that are taken or repeated.
   */
  async createPeople(caller: Caller, wishes: readonly PersonWish[], pointers: readonly string[]): Promise<CreatedPersonDto[]> {
    return this.database.transact(caller, async (tx) => {
      const taken = await this.accounts.takenLogins(tx, wishes.map(({ login }) => login));
      refuse([...checkLogins(wishes.map(({ login }) => login), taken).map((fault) => ({ ...fault, pointer: `${pointers[fault.index] ?? ''}/login` })), ...(await this.grantFaults(tx, wishes, pointers))]);
      const accounts = wishes.map((wish) => ({ id: newId(), name: wish.name, region: wish.region ?? null, login: wish.login, tokenHash: null, days: null, grants: grantsOf(wish.grants) }));
      await this.insert(tx, accounts);
      return accounts.map(({ id, name, login }) => ({ id, name, login }));
    });
  }

  /** A page of accounts in the order of their creation. */
  async list(caller: Caller, { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Page<AccountDto>> {
    const rows = await this.database.transact(caller, (tx) => this.accounts.page(tx, after, limit + 1));
    return pageOf(rows.map(viewOf), limit, (account) => account.id);
  }

  /** Ends an account's rights; processes that know its token, sessions or keys stop admitting them within 5 seconds. A repetition changes nothing. Throws 404. */
  async revoke(caller: Caller, id: string): Promise<RevokedAccountDto> {
    const answer = await this.database.transact(caller, async (tx) => {
      const revoked = await this.accounts.revoke(tx, id);
      if (!revoked) throw new DomainError('absent', 'ABSENT', 'There is no such object.');
      if (revoked.isNew) await tx.audit({ action: 'account.revoked', chain: NO_CAMPAIGN, subject: id });
      return { id, revokedAt: revoked.revokedAt.toISOString() };
    });
    this.credentials.forget();
    return answer;
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

  private async grantFaults(tx: Tx, wishes: readonly Pick<AccountWish, 'grants'>[], pointers: readonly string[]): Promise<Fault[]> {
    const grants = wishes.flatMap((wish) => wish.grants);
    const known = await this.accounts.known(tx, grants.flatMap((grant) => grant.campaignId ?? []), grants.flatMap((grant) => grant.nominatorId ?? []));
    return wishes.flatMap((wish, i) => checkGrants(wish.grants, known).map((fault) => ({ ...fault, pointer: `${pointers[i] ?? ''}${fault.pointer}` })));
  }

  private async issue(tx: Tx, wishes: readonly AccountWish[]): Promise<Issued[]> {
    const issued = wishes.map((wish) => this.newAccount(wish));
    const expiry = await this.insert(tx, issued.map(({ account }) => account));
    return issued.map(({ account: { id, name }, token }) => ({ id, name, expiresAt: expiry.get(id)!.toISOString(), sealed: this.seal.seal(id, token) }));
  }

  /** Gives when the token of each ends, where it has one. */
  private async insert(tx: Tx, accounts: readonly NewAccount[]): Promise<ReadonlyMap<string, Date | null>> {
    const inserted = await this.accounts.insert(tx, accounts);
    await tx.audit({
      action: 'account.created',
      chain: NO_CAMPAIGN,
      ...(accounts.length === 1 && { subject: accounts[0]!.id }),
      lines: accounts.length,
      digest: digestOf(accounts.map(({ id, grants }) => ({ id, grants }))),
    });
    return new Map(inserted.map((row) => [row.id, row.expiresAt]));
  }

  private newAccount({ name, region, grants, expiresInDays }: AccountWish): { account: NewAccount; token: string } {
    const token = newSecret();
    const account = {
      id: newId(),
      name,
      region: region ?? null,
      login: null,
      tokenHash: hashOf(token).toString('hex'),
      days: expiresInDays ?? this.config.tokenDays,
      grants: grantsOf(grants),
    };
    return { account, token };
  }

  private withToken({ id, name, expiresAt, sealed }: Issued): CreatedAccountDto {
    return { id, name, token: this.seal.open(id, sealed), expiresAt };
  }
}

function grantsOf(grants: readonly GrantWish[]): NewGrant[] {
  return grants.map(({ role, campaignId, nominatorId }) => ({ id: newId(), role, campaignId: campaignId ?? null, nominatorId: nominatorId ?? null }));
}

function refuse(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new DomainError('rule', 'GRANTS_REFUSED', 'Some grants cannot be given; the faults say which.', {}, faults);
}

function viewOf({ account, grants }: AccountRow): AccountDto {
  return {
    id: account.id,
    name: account.name,
    region: account.region,
    grants: grants.map(({ role, campaignId, nominatorId }) => ({ role, campaignId, nominatorId })),
    createdAt: account.createdAt.toISOString(),
    login: account.login,
    expiresAt: account.tokenExpiresAt?.toISOString() ?? null,
    revokedAt: account.revokedAt?.toISOString() ?? null,
  };
}
