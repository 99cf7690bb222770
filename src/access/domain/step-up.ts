import type { Operation } from './may';

/** How old a proof of identity may be for what cannot be taken back or lets people in. */
export const FRESH_MINUTES = 10;

const ASKS_AGAIN: readonly Operation[] = ['policy.publish', 'decisions.publish', 'orders.write', 'snapshots.release', 'accounts.manage', 'keys.own'];

/**
 * Whether the person at the browser has to prove again who he is before this operation. Reading is never asked again;
 * programs' credentials are outside of this, nobody is there to type a code: their scopes and their end bound them.
 */
export function needsFreshProof(operation: Operation, changes: boolean): boolean {
  return changes && ASKS_AGAIN.includes(operation);
}
