import { addDays } from '../../kernel/calendar-date';
import type { Policy } from './policy';

/** The fields that hold dates of the campaign (`campaignDate` and `campaignInstant` of the schema); all other dates are facts. */
export const CAMPAIGN_DATE_FIELDS: ReadonlySet<string> = new Set(['referenceDate', 'opensAt', 'closesAt', 'asOf', 'drawnAt', 'cutOffs']);

/**
 * The same policy for another round: every date of the campaign moved by whole days (back when negative), the time on
 * the clock and its offset kept. Dates of acts and norms are facts about the world and stay. Throws RangeError when
 * `days` is not a whole number.
 */
export function shiftPolicy(policy: Policy, days: number): Policy {
  if (!Number.isSafeInteger(days)) throw new RangeError(`not a whole number of days: ${days}`);
  return shiftMembers(policy, days);
}

function shiftMembers<T extends object>(holder: T, days: number): T {
  const entries = Object.entries(holder).map(([field, value]: [string, unknown]) => [
    field,
    CAMPAIGN_DATE_FIELDS.has(field) ? shiftDates(value, days) : shiftInside(value, days),
  ]);
  return Object.fromEntries(entries) as T;
}

function shiftInside(value: unknown, days: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shiftInside(item, days));
  return value === null || typeof value !== 'object' ? value : shiftMembers(value, days);
}

function shiftDates(value: unknown, days: number): unknown {
  if (Array.isArray(value)) return value.map((date) => shiftDates(date, days));
  const text = String(value);
  return addDays(text.slice(0, 10), days) + text.slice(10);
}
