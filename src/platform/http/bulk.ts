import { Nested } from './validators';

/** Most items one request may carry. */
export const BULK_LIMIT = 500;

/** Many entries in one request, all or nothing: the same form an item as the single entry. */
export interface Bulk<Item extends object> {
  items: Item[];
}

/** The class of a bulk request: `export class EnterMarksDto extends bulkOf(EnterMarkDto) {}`. */
export function bulkOf<Item extends object>(item: new () => Item): new () => Bulk<Item> {
  class BulkOfItems implements Bulk<Item> {
    @Nested(() => item, { list: { min: 1, max: BULK_LIMIT } })
    items!: Item[];
  }
  return BulkOfItems;
}
