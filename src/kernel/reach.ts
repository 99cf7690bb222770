/**
 * How far a transaction reaches. PostgreSQL shows it rows of these campaigns and, where a row belongs to a nominator, of
 * these nominators; whatever belongs to the campaign alone it shows to those who reach all of its nominators.
 */
export interface Reach {
  readonly campaigns: readonly string[] | 'all';
  readonly nominators: readonly string[] | 'all';
  /** Bound by assignment, as assessors are: of mark sheets only the actor's own, and nothing of what is decided. */
  readonly byAssignment?: true;
}
