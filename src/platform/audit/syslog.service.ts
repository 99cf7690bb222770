import { createSocket, type Socket as Datagrams } from 'node:dgram';
import { connect, type Socket } from 'node:net';
import { hostname } from 'node:os';
import { type BeforeApplicationShutdown, Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../clock';
import { CONFIG, type Config } from '../config/config';
import { Database } from '../database/database.service';
import type { AuditedEvent } from '../database/tx';

/** Facility 13, "log audit"; severity 5, notice (RFC 5424, 6.2.1). */
const PRIORITY = 13 * 8 + 5;
/** A collector that has stopped reading may not fill the memory of the service. */
const MOST_WAITING_BYTES = 4 * 1_048_576;
const END_WITHIN_MS = 2_000;

/**
 * Hands every committed audit event to a collector of logs as it happens (RFC 5424; over TCP with octet counting, RFC 6587).
 * A copy for whoever watches: what a collector misses while it is away stands in the database, which is the record.
 */
@Injectable()
export class SyslogService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly log = new Logger('syslog');
  private datagrams: Datagrams | null = null;
  private stream: Socket | null = null;
  private missed = 0;
  private stopped = false;

  constructor(private readonly database: Database, private readonly clock: Clock, @Inject(CONFIG) private readonly config: Pick<Config, 'syslog'>) {}

  onApplicationBootstrap(): void {
    if (!this.config.syslog) return;
    this.database.onCommit((event) => {
      for (const [n, line] of event.lines.entries()) this.send(messageOf(event, n, line, this.clock.now()));
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.datagrams?.close();
    const { stream } = this;
    if (!stream || stream.destroyed) return;
    await new Promise<void>((resolve) => {
      setTimeout(resolve, END_WITHIN_MS).unref();
      stream.once('close', () => resolve()).end();
    });
    stream.destroy();
  }

  private send(message: string): void {
    if (this.stopped) return;
    const { protocol, host, port } = this.config.syslog!;
    if (protocol === 'udp') {
      this.datagrams ??= createSocket(host.includes(':') ? 'udp6' : 'udp4').on('error', () => this.miss()).unref();
      this.datagrams.send(message, port, host, (error) => error && this.miss());
      return;
    }
    if (!this.stream || this.stream.destroyed) this.stream = connect(port, host).on('error', () => this.miss()).setKeepAlive(true).unref();
    if (this.stream.writableLength > MOST_WAITING_BYTES) this.miss();
    else this.stream.write(`${Buffer.byteLength(message)} ${message}`);
  }

  /** Told at powers of two, so that a dead collector does not fill the log. */
  private miss(): void {
    this.missed++;
    if (Number.isInteger(Math.log2(this.missed))) this.log.warn({ what: 'the collector does not take audit events', missed: this.missed });
  }
}

function messageOf({ tx, actor, role, requestId }: AuditedEvent, n: number, { digest, ...line }: AuditedEvent['lines'][number], now: Date): string {
  const content = JSON.stringify({ tx, n, actor, role, request: requestId, ...line, ...(digest && { digest: digest.toString('hex') }) });
  return `<${PRIORITY}>1 ${now.toISOString()} ${hostname()} selection-service ${process.pid} ${line.action.slice(0, 32)} - ${content}`;
}
