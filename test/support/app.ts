import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { AccountService } from '../../src/access/account.service';
import type { GrantWish } from '../../src/access/domain/check-grants';
import { AppModule } from '../../src/app.module';
import { SYSTEM } from '../../src/platform/caller';
import { Clock } from '../../src/platform/clock';
import { type Config, loadConfig } from '../../src/platform/config/config';
import { Database } from '../../src/platform/database/database.service';
import { createAdapter, HTTP_OPTIONS, prepareHttp } from '../../src/platform/http/bootstrap-http';
import { serveOpenApi } from '../../src/platform/http/openapi';

/** Within the nomination of the presets: a test of anything else meets no deadline. */
const WHILE_NOMINATING = '2026-03-10T12:00:00+03:00';

/** How often and after what pause somebody asks again who was told that the process is too busy: `shed-load.ts` looks as often. */
const MOST_ASKED = 40;
const PAUSE_MS = 50;

/** A clock that stands still until the test moves it. */
export class TestClock extends Clock {
  private time = Date.parse(WHILE_NOMINATING);
  private followed: number | null = null;

  override now(): Date {
    return new Date(this.time + (this.followed === null ? 0 : Date.now() - this.followed));
  }

  /** From here on it goes as fast as real time. */
  follow(): void {
    this.followed = Date.now();
  }

  advance(ms: number): void {
    this.time += ms;
  }

  set(instant: string): void {
    this.time = Date.parse(instant);
  }
}

/** An answer, read to its end. `body` is parsed JSON, or text where the answer is none. */
export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Send {
  /** Sent as it is when text or bytes, else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The API as one account sees it; paths are below /api/v1 unless they begin with /health or /api. */
export class AsAccount {
  constructor(private readonly url: string, private readonly token: string | null) {}

  get<Body>(path: string, send: Send = {}): Promise<Answer<Body>> {
    return this.request('GET', path, send);
  }

  post<Body>(path: string, body?: unknown, send: Send = {}): Promise<Answer<Body>> {
    return this.request('POST', path, { body, ...send });
  }

  /** A file the API hands out. Throws on anything but 200. */
  async bytes(path: string): Promise<Buffer> {
    const { status, bytes } = await this.ask('GET', path, {});
    if (status !== 200) throw new Error(`${status} ${bytes.toString()}`);
    return bytes;
  }

  put<Body>(path: string, body: unknown, send: Send = {}): Promise<Answer<Body>> {
    return this.request('PUT', path, { body, ...send });
  }

  async request<Body>(method: string, path: string, send: Send): Promise<Answer<Body>> {
    const { status, headers, bytes } = await this.ask(method, path, send);
    const text = bytes.toString();
    return { status, headers, body: (/json/.test(headers.get('content-type') ?? '') ? JSON.parse(text) : text) as Body };
  }

  /** Asks again, as it is told to, while the process is too busy to look at a request. */
  private async ask(method: string, path: string, send: Send): Promise<{ readonly status: number; readonly headers: Headers; readonly bytes: Buffer }> {
    for (let asked = 1; ; asked++) {
      const response = await this.once(method, path, send);
      const bytes = Buffer.from(await response.arrayBuffer());
      const isShed = response.status === 503 && bytes.includes('"UNAVAILABLE"');
      if (!isShed || asked === MOST_ASKED) return { status: response.status, headers: response.headers, bytes };
      await setTimeout(PAUSE_MS);
    }
  }

  private once(method: string, path: string, { body, headers = {} }: Send): Promise<Response> {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array;
    return fetch(this.url + (/^\/(api|health)\//.test(path) ? path : `/api/v1${path}`), {
      method,
      headers: { ...(this.token && { authorization: `Bearer ${this.token}` }), ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: isRaw ? body : JSON.stringify(body) }),
    });
  }
}

/** An API in this process on a port of its own, over this Jest worker's database. */
export class TestApi {
  private constructor(readonly app: NestFastifyApplication, readonly url: string, readonly clock: TestClock) {}

  /** `controllers` are added to the application's own: handlers that exist for the test only. `database`: another door to it. */
  static async start({ controllers = [], config = loadConfig(), port = 0, database }: { controllers?: Type<unknown>[]; config?: Config; port?: number; database?: (source: DataSource) => Database } = {}): Promise<TestApi> {
    @Module({ imports: [AppModule.with(config)], controllers })
    class ApplicationUnderTest {}
    const clock = new TestClock();
    const module = Test.createTestingModule({ imports: [ApplicationUnderTest] }).overrideProvider(Clock).useValue(clock);
    if (database) module.overrideProvider(Database).useFactory({ factory: database, inject: [DataSource] });
    const testing = await module.compile();
    const app = testing.createNestApplication<NestFastifyApplication>(createAdapter(config), { ...HTTP_OPTIONS, logger: false });
    prepareHttp(app);
    serveOpenApi(app, { page: false }); // Jest on Node 20 cannot load the page's static files
    await app.listen(port, '127.0.0.1');
    const { port: open } = app.getHttpServer().address() as AddressInfo;
    return new TestApi(app, `http://127.0.0.1:${open}`, clock);
  }

  as(token: string | null): AsAccount {
    return new AsAccount(this.url, token);
  }

  /** A new account with these rights. */
  async account(...grants: GrantWish[]): Promise<{ id: string; token: string; api: AsAccount }> {
    const [created] = await this.app.get(AccountService).create(SYSTEM, [{ name: 'Test account', grants }], ['']);
    return { id: created!.id, token: created!.token, api: this.as(created!.token) };
  }

  async administrator(): Promise<AsAccount> {
    return (await this.account({ role: 'administrator' })).api;
  }

  /** SQL past every wall, to prepare and to look behind. */
  async sql<Row>(query: string, params: unknown[] = []): Promise<Row[]> {
    return this.app.get(DataSource).query<Row[]>(query, params);
  }

  async close(): Promise<void> {
    await this.app.close();
  }
}
