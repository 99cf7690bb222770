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
  number: 10, name: 30, category: 20, subject: 22, post: 28, organisation: 28, nominator: 22, status: 14, stage: 22, reason: 44, stream: 8, orders: 32, answeredOn: 12, channel: 13, publishedOn: 15,
};
