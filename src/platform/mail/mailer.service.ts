import { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { CONFIG, type Config, type MailConfig } from '../config/config';

/** One letter to one address. */
export interface Mail {
  /** The same for every attempt, so that whoever gets it twice can tell. */
  readonly id: string;
  readonly to: string;
  readonly fromName: string;
  readonly subject: string;
  readonly text: string;
}

/**
 * What became of an attempt. `accepted`: the server answered 250 after the text. `refused`: it will never take this
 * letter. `later`: it has not taken it, perhaps another time; `unreached` where nothing was said of the letter at all.
 * `unsure`: the text had begun to leave and no answer came. `withheld`: the sender changed his mind in time.
 */
export type MailOutcome =
  | { readonly kind: 'accepted' | 'withheld' }
  | { readonly kind: 'refused' | 'unsure'; readonly cause: string }
  | { readonly kind: 'later'; readonly cause: string; readonly unreached: boolean };

/** A whole attempt takes no longer than this, so a lease that is longer cannot end under a living one. */
export const ATTEMPT_MS = 120_000;
const CONNECT_MS = 15_000;
const SILENCE_MS = 60_000;

type SmtpError = Error & { readonly code?: string; readonly responseCode?: number; readonly response?: string; readonly command?: string };

/** Hands letters to the configured server, one connection a letter. */
@Injectable()
export class Mailer {
  private readonly config: MailConfig | null;

  constructor(@Inject(CONFIG) { mail }: Pick<Config, 'mail'>) {
    this.config = mail;
  }

  get isConfigured(): boolean {
    return this.config !== null;
  }

  /**
   * One attempt. `leaving` is asked after the server has accepted the recipient and waits for the text, before its first
   * byte: false keeps the letter here, and the server, left without the end of a text, forgets it (RFC 5321, 4.1.1.4).
   */
  async send(mail: Mail, leaving: () => Promise<boolean>): Promise<MailOutcome> {
    const config = this.config;
    if (!config) throw new TypeError('no mail server is configured');
    const raw = await compose(mail, config.from);
    const { host, port, tls, login } = config;
    const connection = new SMTPConnection({
      host, port, secure: tls === 'implicit', requireTLS: tls === 'required', connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS,
    });
    let passed: 'nothing' | 'greeting' | 'withheld' | 'leaving' = 'nothing';
    async function* text(): AsyncGenerator<Buffer> {
      if (!(await leaving())) {
        passed = 'withheld';
        throw new Error('withheld');
      }
      passed = 'leaving';
      yield raw;
    }
    const limit = setTimeout(() => connection.close(), ATTEMPT_MS);
    try {
      await new Promise<void>((resolve, reject) => {
        connection.once('error', reject);
        connection.once('end', () => reject(new Error('the connection ended')));
        const greeted = (): void => {
          passed = 'greeting';
          connection.send({ from: config.from, to: mail.to }, Readable.from(text(), { objectMode: false }), (error) => (error ? reject(error) : resolve()));
        };
        connection.connect((error) => {
          if (error) reject(error);
          else if (login) connection.login({ user: login.user, pass: login.password }, (refused) => (refused ? reject(refused) : greeted()));
          else greeted();
        });
      });
      connection.quit();
      return { kind: 'accepted' };
    } catch (error) {
      connection.on('error', () => undefined); // what is said after the outcome changes nothing
      connection.close();
      return outcomeOf(error as SmtpError, passed);
    } finally {
      clearTimeout(limit);
    }
  }
}

/** Only a reply to the recipient or to the text is about this letter; one to greeting, login or sender is about us. */
function outcomeOf(error: SmtpError, passed: 'nothing' | 'greeting' | 'withheld' | 'leaving'): MailOutcome {
  if (passed === 'withheld') return { kind: 'withheld' };
  const { responseCode } = error;
  const cause = causeOf(error);
  if (passed === 'leaving' && responseCode === undefined) return { kind: 'unsure', cause };
  const isOfLetter = passed === 'leaving' || (passed === 'greeting' && !error.command?.startsWith('MAIL FROM'));
  if (isOfLetter && responseCode !== undefined && responseCode >= 500) return { kind: 'refused', cause };
  return { kind: 'later', cause, unreached: passed === 'nothing' };
}

/** The codes of a reply without its words, which often repeat the address: `SMTP_550_5.1.1`; without a reply what failed. */
function causeOf({ responseCode, response, code }: SmtpError): string {
  if (responseCode === undefined) return code && /^[A-Z]{2,20}$/.test(code) ? code : 'ECONNECTION';
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})/.exec(response ?? '')?.[1];
  return ['SMTP', responseCode, enhanced].filter(Boolean).join('_');
}

async function compose({ id, to, fromName, subject, text }: Mail, from: string): Promise<Buffer> {
  const message = new MailComposer({
    messageId: `<${id}@${from.split('@')[1]}>`, from: { name: fromName, address: from }, to: { name: '', address: to }, subject, text,
    headers: { 'Auto-Submitted': 'auto-generated' }, disableFileAccess: true, disableUrlAccess: true,
  });
  return message.compile().build();
}
