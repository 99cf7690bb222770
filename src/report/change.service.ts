import { Injectable } from '@nestjs/common';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import { ChangeRepository, type ChangeRow, type Place } from './change.repository';

export type Change = Omit<ChangeRow, 'seq'> & { readonly cursor: string };

export interface Changes {
  readonly items: readonly Change[];
  /** To go on from, now or later; null while nothing was published at all. */
  readonly next: string | null;
  readonly isMore: boolean;
}

const BEGINNING: Place = { seq: 0, number: '' };

/** What was published about one's own nominees, for programs that keep up with it. */
@Injectable()
export class ChangeService {
  constructor(
    private readonly database: Database,
    private readonly changes: ChangeRepository,
  ) {}

  /** Changes behind a cursor; each is given once and none is passed over, however publications overlap. */
  async after(caller: Caller, campaignId: string, nominatorIds: readonly string[], { after, limit }: { readonly after?: string; readonly limit: number }): Promise<Changes> {
    const place = after === undefined ? BEGINNING : placeOf(after);
    const rows = await this.database.transact(caller, (tx) => this.changes.after(tx, campaignId, nominatorIds, place, limit + 1));
    const items = rows.slice(0, limit).map(({ seq, ...row }) => ({ cursor: `${seq}.${row.number}`, ...row }));
    return { items, next: items.at(-1)?.cursor ?? after ?? null, isMore: rows.length > limit };
  }
}

function placeOf(cursor: string): Place {
  const [seq = '', number = ''] = cursor.split('.');
  return { seq: Number(seq), number };
}
