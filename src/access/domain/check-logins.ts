import type { Reason } from '../../kernel/reason';

export type LoginFault = 'LOGIN_TAKEN' | 'LOGIN_REPEATED';

/** Faults of the logins of new accounts, by their index: taken by somebody, or by an earlier one of the list. */
export function checkLogins(logins: readonly string[], taken: ReadonlySet<string>): (Reason<LoginFault> & { readonly index: number })[] {
  const seen = new Set<string>();
  return logins.flatMap((login, index) => {
    const code = taken.has(login) ? 'LOGIN_TAKEN' : seen.has(login) ? 'LOGIN_REPEATED' : null;
    seen.add(login);
    return code ? [{ index, code, params: {} }] : [];
  });
}
