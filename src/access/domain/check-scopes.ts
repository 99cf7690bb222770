import type { Fault } from '../../kernel/reason';
import { type Grant, may, type Operation } from './may';

/** What only a person does: a key that could make keys would never end. */
const OF_PERSONS: readonly Operation[] = ['keys.own', 'sessions.own'];

export type ScopeFault = 'SCOPE_NOT_HELD' | 'SCOPE_OF_PERSONS' | 'SCOPE_REPEATED';

/** Whether a key of an account with these grants may have the scopes: each once, and none the account does not have itself. */
export function checkScopes(scopes: readonly Operation[], grants: readonly Grant[]): Fault<ScopeFault>[] {
  return scopes.flatMap((scope, i) => {
    const code = OF_PERSONS.includes(scope) ? 'SCOPE_OF_PERSONS' : may(grants, scope) === 'no' ? 'SCOPE_NOT_HELD' : scopes.indexOf(scope) < i ? 'SCOPE_REPEATED' : null;
    return code ? [{ pointer: `/scopes/${i}`, code, params: {} }] : [];
  });
}
