import type { ReasonParam } from '../../kernel/reason';
import type { Policy } from './policy';

/** What may still be changed once a campaign is open. */
export type AllowedChange = 'act' | 'wording' | 'demonstration' | 'date' | 'threshold' | 'weight' | 'quota';

export type RefusedChange = 'STAGE_KEYS_CHANGED' | 'STAGE_ORDER_CHANGED' | 'CHANGED_AFTER_OPENING';

/** A value that differs; null where one version has none. Its path names elements by their key, not by their position. */
export interface PolicyChange {
  readonly path: string;
  readonly from: ReasonParam;
  readonly to: ReasonParam;
}

export interface PolicyDifference {
  readonly allowed: readonly (PolicyChange & { readonly what: AllowedChange })[];
  readonly refused: readonly (PolicyChange & { readonly code: RefusedChange })[];
}

/**
 * The first pattern that fits a path says what has changed; a path that fits none may not change. Stage keys and order,
 * rubric scales, norms, criteria, panels and tie rules never do: somebody has been measured by them already.
 */
const ALLOWED: readonly (readonly [RegExp, AllowedChange])[] = [
  [/^\/approvingAct(\/|$)/, 'act'],
  [/\/title\/(ru|en)$/, 'wording'],
  [/\/demonstration$/, 'demonstration'],
  [/^\/referenceDate$|\/asOf$|\/period\/(opensAt|closesAt)$|\/drawnAt$|\/cutOffs\/\d+$/, 'date'],
  [/\/(minScore|minMonths|from|to)\/(value|inclusive)$|\/spreadAbove$/, 'threshold'],
  [/\/weight$/, 'weight'],
  [/\/quotas\/(?!territories\/unit$)|\/limit\/|\/reserve$/, 'quota'],
];

/** The order of tie keys is their meaning: they are compared place by place, like all elements that have no name. */
const ORDERED = /\/ties\/keys$/;

/** The difference of two versions of a policy, sorted into what may and what may not change after opening. */
export function comparePolicies(before: Policy, after: Policy): PolicyDifference {
  const allowed: PolicyDifference['allowed'][number][] = [];
  const refused = [...compareStages(before, after)];
  const keysBefore = before.stages.map(({ key }) => key);
  const keysAfter = after.stages.map(({ key }) => key);
  const oneSided = [...keysBefore.filter((key) => !keysAfter.includes(key)), ...keysAfter.filter((key) => !keysBefore.includes(key))];

  const [was, is] = [flatten(before), flatten(after)];
  for (const path of new Set([...was.keys(), ...is.keys()])) {
    const change = { path, from: was.get(path) ?? null, to: is.get(path) ?? null };
    if (change.from === change.to || oneSided.some((key) => path.startsWith(`/stages/${key}/`))) continue;
    const what = ALLOWED.find(([pattern]) => pattern.test(path))?.[1];
    if (what) allowed.push({ ...change, what });
    else refused.push({ ...change, code: 'CHANGED_AFTER_OPENING' });
  }
  return { allowed, refused };
}

function* compareStages(before: Policy, after: Policy): Generator<PolicyDifference['refused'][number], void, undefined> {
  const from = before.stages.map(({ key }) => key);
  const to = after.stages.map(({ key }) => key);
  if (from.join() === to.join()) return;
  const sameKeys = [...from].sort().join() === [...to].sort().join();
  yield { code: sameKeys ? 'STAGE_ORDER_CHANGED' : 'STAGE_KEYS_CHANGED', path: '/stages', from, to };
}

type Plain = string | number | boolean | null;

/** Every plain value of a document under its path. */
function flatten(value: unknown, path = '', into = new Map<string, Plain>()): ReadonlyMap<string, Plain> {
  if (Array.isArray(value)) value.forEach((item: unknown, i) => flatten(item, `${path}/${ORDERED.test(path) ? i : nameOf(item) ?? i}`, into));
  else if (value !== null && typeof value === 'object') for (const [key, member] of Object.entries(value)) flatten(member, `${path}/${key}`, into);
  else into.set(path, value as Plain);
  return into;
}

/** The fields that together name an element of a list, the first set that it has. */
const NAMES: readonly (readonly string[])[] = [
  ['key'],
  ['code'],
  ['territory', 'category'],
  ['category'],
  ['nominator'],
  ['scale', 'group', 'validFrom'],
  ['instrument', 'scale'],
  ['stage'],
  ['mark'],
];

function nameOf(item: unknown): string | undefined {
  if (item === null || typeof item !== 'object') return undefined;
  const fields = new Map<string, unknown>(Object.entries(item));
  const naming = NAMES.find((names) => names.every((name) => typeof fields.get(name) === 'string'));
  return naming?.map((name) => String(fields.get(name))).join('.');
}
