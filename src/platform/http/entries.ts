import { DomainError } from '../../kernel/domain-error';
import type { Fault } from '../../kernel/reason';
import { pointerTo } from './pointer';

const FIRST_ITEM = /^\/items\/0(?=\/|$)/;

/** Faults whose pointers begin with the index of an entry, as faults of a bulk request `{ items: […] }`. */
export function inItems(faults: readonly Fault[]): Fault[] {
  return faults.map((fault) => ({ ...fault, pointer: pointerTo(['items', ...fault.pointer.split('/').slice(1)]) }));
}

/**
 * A single entry is a bulk of one: the same rules and the same transaction. Gives the one answer; the faults of a refusal
 * point into the body that was sent.
 */
export async function singleEntry<Answer>(bulk: Promise<readonly Answer[]>): Promise<Answer> {
  try {
    return (await bulk)[0]!;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { kind, code, message, params, faults } = error;
    throw new DomainError(kind, code, message, params, faults.map((fault) => ({ ...fault, pointer: fault.pointer.replace(FIRST_ITEM, '') })));
  }
}
