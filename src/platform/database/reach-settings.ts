import type { Reach } from '../../kernel/reach';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The expressions that set, for one transaction, what the policies of the tables compare with. No reach: no row. */
export function reachSettings(reach: Reach | undefined): string {
  return [
    `set_config('app.campaigns', '${among(reach?.campaigns)}', true)`,
    `set_config('app.nominators', '${among(reach?.nominators)}', true)`,
    `set_config('app.by_assignment', '${reach?.byAssignment ? 'yes' : ''}', true)`,
  ].join(', ');
}

function among(ids: readonly string[] | 'all' = []): string {
  if (ids === 'all') return 'all';
  if (!ids.every((id) => UUID.test(id))) throw new TypeError('the reach of a transaction is told by identifiers');
  return ids.length ? `{${ids.join(',')}}` : '';
}
