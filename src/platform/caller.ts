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
}

const EVERYWHERE: Reach = { campaigns: 'all', nominators: 'all' };

/** Actors that are not people carry fixed identifiers, so the audit can name them; their work belongs to no one campaign. */
export const WORKER: Caller = { actor: { kind: 'worker', id: '00000000-0000-7000-8000-000000000001' }, reach: EVERYWHERE };
export const SYSTEM: Caller = { actor: { kind: 'system', id: '00000000-0000-7000-8000-000000000002' }, reach: EVERYWHERE };
