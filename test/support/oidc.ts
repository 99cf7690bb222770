import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GrantRule } from '../../src/access/domain/map-claims';
import { loadConfig } from '../../src/platform/config/config';
import type { Type } from '@nestjs/common';
import { TestApi } from './app';

/** A real OpenID provider in a process of its own, and the service set up to send people there. */
export class OidcWorld {
  private constructor(readonly api: TestApi, readonly issuer: string, private readonly provider: ChildProcess, private readonly folder: string) {}

  static async start(grants: readonly GrantRule[], controllers: Type<unknown>[] = []): Promise<OidcWorld> {
    const port = await freePort();
    const redirectUri = `http://127.0.0.1:${port}/api/v1/sign-in/oidc/callback`;
    const provider = fork(join(__dirname, 'oidc-provider.mjs'), [redirectUri], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
    const [{ issuer }] = (await once(provider, 'message')) as [{ issuer: string }];
    const folder = mkdtempSync(join(tmpdir(), 'oidc-'));
    const file = join(folder, 'settings.json');
    writeFileSync(file, JSON.stringify({ title: 'Войти через портал', issuer, clientId: 'selection', redirectUri, nameClaim: 'name', regionClaim: 'region', grants }));
    const api = await TestApi.start({ port, controllers, config: { ...loadConfig(), oidc: { file, clientSecret: 'a secret of the client' } } });
    return new OidcWorld(api, issuer, provider, folder);
  }

  /** What the provider says of somebody from now on. */
  async says(sub: string, claims: object): Promise<void> {
    await fetch(`${this.issuer}/test/claims`, { method: 'POST', body: JSON.stringify({ sub, ...claims }) });
  }

  async stop(): Promise<void> {
    await this.api.close();
    this.provider.disconnect();
    await once(this.provider, 'exit');
    rmSync(this.folder, { recursive: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
