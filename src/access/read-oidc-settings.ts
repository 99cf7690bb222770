import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import type { ClaimMapping } from './domain/map-claims';
import schema from './oidc-settings.schema.json';

/** Sign-in with an OpenID provider: who it is, who the service is there, and what its claims mean here. */
export interface OidcSettings extends ClaimMapping {
  readonly title: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly redirectUri: string;
}

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;

/** Reads the settings. Throws one Error that lists every fault, so that the service does not start with half of them. */
export function readOidcSettings(file: string): OidcSettings {
  const settings: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const validate = new Ajv({ allErrors: true }).compile<OidcSettings>(schema);
  if (!validate(settings)) throw new Error(`OIDC_SETTINGS: ${(validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`).join('; ')}`);
  for (const name of ['issuer', 'redirectUri'] as const) {
    if (settings[name].startsWith('http:') && !LOOPBACK.test(settings[name])) throw new Error(`OIDC_SETTINGS: /${name} must begin with https:// unless it is on this machine`);
  }
  return settings;
}
