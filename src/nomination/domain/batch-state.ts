/**
 * A list of nominees: `draft` while it is put together; `checked` as it stands now, nothing is wrong with it; `submitted`;
 * `withdrawn` by the nominator or `reopened` by an officer, after which it may be changed and submitted anew.
 */
export const BATCH_STATES = ['draft', 'checked', 'submitted', 'withdrawn', 'reopened'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** What a list adds to the faults of its nominees. */
export const BATCH_FAULTS = ['NOT_NAMED_BY_LETTER'] as const;

export type BatchAct = 'change' | 'check' | 'submit' | 'withdraw' | 'reopen';

const FROM: Readonly<Record<BatchAct, readonly BatchState[]>> = {
  change: ['draft', 'checked', 'withdrawn', 'reopened'],
  check: ['draft', 'checked', 'withdrawn', 'reopened'],
  submit: ['checked'],
  withdraw: ['draft', 'checked', 'submitted', 'reopened'],
  reopen: ['submitted'],
};

/** Whether a batch in that state may be treated so. */
export function allows(state: BatchState, act: BatchAct): boolean {
  return FROM[act].includes(state);
}
