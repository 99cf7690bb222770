import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SYSTEM } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import { NO_CAMPAIGN } from '../platform/database/tx';
import { traceOf } from '../platform/trace-of';

/** Nobody who works by lists and links meets so many absent objects. */
const SUSPICIOUS = 100;
const WINDOW_MS = 10 * 60_000;
const MOST_WATCHED = 10_000;
const ABSENT = 404;

interface Watched {
  readonly since: number;
  absent: number;
}

/**
 * Notices an account that asks for object after object which is not there for it, as whoever tries identifiers does.
 * Nobody is locked out by it: an event in the audit and a line in the log, once a window, for people to look into.
 */
@Injectable()
export class EnumerationService {
  private readonly log = new Logger('access');
  private readonly watched = new Map<string, Watched>();

  constructor(private readonly database: Database, private readonly clock: Clock) {}

  /** Looks at the answer this account will get. */
  watch(reply: FastifyReply, accountId: string): void {
    reply.raw.once('finish', () => {
      if (reply.statusCode === ABSENT) this.count(accountId);
    });
  }

  private count(accountId: string): void {
    const now = this.clock.now().getTime();
    const known = this.watched.get(accountId);
    const watched = known && now - known.since < WINDOW_MS ? known : { since: now, absent: 0 };
    if (this.watched.size >= MOST_WATCHED) this.watched.clear();
    this.watched.set(accountId, watched);
    if (++watched.absent === SUSPICIOUS) this.tell(accountId);
  }

  private tell(accountId: string): void {
    this.log.warn({ suspicion: 'enumeration', account: accountId, absent: SUSPICIOUS, minutes: WINDOW_MS / 60_000 });
    this.database
      .transact(SYSTEM, (tx) => tx.audit({ action: 'access.enumeration-suspected', chain: NO_CAMPAIGN, subject: accountId, lines: SUSPICIOUS }))
      .catch((error: unknown) => this.log.error(traceOf(error)));
  }
}
