import { Transform } from 'class-transformer';
import { IsId, IsPublicNumber, IsWhole } from './validators';

const DIGITS = /^-?[0-9]{1,15}$/;

/** A query is text: digits become the number they write, everything else (`1e1`, `0x10`, nothing) stays what it is and is refused. */
export function NumberInQuery(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' && DIGITS.test(value) ? Number(value) : value));
}

/** `?limit=1..200` of a list; 50 unless told. */
export class Limit {
  @NumberInQuery()
  @IsWhole(1, 200, { optional: true, description: 'How many to give at most; 50 unless told.' })
  limit: number = 50;
}

/** A page of a list that is ordered by public number: `?limit=&after=<last number seen>`. */
export class PageQuery extends Limit {
  @IsPublicNumber({ optional: true, description: '`next` of the page before.' })
  after?: string;
}

/** A page of a list that is ordered by identifier, which is the order of creation. */
export class PageByIdQuery extends Limit {
  @IsId({ optional: true, description: '`next` of the page before.' })
  after?: string;
}

/** One page; `next` is the cursor of the following one, null at the end. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Makes a page of `limit + 1` rows read: the one too many only tells that there is a next page. */
export function pageOf<Item>(rows: readonly Item[], limit: number, cursor: (item: Item) => string): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? cursor(last) : null };
}
