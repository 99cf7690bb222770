import type { ServerResponse } from 'node:http';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { traceOf } from '../platform/trace-of';
import type { Credential } from './credential';
import { CredentialService } from './credential.service';

const EVERY_MS = 2_000;

/**
 * Answers under way, each with what it was admitted by. One that is still open after seconds, such as a stream of events,
 * is asked about again and again, and cut off once its session, token or key is no more.
 */
@Injectable()
export class OpenAnswers implements OnModuleDestroy {
  private readonly log = new Logger('access');
  private readonly open = new Map<ServerResponse, Credential>();
  /** Those the last look has seen. */
  private lasting = new Set<ServerResponse>();
  private readonly timer = setInterval(() => void this.look(), EVERY_MS).unref();

  constructor(private readonly credentials: CredentialService) {}

  follow(answer: ServerResponse, credential: Credential): void {
    this.open.set(answer, credential);
    answer.once('close', () => this.open.delete(answer));
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const lasting = [...this.open].filter(([answer]) => this.lasting.has(answer));
    this.lasting = new Set(this.open.keys());
    const dead = new Map<string, Promise<boolean>>();
    for (const [answer, credential] of lasting) {
      const name = `${credential.via} ${credential.secret}`;
      const isDead = dead.get(name) ?? this.credentials.isLive(credential).then((isLive) => !isLive);
      dead.set(name, isDead);
      try {
        if (await isDead) answer.destroy();
      } catch (error) {
        this.log.error(traceOf(error)); // nobody knows; what follows needs the database as well
      }
    }
  }
}
