import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error';
import { SYSTEM } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { NO_CAMPAIGN, type Tx } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { newId } from '../platform/new-id';
import { traceOf } from '../platform/trace-of';
import { CredentialService } from './credential.service';
import { mapClaims } from './domain/map-claims';
import { OidcClient, type OidcErrand, type OidcPerson } from './oidc.client';
import { OidcRepository, type ResolvedGrant } from './oidc.repository';
import type { OidcSettings } from './read-oidc-settings';
import { type OpenedSession, BrowserSessionService } from './browser-session.service';
import { ThrottleService } from './throttle.service';

type Refusal = 'PROVIDER_REFUSED' | 'ACCOUNT_REVOKED' | 'NO_GRANTS';

/** Signing in at an OpenID provider. The account is made at the first time; name, region and rights follow the claims at every time. */
@Injectable()
export class OidcService {
  private readonly log = new Logger('access');

  constructor(
    private readonly database: Database,
    private readonly client: OidcClient,
    private readonly identities: OidcRepository,
    private readonly sessions: BrowserSessionService,
    private readonly throttle: ThrottleService,
    private readonly credentials: CredentialService,
  ) {}

  /** What the button on the sign-in page says; null: there is no provider. */
  get title(): string | null {
    return this.client.settings?.title ?? null;
  }

  /** Throws 404 where there is no provider, 503 PROVIDER_SILENT. */
  async begin(again: boolean): Promise<{ readonly url: string; readonly errand: OidcErrand }> {
    try {
      return await this.client.begin(this.settings(), { again });
    } catch (error) {
      if (error instanceof DomainError) throw error;
      this.log.error(traceOf(error));
      throw new DomainError('unavailable', 'PROVIDER_SILENT', 'The OpenID provider does not answer; sign in by password or try again.');
    }
  }

  /** `errand`: what this browser was sent with; null where it was not. Throws 401 OIDC_REFUSED, 429 TOO_MANY_REQUESTS. */
  async finish(query: string, errand: OidcErrand | null, { address, device }: { readonly address: string; readonly device: string }): Promise<OpenedSession> {
    const settings = this.settings();
    await this.database.transact(SYSTEM, (tx) => this.throttle.beginFrom(tx, address));
    const person = errand && (await this.client.finish(settings, query, errand).catch((error: unknown) => void this.log.warn(traceOf(error))));
    const opened = await this.database.transact(SYSTEM, async (tx) => {
      const found = person ? await this.accountOf(tx, settings, person) : 'PROVIDER_REFUSED';
      if (typeof found !== 'string') {
        await this.throttle.takeBackFrom(tx, address);
        return this.sessions.open(tx, found, { method: 'oidc', device, isProved: person?.isProved ?? false });
      }
      await tx.audit({ action: 'oidc.refused', chain: NO_CAMPAIGN, reason: found });
      return null;
    });
    this.credentials.forget();
    if (!opened) throw new DomainError('unauthenticated', 'OIDC_REFUSED', 'The OpenID provider has not let this person in, or he has no role here.');
    return opened;
  }

  private async accountOf(tx: Tx, settings: OidcSettings, { subject, claims }: OidcPerson): Promise<{ id: string; name: string; grants: readonly ResolvedGrant[] } | Refusal> {
    const mapped = mapClaims(claims, settings);
    const name = mapped.name ?? subject;
    const grants = (await this.identities.resolve(tx, mapped.grants)).map((grant) => ({ ...grant, id: newId() }));
    const known = await this.identities.identity(tx, settings.issuer, subject);
    if (known?.isRevoked) return 'ACCOUNT_REVOKED';
    if (!known && grants.length === 0) return 'NO_GRANTS';
    const id = known?.accountId ?? newId();
    if (known) await this.identities.rename(tx, id, name, mapped.region);
    else await this.identities.create(tx, id, { issuer: settings.issuer, subject, name, region: mapped.region });
    const changed = await this.identities.replaceGrants(tx, id, grants);
    if (changed) await tx.audit({ action: known ? 'account.grants-followed' : 'account.created', chain: NO_CAMPAIGN, subject: id, reason: 'OIDC', digest: digestOf(grants) });
    return grants.length > 0 ? { id, name, grants } : 'NO_GRANTS'; // who has lost his last role there has lost it here
  }

  private settings(): OidcSettings {
    if (!this.client.settings) throw new DomainError('absent', 'ABSENT', 'There is no such object.');
    return this.client.settings;
  }
}

