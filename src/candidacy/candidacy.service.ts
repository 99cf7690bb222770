import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error';
import type { Policy } from '../campaign/domain/policy';
import { stageAfter, stageOf } from '../campaign/domain/policy';
import type { Tx } from '../platform/database/tx';
import { CandidacyRepository, type CandidacyState, type Move, type MovedLine, type NewCandidacy } from './candidacy.repository';
import { computesOnEntry, type PipelineEvent, type Status, transition } from './domain/pipeline';

export type { CandidacyState };

/** What a named person decided about one candidacy. */
export interface Decision {
  readonly candidacyId: string;
  readonly stage: string;
  readonly fromStatus: Status;
  readonly event: PipelineEvent;
  readonly reason: string | null;
  /** Revision of the verdict decided on; null where no verdict is needed (leaving, hold, revert). */
  readonly revision: number | null;
  /** Where a revert leads: what history says was before; where an admission leads. Other events follow the table. */
  readonly backTo?: { readonly stage: string; readonly status: Status };
}

/** In whose name and under which rules candidacies move. */
export interface Authority {
  readonly batchId: string;
  readonly campaignId: string;
  readonly policy: Policy;
  readonly policyVersion: number;
}

/** How candidacies are named in a request: whether they are locked, and where each of them stands for a fault to point at. */
export interface Naming {
  readonly lock?: boolean;
  /** JSON pointer of the i-th; `/items/i/candidacyId` unless told. */
  readonly at?: (i: number) => string;
}

const inItems = (i: number): string => `/items/${i}/candidacyId`;

@Injectable()
export class CandidacyService {
  constructor(private readonly candidacies: CandidacyRepository) {}

  /**
   * The sole mover of candidacies: accepts decisions and nothing else, and either moves all of them or refuses with
   * 409 `CANDIDACY_MOVED`. Returns the digest of the history lines for the audit event of this transaction.
   */
  async advance(tx: Tx, authority: Authority, decisions: readonly Decision[]): Promise<Buffer> {
    const { policy } = authority;
    const moves: Move[] = [];
    const indexOf = new Map<string, number>();
    const lines: MovedLine[] = decisions.map((decision) => {
      const key = [decision.stage, decision.fromStatus, decision.event, decision.reason, decision.backTo?.stage, decision.backTo?.status].join('|');
      let index = indexOf.get(key);
      if (index === undefined) {
        indexOf.set(key, (index = moves.length));
        moves.push(moveOf(policy, decision));
      }
      return { candidacyId: decision.candidacyId, move: index, revision: decision.revision };
    });
    const entered = moves.map((move) => (move.toStage === move.stage ? null : stageOf(policy, move.toStage))).find((stage) => stage && computesOnEntry(stage.kind));
    const entry = entered ? { stage: entered.key, kind: entered.kind } : null;
    const { moved, digest } = await tx.beyondReach(() => this.candidacies.move(tx, { ...authority, entry }, moves, lines)); // a nominator's move also makes work, which is not his
    if (moved !== decisions.length) throw new DomainError('conflict', 'CANDIDACY_MOVED', 'Somebody on the list has left this stage meanwhile.', { listed: decisions.length, moved });
    return digest;
  }

  /** Puts applicants of one nominator and region into the first stage, with public numbers `RR-NNNN` in the order given. */
  async enter(tx: Tx, campaignId: string, nominatorId: string, stage: string, region: string, applicants: readonly Omit<NewCandidacy, 'number' | 'region'>[]): Promise<NewCandidacy[]> {
    const first = await tx.beyondReach(() => this.candidacies.takeOrdinals(tx, campaignId, region, applicants.length)); // numbers run through all nominators of a region
    const entered = applicants.map((applicant, i) => ({ ...applicant, region, number: `${region}-${String(first + i).padStart(4, '0')}` }));
    await this.candidacies.create(tx, campaignId, nominatorId, stage, entered);
    return entered;
  }

  /**
   * The named candidacies of a campaign within the caller's scope, in the order of the request. Foreign and absent ones
   * are the same: 404 `CANDIDACY_ABSENT`.
   */
  async require(tx: Tx, campaignId: string, ids: readonly string[], nominatorIds: readonly string[] | 'all', { lock, at = inItems }: Naming = {}): Promise<CandidacyState[]> {
    const found = await this.candidacies.find(tx, campaignId, ids, nominatorIds === 'all' ? null : nominatorIds, lock);
    const byId = new Map(found.map((candidacy) => [candidacy.id, candidacy]));
    return ids.map((id, i) => {
      const candidacy = byId.get(id);
      if (!candidacy) throw new DomainError('absent', 'CANDIDACY_ABSENT', 'There is no such candidacy.', {}, [{ pointer: at(i), code: 'CANDIDACY_ABSENT', params: {} }]);
      return candidacy;
    });
  }

  /**
   * As `require`, and every one of them must be open in the stage: 409 `NOT_IN_STAGE` names the others by number. It does not
   * say where they stand: whoever asks may not have been told.
   */
  async requireOpenIn(tx: Tx, campaignId: string, stage: string, ids: readonly string[], nominatorIds: readonly string[] | 'all', naming: Naming = {}): Promise<CandidacyState[]> {
    const { at = inItems } = naming;
    const found = await this.require(tx, campaignId, ids, nominatorIds, naming);
    const elsewhere = found.flatMap((candidacy, i) =>
      candidacy.stage === stage && candidacy.status === 'open' ? [] : [{ pointer: at(i), code: 'NOT_IN_STAGE', params: { number: candidacy.number } }],
    );
    if (elsewhere.length) throw new DomainError('conflict', 'NOT_IN_STAGE', 'Somebody named is not open in this stage.', { stage }, elsewhere);
    return found;
  }

  async inStage(tx: Tx, campaignId: string, stage: string, statuses: readonly Status[]): Promise<CandidacyState[]> {
    return this.candidacies.inStage(tx, campaignId, stage, statuses);
  }

  /** Those of the candidacies whose published decision is under appeal. Tells no more than that: not how it was answered before that is sent. */
  async underAppeal(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
    return new Set(await this.candidacies.underAppeal(tx, ids));
  }

  async undecidedIn(tx: Tx, campaignId: string, stages: readonly string[]): Promise<{ stage: string; count: number }[]> {
    return this.candidacies.undecidedIn(tx, campaignId, stages);
  }
}

function moveOf(policy: Policy, { stage, fromStatus, event, reason, backTo }: Decision): Move {
  const move = { stage, fromStatus, event, reason };
  if (backTo) return { ...move, toStage: backTo.stage, toStatus: backTo.status };
  const here = stageOf(policy, stage);
  const to = here && transition(here.kind, fromStatus, event);
  if (!here || !to) throw new DomainError('conflict', 'EVENT_NOT_LEGAL', 'This cannot be decided for a candidacy in this stage and status.', { stage, status: fromStatus, event });
  const next = to.move === 'next' ? stageAfter(policy, stage) : here;
  if (!next) throw new DomainError('conflict', 'EVENT_NOT_LEGAL', 'There is no stage after this one.', { stage, status: fromStatus, event });
  return { ...move, toStage: next.key, toStatus: to.status };
}
