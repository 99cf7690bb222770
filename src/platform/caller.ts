import type { Reach } from '../kernel/reach';

/**
 * Who acts. `account` is a signed-in person, `worker` the queue process, `system` an operator's command. The kind also
 * chooses the database role: a worker can neither decide nor read contacts, СНИЛС or accounts.
 */
export interface Actor {
  readonly kind: 'account' | 'worker' | 'system';
  readonly id: string;
}

/**
 * A request's identity for the database: the actor, how far he reaches (nowhere, unless it is said) and, where the client
 * sent one, the key that makes a repetition harmless.
 */
export interface Caller {
  readonly actor: Actor;
  readonly reach?: Reach;
  readonly idempotency?: { readonly key: string; readonly fingerprint: Buffer };
  /** Roles the actor holds where he acts, joined by `+`; the audit keeps them, because grants change. */
  readonly role?: string;
  /** Names the request in the log and in the audit. */
  readonly requestId?: string;
  /** Personal data that this request reads: the reading is an event of the same transaction. */
  readonly reading?: Reading;
}

/**
 * The caller of a transaction that only looks something up before the one that acts: a request has one answer to keep for
 * its repetition, and it is the acting one's.
 */
export function lookingUp<Asking extends Caller>(caller: Asking): Omit<Asking, 'idempotency'> {
  const { idempotency: _, ...rest } = caller;
  return rest;
}

/** A reading of personal data, as the audit tells it. */
export interface Reading {
  /** Dotted code, e.g. `results.read`. */
  readonly action: string;
  readonly chain: string;
  readonly subject?: string;
}

const EVERYWHERE: Reach = { campaigns: 'all', nominators: 'all' };

/** Actors that are not people carry fixed identifiers, so the audit can name them; their work belongs to no one campaign. */
export const WORKER: Caller = { actor: { kind: 'worker', id: '00000000-0000-7000-8000-000000000001' }, reach: EVERYWHERE };
export const SYSTEM: Caller = { actor: { kind: 'system', id: '00000000-0000-7000-8000-000000000002' }, reach: EVERYWHERE };
/** Whoever holds a one-time link that was given to a candidate: no account, and nothing but what the link is for. */
export const LINK_HOLDER: Caller = { actor: { kind: 'system', id: '00000000-0000-7000-8000-000000000003' }, reach: EVERYWHERE };
