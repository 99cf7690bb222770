/** What an act names as destroyed, in the words of the law. */
export const CATEGORIES = {
  identity: { ru: 'фамилия, имя, отчество, дата рождения, СНИЛС', en: 'name, birth date, СНИЛС' },
  contacts: { ru: 'телефон, адрес электронной почты', en: 'telephone, e-mail' },
  career: { ru: 'должность, место работы, трудовая деятельность, образование, гражданство', en: 'post, employer, career' },
  documents: { ru: 'документы личного дела', en: 'documents of the personal file' },
  nomination: { ru: 'сведения и документы о выдвижении', en: 'what was sent to nominate the person' },
  diagnostics: { ru: 'результаты и заключения диагностики', en: 'results and conclusions of diagnostics' },
  proposals: { ru: 'обоснования решений', en: 'reasons of proposals' },
} as const;
export type Category = keyof typeof CATEGORIES;

/**
 * What a table holds of a person: erased with him, in one of the categories; or kept, and why it tells nothing of him
 * then. Every table of the schema stands here: one that is forgotten would outlive whom it is about.
 */
export type Holding = { readonly erased: Category } | { readonly kept: KeptBecause };

type KeptBecause =
  /** Identifiers, codes, days, counts, keys of the policy: whom they are about nobody can tell once the rest is gone. */
  | 'tells-nobody'
  /** Scores, marks, places under a public number that leads to nobody any more: the ranking can still be recomputed. */
  | 'number-only'
  /** Digests of what was: proof without content. */
  | 'digests'
  /** About people of the service and offices, not about who applies: a term and a legal basis of its own. */
  | 'staff'
  /** Acts, orders, minutes: a retention class of their own. */
  | 'own-term';

const erased = (category: Category): Holding => ({ erased: category });
const kept = (because: KeptBecause): Holding => ({ kept: because });

export const PERSONAL_DATA: Readonly<Record<string, Holding>> = {
  person: erased('identity'),
  member: erased('career'),
  employment: erased('career'),
  record_change: erased('career'),
  position_classification: erased('career'),
  eligibility_exception: erased('documents'),
  document_file: erased('documents'),
  applicant: erased('nomination'),
  nominee: erased('nomination'),
  nomination_import: erased('nomination'),
  nomination_import_row: erased('nomination'),
  nomination_letter: erased('nomination'),
  idempotent_answer: erased('nomination'),
  legal_hold: erased('documents'),
  appeal: erased('documents'),
  testing_code: erased('diagnostics'),
  diagnostics_result: erased('diagnostics'),
  result_correction: erased('diagnostics'),
  expert_conclusion: erased('diagnostics'),
  verdict: erased('proposals'),
  notice: erased('proposals'),

  candidacy: kept('tells-nobody'),
  consent: kept('tells-nobody'),
  document: kept('tells-nobody'),
  history: kept('tells-nobody'),
  decision_batch: kept('tells-nobody'),
  decision_list: kept('tells-nobody'),
  decision_mark: kept('tells-nobody'),
  decision_shown: kept('tells-nobody'),
  publication: kept('tells-nobody'),
  duplicate_set: kept('tells-nobody'),
  duplicate_candidacy: kept('tells-nobody'),
  verification_task: kept('tells-nobody'),
  assessor_interest: kept('tells-nobody'),
  nomination_batch: kept('tells-nobody'),
  nomination_letter_line: kept('tells-nobody'),
  nomination_extension: kept('tells-nobody'),
  nomination_layout: kept('tells-nobody'),
  test_session: kept('tells-nobody'),
  test_invitation: kept('tells-nobody'),
  work_batch: kept('tells-nobody'),
  work_ready: kept('tells-nobody'),
  subject_export: kept('tells-nobody'),
  destruction_line: kept('tells-nobody'),
  destruction_file: kept('tells-nobody'),
  campaign: kept('tells-nobody'),
  policy_version: kept('tells-nobody'),
  nomination_quota: kept('tells-nobody'),
  region_ordinal: kept('tells-nobody'),
  seat_quota: kept('tells-nobody'),
  candidate_link: kept('tells-nobody'),
  seat_deferral: kept('tells-nobody'),
  notice_template: kept('tells-nobody'),
  nominator: kept('staff'),
  nominator_address: kept('staff'),
  password: kept('staff'),
  second_factor: kept('staff'),
  recovery_code: kept('staff'),
  one_time_code: kept('staff'),
  oidc_identity: kept('staff'),
  session: kept('staff'),
  api_key: kept('staff'),
  sign_in_throttle: kept('staff'),
  account: kept('staff'),
  access_grant: kept('staff'),
  assessor_expertise: kept('staff'),

  seat: kept('number-only'),
  seat_change: kept('number-only'),
  mark_sheet: kept('number-only'),
  mark_sheet_version: kept('number-only'),
  consensus_sheet: kept('number-only'),
  ranking_run: kept('number-only'),
  ranking_basis: kept('number-only'),
  ranking_lottery: kept('number-only'),
  ranking_snapshot: kept('number-only'),
  choice_explanation: kept('number-only'),
  scenario: kept('number-only'),
  stream_split: kept('number-only'),

  nomination_receipt: kept('digests'),
  seat_statement: kept('digests'),
  result_file: kept('digests'),
  list_import: kept('digests'),
  list_entry: kept('digests'),
  audit_event: kept('digests'),
  audit_seal: kept('digests'),

  enrolment_order: kept('own-term'),
  commission_member: kept('own-term'),
  commission_meeting: kept('own-term'),
  commission_attendance: kept('own-term'),
  agenda_item: kept('own-term'),
  agenda_vote: kept('own-term'),
  destruction: kept('own-term'),
};
