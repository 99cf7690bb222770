import type { Fault, ReasonParam } from './reason';

/**
 * What kind of refusal it is; the HTTP layer maps it to a status code (architecture: Shapes).
 * `shape` 400 · `unauthenticated` 401 · `forbidden` 403 · `absent` 404 · `conflict` 409 · `precondition` 412 · `rule` 422 ·
 * `throttled` 429, with `params.seconds` to wait · `unavailable` 503
 */
export type RefusalKind = 'shape' | 'unauthenticated' | 'forbidden' | 'absent' | 'conflict' | 'precondition' | 'rule' | 'throttled' | 'unavailable';

/**
 * A refusal that ends a request. `code` is stable and documented; `detail` is one fixed English sentence per code and
 * never carries a value somebody typed (personal data must not reach logs or error texts).
 */
export class DomainError extends Error {
  constructor(
    readonly kind: RefusalKind,
    readonly code: string,
    detail: string,
    readonly params: Readonly<Record<string, ReasonParam>> = {},
    readonly faults: readonly Fault[] = [],
  ) {
    super(detail);
    this.name = 'DomainError';
  }
}
