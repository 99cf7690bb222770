/**
 * Why something was proposed or refused: a stable code and its parameters. Rules return reasons as values; sentences
 * for people live in `report/reasons.{ru,en}.json`.
 */
export interface Reason<Code extends string = string> {
  readonly code: Code;
  readonly params: Readonly<Record<string, ReasonParam>>;
}

export type ReasonParam = string | number | boolean | null | readonly string[];

/** A fault in a document or a request body: where it is (JSON pointer), what it is, with which values. */
export interface Fault<Code extends string = string> extends Reason<Code> {
  readonly pointer: string;
}
