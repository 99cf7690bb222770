import type { Outcome } from '../../candidacy/domain/verdict';
import type { Commission } from '../../campaign/domain/policy';
import type { ItemOutcome, Vote } from './decide-item';

/** A member as papers name him. */
export interface PaperMember {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly organisation: string | null;
  readonly role: 'chair' | 'deputy' | 'member';
}

/** Somebody an item is about: in words, and what is proposed and meant. No result of a test but whether it was passed. */
export interface PaperPerson {
  readonly number: string;
  readonly name: string;
  readonly post: string | null;
  readonly organisation: string | null;
  readonly region: string;
  readonly category: string;
  readonly proposed: Outcome | null;
  /** As marked; null where nothing else than what is proposed is put to the vote. */
  readonly marked: 'pass' | 'fail' | 'no-show' | null;
  readonly score: string | null;
  /** Why it is marked otherwise than proposed. */
  readonly reason: string | null;
}

/** What a stage found about the one person an item is about. */
export interface PaperFinding {
  readonly stage: string;
  readonly outcome: Outcome;
  readonly score: string | null;
  readonly reasons: readonly string[];
}

export interface PaperItem {
  readonly ordinal: number;
  readonly kind: 'list' | 'run' | 'tie' | 'departure' | 'appeal';
  readonly stage: string;
  /** Who reveals the decision, by the gate of the stage. */
  readonly publishes: 'at-once' | 'same-person' | 'second-person';
  readonly proposal: 'pass' | 'fail' | null;
  /** Hexadecimal, of the very list or run that is voted on. */
  readonly digest: string;
  readonly people: readonly PaperPerson[];
  readonly findings: readonly PaperFinding[];
  /** Members tied to somebody the item is about, with the public numbers. */
  readonly ties: readonly { readonly memberId: string; readonly numbers: readonly string[] }[];
  readonly votes: Readonly<Record<Vote, number>> | null;
  readonly members: readonly { readonly memberId: string; readonly vote: Vote | null; readonly recused: string | null; readonly dissent: string | null }[];
  readonly outcome: ItemOutcome | null;
  readonly reasons: readonly string[];
}

/** Everything that the papers of a meeting say; titles and sentences in Russian, dates `YYYY-MM-DD`. */
export interface MeetingFacts {
  readonly programme: string;
  readonly rules: Pick<Commission, 'quorum' | 'decision' | 'chairCasts' | 'voting'> & { readonly title: string };
  readonly policyVersion: number;
  readonly heldOn: string;
  readonly place: string;
  readonly secretary: string;
  readonly presidingId: string | null;
  readonly present: readonly string[];
  readonly protocolNumber: string | null;
  readonly protocolDate: string | null;
  readonly members: readonly PaperMember[];
  readonly items: readonly PaperItem[];
}
