import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** What the server does to a letter. `drop-…`: it breaks the connection, before the text, within it, or in the place of its answer. */
export type Treatment = 'accept' | 'later' | 'never' | 'drop-before' | 'drop-within' | 'accept-and-drop' | 'hold';

export interface Received {
  readonly to: string;
  readonly messageId: string;
  readonly raw: string;
}

/** A real SMTP server on a port of its own that counts what it has taken, and treats letters as the test says. */
export class MailServer {
  /** Every text that was taken: one more line for each, also of the same letter. */
  readonly received: Received[] = [];
  /** Told of everything that reaches the server, taken or not. */
  readonly attempts: { readonly to: string; readonly treatment: Treatment }[] = [];
  /** Called before the server answers to an address, and when it has taken a text and not answered yet. */
  at: (moment: 'recipient' | 'taken', to: string) => void | Promise<void> = () => undefined;

  private constructor(private readonly server: SMTPServer, readonly port: number) {}

  /** `treat` is asked for each attempt on an address. */
  static async start(treat: (to: string, attempt: number) => Treatment = () => 'accept', port = 0): Promise<MailServer> {
    const tried = new Map<string, number>();
    const treatments = new Map<string, Treatment>();
    const server: SMTPServer = new SMTPServer({
      authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false, closeTimeout: 100,
      onRcptTo: ({ address }, session, done) => {
        const attempt = (tried.get(address) ?? 0) + 1;
        tried.set(address, attempt);
        const treatment = treat(address, attempt);
        treatments.set(session.id, treatment);
        mail.attempts.push({ to: address, treatment });
        if (treatment === 'drop-before') mail.break(session.id);
        else if (treatment === 'later') done(reply(451, '4.7.1 Greylisted'));
        else if (treatment === 'never') done(reply(550, `5.1.1 <${address}>: no such user`));
        else void Promise.resolve(mail.at('recipient', address)).then(() => done());
      },
      onData: (stream, session, done) => {
        const treatment = treatments.get(session.id)!;
        const to = session.envelope.rcptTo[0]!.address;
        if (treatment === 'drop-within') {
          stream.once('data', () => mail.break(session.id));
          stream.resume();
          return;
        }
        void text(stream).then(async (raw) => {
          mail.received.push({ to, messageId: /^Message-ID: <(.+?)@/im.exec(raw)?.[1] ?? '', raw });
          await mail.at('taken', to);
          if (treatment === 'accept-and-drop') mail.break(session.id);
          else if (treatment !== 'hold') done();
        }, () => undefined);
      },
    });
    server.on('error', () => undefined); // a client that died
    const listening = server.listen(port, '127.0.0.1');
    await once(listening, 'listening');
    const mail: MailServer = new MailServer(server, (listening.address() as AddressInfo).port);
    return mail;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** How often each address got something. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { to } of this.received) counts[to] = (counts[to] ?? 0) + 1;
    return counts;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
    });
  }

  /** Breaks the connection of a session without a word. */
  private break(id: string): void {
    for (const connection of this.server.connections) if (connection.session.id === id) (connection as unknown as { _socket: Socket })._socket.destroy();
  }
}

function reply(responseCode: number, message: string): Error & { responseCode: number } {
  return Object.assign(new Error(message), { responseCode });
}
