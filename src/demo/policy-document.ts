/** What the demo reads of a policy: the document as the service gives it, everything else passed through untouched. */
export interface PolicyDocument {
  readonly referenceDate: string;
  readonly instruments?: readonly Instrument[];
  readonly rubrics?: readonly Rubric[];
  readonly stages: readonly Stage[];
  readonly personalFile?: readonly { readonly key: string; readonly title: { readonly ru: string } }[];
}

export interface Instrument {
  readonly key: string;
  readonly scales: readonly { readonly key: string; readonly rawMin: string; readonly rawMax: string }[];
  readonly norms: readonly { readonly scale: string; readonly group: string; readonly mean?: string; readonly sd?: string }[];
}

export interface Rubric {
  readonly key: string;
  readonly markMin: string;
  readonly markMax: string;
  readonly markStep: string;
  readonly criteria: readonly { readonly key: string; readonly weight: string }[];
}

export interface Stage {
  readonly key: string;
  readonly kind: string;
  readonly gate: { readonly confirms: string; readonly publishes: string };
  readonly limit?: { readonly each: number };
  readonly battery?: readonly string[];
  readonly score?: { readonly parts: readonly { readonly instrument: string; readonly scale: string; readonly weight: string }[] };
  readonly minScore?: { readonly value: string };
  readonly rubric?: string;
  readonly panel?: { readonly size: number; readonly conflicts: readonly string[] };
  readonly order?: { readonly parts?: readonly OrderPart[] };
  readonly quotas?: Quotas;
  readonly streams?: { readonly count: number };
}

export interface OrderPart {
  readonly stage: string;
  readonly weight: string;
  readonly standardise?: { readonly mean: string; readonly sd: string };
}

export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

export interface Quotas {
  readonly seats: number | null;
  readonly territories?: {
    readonly each?: Bounds;
    readonly named?: readonly { readonly code: string; readonly bounds: Bounds }[];
    readonly groups?: readonly { readonly key: string; readonly members: readonly string[]; readonly bounds: Bounds }[];
  };
  readonly categories?: readonly { readonly category: string; readonly bounds: Bounds }[];
  readonly cells?: readonly { readonly category: string; readonly territory: string; readonly bounds: Bounds }[];
}

/** The first stage of a kind; a policy without it is not one the demo can play. */
export function stageOf(policy: PolicyDocument, kind: string): Stage {
  return present(policy.stages.find((stage) => stage.kind === kind), `the policy has no stage of kind ${kind}`);
}

/** The value, or an error that says what is missing. */
export function present<T>(value: T | null | undefined, missing: string): T {
  if (value === null || value === undefined) throw new Error(missing);
  return value;
}
