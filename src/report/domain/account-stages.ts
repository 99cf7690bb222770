import { standing, type Status } from '../../candidacy/domain/pipeline';

/** How many stand where, as one statement read it. */
export interface StandingCount {
  readonly stage: string;
  readonly status: Status;
  readonly count: number;
}

/** A stage's account; `reserve` is the part of `open` that waits in the reserve. */
export interface StageAccount {
  readonly key: string;
  readonly entered: number;
  readonly passed: number;
  readonly failed: number;
  readonly exited: number;
  readonly open: number;
  readonly reserve: number;
}

/**
 * The account of every stage from where people stand: whoever stands in a later stage has passed all earlier ones.
 * `entered = passed + failed + exited + open` holds for every stage because each person is counted once in it.
 */
export function accountStages(stages: readonly string[], counts: readonly StandingCount[]): StageAccount[] {
  const accounts = stages.map((key) => ({ key, entered: 0, passed: 0, failed: 0, exited: 0, open: 0, reserve: 0 }));
  for (const { stage, status, count } of counts) {
    const at = stages.indexOf(stage);
    accounts.slice(0, at + 1).forEach((account, i) => {
      account.entered += count;
      account[i < at ? 'passed' : standing(status)] += count;
      if (i === at && status === 'reserve') account.reserve += count;
    });
  }
  return accounts;
}
