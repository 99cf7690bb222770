import { Inject, Injectable } from '@nestjs/common';
import type { Configuration } from 'openid-client' with { 'resolution-mode': 'import' };
import { CONFIG, type Config } from '../platform/config/config';
import { FRESH_MINUTES } from './domain/step-up';
import type { Claims } from './domain/map-claims';
import { SESSION_HOURS } from './domain/second-factor';
import { type OidcSettings, readOidcSettings } from './read-oidc-settings';

/** The one algorithm of ID tokens: every provider has it, and a token that names another one, or none, or brings its own key, is refused. */
const ALGORITHM = 'RS256';
const HOUR_SECONDS = 3_600;

/** What has to come back from the provider to the browser that was sent there. */
export interface OidcErrand {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom the provider has let in. */
export interface OidcPerson {
  readonly subject: string;
  readonly claims: Claims;
  /** He proved himself to the provider minutes ago. */
  readonly isProved: boolean;
}

/**
 * The provider's side of signing in: authorization code with PKCE (RFC 7636), state and nonce; signature by the keys of its
 * JWKS, issuer, audience, times and type of the ID token.
 */
@Injectable()
export class OidcClient {
  /** Null: there is no provider. */
  readonly settings: OidcSettings | null;
  private readonly secret: string | null;
  private discovered: Promise<Configuration> | null = null;

  constructor(@Inject(CONFIG) { oidc }: Pick<Config, 'oidc'>) {
    this.settings = oidc && readOidcSettings(oidc.file);
    this.secret = oidc?.clientSecret ?? null;
  }

  /** Where to send the browser. `again`: the provider has to ask for the password, whoever is signed in there. */
  async begin({ redirectUri }: OidcSettings, { again }: { readonly again: boolean }): Promise<{ readonly url: string; readonly errand: OidcErrand }> {
    const client = await import('openid-client');
    const errand = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
    const url = client.buildAuthorizationUrl(await this.provider(), {
      redirect_uri: redirectUri, scope: 'openid profile', state: errand.state, nonce: errand.nonce, max_age: String(SESSION_HOURS * HOUR_SECONDS),
      code_challenge: await client.calculatePKCECodeChallenge(errand.verifier), code_challenge_method: 'S256', ...(again && { prompt: 'login' }),
    });
    return { url: url.href, errand };
  }

  /** Exchanges what came back for the person. Throws whatever does not hold. */
  async finish({ redirectUri }: OidcSettings, query: string, { state, nonce, verifier }: OidcErrand): Promise<OidcPerson> {
    const client = await import('openid-client');
    const answer = await client.authorizationCodeGrant(await this.provider(), new URL(`${redirectUri}?${query}`), {
      pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, maxAge: SESSION_HOURS * HOUR_SECONDS, idTokenExpected: true,
    });
    const claims = answer.claims();
    if (!claims || !isIdToken(answer.id_token ?? '')) throw new Error('no ID token');
    const isProved = claims.auth_time !== undefined && claims.iat - claims.auth_time <= FRESH_MINUTES * 60;
    return { subject: claims.sub, claims, isProved };
  }

  /** The provider as it describes itself; asked again after a failure. */
  private provider(): Promise<Configuration> {
    this.discovered ??= this.discover().catch((error: unknown) => {
      this.discovered = null;
      throw error;
    });
    return this.discovered;
  }

  private async discover(): Promise<Configuration> {
    const { issuer, clientId } = this.settings!;
    const client = await import('openid-client');
    const metadata = { id_token_signed_response_alg: ALGORITHM, ...(this.secret && { client_secret: this.secret }) };
    const execute = [client.enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [client.allowInsecureRequests] : [])]; // on this machine only, see the settings
    return client.discovery(new URL(issuer), clientId, metadata, this.secret ? client.ClientSecretBasic(this.secret) : client.None(), { execute });
  }
}

/** A token of another kind, such as an access token or a logout token, says so. */
function isIdToken(token: string): boolean {
  const { typ } = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8')) as { readonly typ?: unknown };
  return typ === undefined || (typeof typ === 'string' && typ.toUpperCase() === 'JWT');
}
