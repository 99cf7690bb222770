import type { Status } from '../../candidacy/domain/pipeline';

export const REGISTERS = ['enrolled', 'declined', 'not-admitted'] as const;
/**
 * Registers [реестры] of a campaign, by where published decisions left people:
 * - `enrolled` [зачисленные]: who was enrolled, with the orders that name him, whoever was expelled or graduated since too;
 * - `declined` [отказавшиеся]: who left of his own will, or gave no answer to an offer;
 * - `not-admitted` [не прошедшие]: who did not pass, did not come, or was excluded.
 */
export type Register = (typeof REGISTERS)[number];

const WHO = ['number', 'name', 'category', 'subject', 'post', 'organisation', 'nominator', 'status'] as const;
const LEFT = [...WHO, 'stage', 'reason'] as const;

export type RegisterColumn = (typeof LEFT)[number] | 'stream' | 'orders' | 'answeredOn' | 'channel' | 'publishedOn';

/** Who stands in a register, and what it says of him. */
export const REGISTER_OF: Readonly<Record<Register, { readonly statuses: readonly Status[]; readonly columns: readonly RegisterColumn[] }>> = {
  enrolled: { statuses: ['enrolled', 'graduated', 'expelled'], columns: [...WHO, 'stream', 'orders', 'publishedOn'] },
  declined: { statuses: ['withdrawn'], columns: [...LEFT, 'answeredOn', 'channel', 'publishedOn'] },
  'not-admitted': { statuses: ['rejected', 'excluded', 'no-show'], columns: [...LEFT, 'publishedOn'] },
};

/** In characters. */
export const REGISTER_WIDTHS: Readonly<Record<RegisterColumn, number>> = {
  number: 10, name: 36, category: 26, subject: 30, post: 40, organisation: 40, nominator: 30, status: 18, stage: 34, reason: 60, stream: 8, orders: 44, answeredOn: 14, channel: 18, publishedOn: 18,
};
