import type { EntityManager } from 'typeorm';
import type { Actor } from '../caller';

/** One line of the audit: what was done to what. Codes, identifiers and digests only. */
export interface AuditLine {
  /** Dotted code, e.g. `decision.confirmed`. */
  readonly action: string;
  /** Chain the event is sealed in: the campaign, or `NO_CAMPAIGN`. */
  readonly chain: string;
  readonly subject?: string;
  readonly reason?: string;
  readonly policyVersion?: number;
  /** How many rows the digest binds. */
  readonly lines?: number;
  readonly digest?: Buffer;
  /** What the value was: a code, a version or a digest in hexadecimal, lower case. Of a person nothing: a hash of one mark can be guessed. */
  readonly before?: string;
  /** What the value has become. */
  readonly after?: string;
}

/** The audit event of a transaction that has been committed. */
export interface AuditedEvent {
  readonly tx: number;
  readonly actor: string;
  readonly role: string | null;
  readonly requestId: string | null;
  readonly lines: readonly AuditLine[];
}

/** Chain of events that belong to no campaign: accounts, nominators. */
export const NO_CAMPAIGN = '00000000-0000-0000-0000-000000000000';

/**
 * An open transaction. It is passed explicitly to every repository method: there is no other way to reach the database,
 * and no statement can slip out of its transaction.
 */
export interface Tx {
  readonly actor: Actor;
  /** TypeORM's manager on this connection, for back-office reads. */
  readonly manager: EntityManager;
  /** Runs a statement and gives its rows: bigint as number, date as text, timestamptz as Date. */
  query<Row>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
  /** The same as a named statement that the server plans once a connection; for hot paths. */
  prepared<Row>(name: string, sql: string, params: readonly unknown[]): Promise<Row[]>;
  /**
   * Runs `work` past the second wall: the rows of everybody are there for it, and for nothing after it. For what no one's
   * reach covers: whether two nominators name one person, what the engine makes of a move. Never for what is shown.
   */
  beyondReach<Answer>(work: () => Promise<Answer>): Promise<Answer>;
  /** Adds a line to this transaction's audit event; it is sealed at commit. */
  audit(line: AuditLine): Promise<void>;
}
