import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Client } from 'pg';
import { CONFIG, type Config } from '../platform/config/config';
import { Lanes } from '../platform/lanes';
import { WorkService } from './work.service';

/** At the latest after this time the dispatcher looks again, so single entries coalesce and a lost notice costs little. */
const TURN_MS = 200;

/** Drives `WorkService.dispatch` in a process that computes work: on a notice from the database, else every 200 ms. */
@Injectable()
export class Dispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('dispatcher');
  private readonly lane = new Lanes(() => this.turn(), TURN_MS);
  private listener: Client | null = null;

  constructor(
    private readonly work: WorkService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  onApplicationBootstrap(): void {
    this.lane.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.lane.stop();
    await this.listener?.end().catch(() => undefined);
  }

  private async turn(): Promise<boolean> {
    await this.listen();
    const sent = await this.work.dispatch().catch((error: unknown) => {
      this.log.warn(error instanceof Error ? error.name : 'dispatch failed');
      return 0;
    });
    return sent > 0;
  }

  /** A notice only saves waiting; without the connection the timer does. */
  private async listen(): Promise<void> {
    if (this.listener) return;
    const client = new Client({ connectionString: this.config.databaseUrl, application_name: 'selection-dispatcher' });
    client.on('error', () => (this.listener = null));
    client.on('end', () => (this.listener = null));
    client.on('notification', () => this.lane.wake());
    try {
      await client.connect();
      await client.query('listen work');
      this.listener = client;
    } catch {
      await client.end().catch(() => undefined);
    }
  }
}
