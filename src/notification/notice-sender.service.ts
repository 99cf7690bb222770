import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { SYSTEM } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { Lanes } from '../platform/lanes';
import { Mailer, type MailOutcome } from '../platform/mail/mailer.service';
import { traceOf } from '../platform/trace-of';
import { secondsToNextAttempt } from './domain/notice-state';
import { type Letter, NoticeWriter } from './notice-writer.service';
import { type HeldNotice, OutboxRepository } from './outbox.repository';

/** What another process left behind, and what is due again, is found within this time. */
const TURN_MS = 5_000;
const LANES = 2;

/**
 * Hands released notices to the mail server. It runs in the API process, under the role that may read contacts: the
 * queue's processes may not. The database says what is due; each attempt is held under a lease and fenced, and the row says
 * that the text leaves before its first byte does. So whoever dies before that loses nothing, whoever dies after it leaves a
 * notice of which nobody can know whether it left: `unsure`, never sent again by itself.
 */
@Injectable()
export class NoticeSender implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('notice');
  private readonly lanes = new Lanes(() => this.attempt(), TURN_MS, LANES);

  constructor(
    private readonly database: Database,
    private readonly outbox: OutboxRepository,
    private readonly writer: NoticeWriter,
    private readonly mailer: Mailer,
  ) {}

  onApplicationBootstrap(): void {
    if (this.mailer.isConfigured) this.lanes.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.lanes.stop();
  }

  /** There may be something to send. */
  wake(): void {
    this.lanes.wake();
  }

  private attempt(): Promise<boolean> {
    return this.turn().catch((error: unknown) => {
      this.log.error(traceOf(error)); // the lease ends by itself
      return false;
    });
  }

  /** One notice; false: nothing is due, or the server cannot be reached and is left in peace for a while. */
  private async turn(): Promise<boolean> {
    const notice = await this.database.transact(SYSTEM, async (tx) => {
      for (const { id, campaignId } of await this.outbox.doubtAbandoned(tx)) await tx.audit({ action: 'notice.unsure', chain: campaignId, subject: id });
      return this.outbox.take(tx);
    });
    if (!notice) return false;
    const letter = await this.database.transact(SYSTEM, (tx) => this.letterOf(tx, notice));
    const { to } = letter;
    if (to === null) {
      await this.settle(notice, 'failed', (tx) => this.outbox.fail(tx, notice, 'failed', 'NO_ADDRESS', 0));
      return true;
    }
    const leaving = (): Promise<boolean> => this.database.transact(SYSTEM, async (tx) => {
      const [text] = await this.writer.seal(tx, [{ id: notice.id, personId: notice.personId, letter }]);
      return this.outbox.leave(tx, notice, text!);
    });
    const outcome = await this.mailer.send({ id: notice.id, to, fromName: letter.fromName, subject: letter.subject, text: letter.body }, leaving);
    await this.record(notice, outcome);
    return !(outcome.kind === 'later' && outcome.unreached);
  }

  /** As it would be written now; what may be out already is sent as it was. */
  private async letterOf(tx: Tx, notice: HeldNotice): Promise<Letter> {
    if (notice.textCipher) return (await this.writer.open(tx, [{ ...notice, textCipher: notice.textCipher }]))[0]!;
    const [written] = await this.writer.write(tx, notice.campaignId, [notice]);
    const [to] = await this.writer.addresses(tx, notice.campaignId, [notice]);
    return { ...written!, to: to ?? null };
  }

  private async record(notice: HeldNotice, outcome: MailOutcome): Promise<void> {
    switch (outcome.kind) {
      case 'accepted':
        return this.settle(notice, 'accepted', (tx) => this.outbox.accept(tx, notice));
      case 'refused':
        return this.settle(notice, 'refused', (tx) => this.outbox.fail(tx, notice, 'refused', outcome.cause, 0));
      case 'unsure':
        return this.settle(notice, 'unsure', (tx) => this.outbox.doubt(tx, notice, outcome.cause));
      case 'later': {
        const seconds = secondsToNextAttempt(notice.tries);
        if (seconds === null) return this.settle(notice, 'failed', (tx) => this.outbox.fail(tx, notice, 'failed', outcome.cause, 0));
        await this.database.transact(SYSTEM, (tx) => this.outbox.fail(tx, notice, 'queued', outcome.cause, seconds));
        return;
      }
      case 'withheld': // cancelled meanwhile, or somebody else's by now
        return;
    }
  }

  /** An end of the way, for the time being, is in the audit; what the fence keeps out is not. */
  private async settle(notice: HeldNotice, state: string, write: (tx: Tx) => Promise<boolean>): Promise<void> {
    await this.database.transact(SYSTEM, async (tx) => {
      if (await write(tx)) await tx.audit({ action: `notice.${state}`, chain: notice.campaignId, subject: notice.id });
    });
  }
}
