import type { DemoOptions } from './arguments';
import type { Nominee } from './nominations';
import type { PolicyDocument } from './policy-document';
import type { Progress } from './progress';
import type { Rest } from './rest';

/** What the driver was started with. */
export interface Task {
  readonly options: DemoOptions;
  readonly administrator: Rest;
  readonly progress: Progress;
  /** Throws when a process of the service has ended. */
  readonly check: () => void;
}

/** Somebody who acts through an account of his own. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  readonly rest: Rest;
}

/** The clerk who nominates for a region. */
export interface Clerk extends Account {
  readonly nominatorId: string;
  readonly region: string;
}

/** `ordinal` is the assessor's number in the pool, the same in every run. */
export interface Assessor extends Account {
  readonly ordinal: number;
  readonly region: string;
}

export interface Cast {
  /** Confirms what the engine proposes and records the commission's choice. */
  readonly officer: Account;
  /** Publishes what the other officer confirmed. */
  readonly publisher: Account;
  readonly auditor: Account;
  readonly clerks: readonly Clerk[];
  readonly assessors: readonly Assessor[];
}

/** A nominee whom the service knows: his candidacy and public number. */
export interface Candidate {
  readonly nominee: Nominee;
  readonly candidacyId: string;
  readonly number: string;
}

/** Why candidates were lost: how many, by stage and by reason or event with its reason. */
export type Losses = Map<string, Map<string, number>>;

/** The campaign as the driver sees it while it runs. */
export interface Campaign extends Task {
  /** `/campaigns/{id}` */
  readonly path: string;
  readonly policy: PolicyDocument;
  readonly nominees: readonly Nominee[];
  readonly cast: Cast;
  /** By public number; filled by nomination. */
  readonly candidates: Map<string, Candidate>;
  readonly losses: Losses;
}

export function countLoss({ losses }: Campaign, stage: string, why: string, count = 1): void {
  const reasons = losses.get(stage) ?? new Map<string, number>();
  reasons.set(why, (reasons.get(why) ?? 0) + count);
  losses.set(stage, reasons);
}
