import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import { newId } from '../platform/new-id';
import { type Classification, type ClassifiedRecord, type DecidedClassification, type PositionKey, PositionRepository, type QueuedPosition } from './position.repository';

export type { Classification, ClassifiedRecord, DecidedClassification, PositionKey, QueuedPosition };

/**
 * What posts are [отнесение должностей]: whether a head of a department is a manager depends on the department. Clerks
 * propose with each record; staff decide once about all records of the same title in the same kind of organisation.
 */
@Injectable()
export class PositionService {
  constructor(private readonly positions: PositionRepository) {}

  /** Posts that nobody has decided about and that were proposed differently, or not at all. */
  async queue(tx: Tx, campaignId: string, after: PositionKey | null, count: number): Promise<QueuedPosition[]> {
    return this.positions.queue(tx, campaignId, after, count);
  }

  /** The indices of posts that no record of the campaign names. */
  async unknown(tx: Tx, campaignId: string, posts: readonly PositionKey[]): Promise<number[]> {
    const known = new Set((await this.positions.known(tx, campaignId, posts)).map(nameOf));
    return posts.flatMap((post, i) => (known.has(nameOf(post)) ? [] : [i]));
  }

  /** The records that the classifications would change. */
  async concerned(tx: Tx, campaignId: string, classifications: readonly Classification[]): Promise<ClassifiedRecord[]> {
    return this.positions.concerned(tx, campaignId, classifications);
  }

  /** Decides about posts and changes every record that names them; tells how many. */
  async classify(tx: Tx, campaignId: string, reason: string, classifications: readonly Classification[]): Promise<number> {
    return this.positions.classify(tx, campaignId, reason, classifications.map((classification) => ({ ...classification, id: newId() })));
  }

  /** Classifies the records of applicants who have just been entered as was decided before they came. */
  async applyStanding(tx: Tx, campaignId: string, applicantIds: readonly string[]): Promise<void> {
    await this.positions.applyStanding(tx, campaignId, applicantIds);
  }

  /** Every decision about a post, in the order they were taken. */
  async decided(tx: Tx, campaignId: string, after: string | null, count: number): Promise<DecidedClassification[]> {
    return this.positions.decided(tx, campaignId, after, count);
  }
}

/** One name for one post. */
export function nameOf({ titleKey, organisationKind }: PositionKey): string {
  return `${organisationKind} ${titleKey}`;
}
