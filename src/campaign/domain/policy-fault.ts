import type { Fault, ReasonParam } from '../../kernel/reason';

/** `error`: the draft contradicts itself; `publish`: complete as a draft, refused at publication; `notice`: shown to whoever approves. */
export type FaultLevel = 'error' | 'publish' | 'notice';

/** Every fault a policy can have, and how grave it is. */
export const POLICY_FAULTS = {
  // the shape of the document (policy.schema.json)
  SCHEMA_TYPE: 'error',
  SCHEMA_REQUIRED: 'error',
  SCHEMA_UNKNOWN_FIELD: 'error',
  SCHEMA_UNKNOWN_KIND: 'error',
  SCHEMA_NOT_ALLOWED: 'error',
  SCHEMA_FORMAT: 'error',
  SCHEMA_LENGTH: 'error',
  SCHEMA_RANGE: 'error',
  SCHEMA_COUNT: 'error',
  SCHEMA_TWICE: 'error',
  SCHEMA_TOO_DEEP: 'error',
  // keys, order, time
  KEY_TWICE: 'error',
  STAGE_KEY_TWICE: 'error',
  CRITERION_KEY_TWICE: 'error',
  NOMINATION_NOT_FIRST: 'error',
  NOMINATION_TWICE: 'error',
  ENROLMENT_NOT_LAST: 'error',
  ENROLMENT_TWICE: 'error',
  GATE_OF_WRONG_ROLE: 'error',
  PERIOD_REVERSED: 'error',
  PERIODS_OUT_OF_ORDER: 'error',
  // applicants, nomination, personal file
  MEMBERS_OF_A_PERSON: 'error',
  MEMBERS_MISSING: 'error',
  PROGRAMME_UNKNOWN: 'error',
  LIST_UNKNOWN: 'error',
  TEAM_LEAD_WITHOUT_TEAM: 'error',
  NOMINATOR_HAS_NO_TERRITORY: 'error',
  NOMINATOR_TWICE: 'error',
  SUBJECT_NOT_IN_KIND: 'error',
  STAGE_UNKNOWN: 'error',
  // instruments, norms, rubrics
  MIN_GT_MAX: 'error',
  WEIGHTS_SUM: 'error',
  NORM_MISSING: 'error',
  NORM_TWICE: 'error',
  NORM_HOLE: 'error',
  NORM_OVERLAP: 'error',
  RELIABILITY_OUT_OF_RANGE: 'error',
  SCALE_UNKNOWN: 'error',
  VALIDITY_IS_NO_SCORE: 'error',
  SD_NOT_POSITIVE: 'error',
  MARK_STEP_DOES_NOT_FIT: 'error',
  ANCHOR_NOT_A_MARK: 'error',
  // criteria
  COUNT_ABOVE_CRITERIA: 'error',
  LIMIT_MISSING: 'error',
  REFERENCE_CODE_UNKNOWN: 'error',
  TERRITORY_UNKNOWN: 'error',
  CATEGORY_UNKNOWN: 'error',
  DOCUMENT_UNKNOWN: 'error',
  DOCUMENT_NEEDED_LATER: 'error',
  RESULT_UNKNOWN: 'error',
  // diagnostics and assessment
  INSTRUMENT_UNKNOWN: 'error',
  INSTRUMENT_NOT_IN_BATTERY: 'error',
  PART_TWICE: 'error',
  METRICS_MIXED: 'error',
  LIMIT_WITHOUT_SCORE: 'error',
  LIMIT_OUT_OF_RANGE: 'error',
  NORMS_ALONE: 'error',
  RUBRIC_UNKNOWN: 'error',
  SUM_NEEDS_EVERY_MARK: 'error',
  NOT_CONNECTED: 'error',
  CONFLICT_LEAVES_TOO_FEW: 'error',
  EXPERTISE_IMPOSSIBLE: 'error',
  // ranking
  STAGE_NOT_BEFORE: 'error',
  STAGE_WITHOUT_SCORE: 'error',
  TIES_WITHOUT_SCORE: 'error',
  CRITERION_UNKNOWN: 'error',
  TIE_KEYS_MISSING: 'error',
  LOTTERY_SOURCE_MISSING: 'error',
  LOTTERY_NOT_USED: 'error',
  LOTTERY_TOO_EARLY: 'error',
  LOTTERY_TOO_LATE: 'error',
  // quotas
  SEATS_GT_SUPPLY: 'error',
  SEATS_GT_CAPS: 'error',
  FLOOR_GT_SEATS: 'error',
  FLOOR_GT_SUPPLY: 'error',
  SUM_FLOORS_GT_SEATS: 'error',
  FLOORS_GT_GROUP_CAP: 'error',
  TERRITORY_TWICE: 'error',
  TERRITORY_IN_TWO_GROUPS: 'error',
  CATEGORY_TWICE: 'error',
  CELL_TWICE: 'error',
  CELL_FLOOR_GT_CAP: 'error',
  FAMILY_WITHOUT_QUOTA: 'error',
  // matching and enrolment
  STABLE_NEEDS_BOTH_SIDES: 'error',
  CASCADE_WITHOUT_TEAM: 'error',
  VACANCY_WITHOUT_RANKING: 'error',
  VACANCY_RANKING_NOT_LAST: 'error',
  VACANCY_WITHOUT_RESERVE: 'error',
  SAME_CELL_WITHOUT_CELLS: 'error',
  CUT_OFF_OUTSIDE_PERIOD: 'error',
  CUT_OFFS_OUT_OF_ORDER: 'error',
  // commission, retention
  COMMISSION_MISSING: 'error',
  RETENTION_CLASS_UNKNOWN: 'error',
  // publication
  ACT_MISSING: 'publish',
  NOT_BUILT: 'publish',
  DEMONSTRATION_VALUE: 'notice',
} as const satisfies Record<string, FaultLevel>;

export type PolicyFaultCode = keyof typeof POLICY_FAULTS;

/** Where in the policy (JSON pointer), what, with which values, and how grave. */
export interface PolicyFault extends Fault<PolicyFaultCode> {
  readonly level: FaultLevel;
}

export type PolicyFaults = Generator<PolicyFault, void, undefined>;

/** A fault at a pointer; its level follows from its code. */
export function policyFault(code: PolicyFaultCode, pointer: string, params: Readonly<Record<string, ReasonParam>> = {}): PolicyFault {
  return { level: POLICY_FAULTS[code], code, params, pointer };
}

/** The elements that bear a name an earlier one bears already, with their positions. */
export function* repeated<T>(list: readonly T[], nameOf: (item: T) => string): Generator<readonly [number, T], void, undefined> {
  const seen = new Set<string>();
  for (const [i, item] of list.entries()) {
    const name = nameOf(item);
    if (seen.has(name)) yield [i, item];
    seen.add(name);
  }
}
