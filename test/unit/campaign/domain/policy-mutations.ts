import type { Policy } from '../../../../src/campaign/domain/policy';
import type { PolicyFaultCode } from '../../../../src/campaign/domain/policy-fault';
import type { PolicyReference } from '../../../../src/campaign/domain/reference-data';
import { PRESETS } from '../../../../src/programme/presets';

/** Changes a copy of a policy in place. */
export type Change = (policy: unknown) => void;

export function preset(name: string): Policy {
  const found = PRESETS.get(name);
  if (!found) throw new Error(`no preset ${name}`);
  return structuredClone(found);
}

export function changed(name: string, change: Change): Policy {
  const policy = preset(name);
  change(policy);
  return policy;
}

/** The value a JSON pointer names; undefined where there is none. */
export function at(document: unknown, pointer: string): unknown {
  return pointer.split('/').slice(1).reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);
}

/** Puts a value at a pointer (`-` appends to a list); undefined takes the member away. */
export const put = (pointer: string, value: unknown): Change => (policy) => {
  const holder = at(policy, pointer.slice(0, pointer.lastIndexOf('/'))) as Record<string, unknown>;
  const key = pointer.slice(pointer.lastIndexOf('/') + 1);
  if (value === undefined) delete holder[key];
  else if (Array.isArray(holder) && key === '-') holder.push(value);
  else holder[key] = value;
};

export const swap = (pointer: string, i: number, j: number): Change => (policy) => {
  const list = at(policy, pointer) as unknown[];
  [list[i], list[j]] = [list[j], list[i]];
};

/** Appends a copy of the first element of a list. */
export const repeat = (pointer: string): Change => (policy) => {
  const list = at(policy, pointer) as unknown[];
  list.push(structuredClone(list[0]));
};

export const both = (...changes: readonly Change[]): Change => (policy) => changes.forEach((change) => change(policy));

export const nothing: Change = () => undefined;

const M = 'school-of-mayors';
const B = 'municipal-teams';
const S = 'star-path';
const J = 'star-path-jury';
const O = 'omsk-social-change';
const E = 'sevastopol-prodvizhenie';
const X = 'sevastopol-20x20';
const L = 'sevastopol-moderators';

const criteria = '/stages/1/criteria/of';
const quotas = '/stages/4/quotas';

/** [keyword of the schema, what is wrong, preset, change, code, pointer] */
export type SchemaMutation = readonly [string, string, string, Change, PolicyFaultCode, string];
export const SCHEMA_MUTATIONS: readonly SchemaMutation[] = [
  ['additionalProperties', 'unknown field', M, put('/colour', 'red'), 'SCHEMA_UNKNOWN_FIELD', '/colour'],
  ['additionalProperties', 'unknown field deep down', M, put(`${quotas}/seat`, 3), 'SCHEMA_UNKNOWN_FIELD', `${quotas}/seat`],
  ['additionalProperties', 'a score in a campaign without scores', O, put('/stages/2/order/minScore', { value: '1', inclusive: true }), 'SCHEMA_UNKNOWN_FIELD', '/stages/2/order/minScore'],
  ['required', 'missing field', M, put('/referenceDate', undefined), 'SCHEMA_REQUIRED', '/referenceDate'],
  ['required', 'limit that does not say whether it is inclusive', M, put('/stages/2/minScore/inclusive', undefined), 'SCHEMA_REQUIRED', '/stages/2/minScore/inclusive'],
  ['required', 'seats absent, which is not null', M, put(`${quotas}/seats`, undefined), 'SCHEMA_REQUIRED', `${quotas}/seats`],
  ['required', 'act without its file', M, put('/approvingAct', { title: { ru: 'а', en: 'a' }, number: '1', date: '2026-01-01' }), 'SCHEMA_REQUIRED', '/approvingAct/file'],
  ['required', 'title in one language', M, put('/programme/title/en', undefined), 'SCHEMA_REQUIRED', '/programme/title/en'],
  ['type', 'weight as a number', M, put('/stages/4/order/parts/0/weight', 0.4), 'SCHEMA_TYPE', '/stages/4/order/parts/0/weight'],
  ['type', 'act as text', M, put('/approvingAct', 'Приказ'), 'SCHEMA_TYPE', '/approvingAct'],
  ['format', 'impossible date', M, put('/referenceDate', '2026-02-30'), 'SCHEMA_FORMAT', '/referenceDate'],
  ['format', '29 February of a common year', M, put('/referenceDate', '2026-02-29'), 'SCHEMA_FORMAT', '/referenceDate'],
  ['format', 'instant without offset', M, put('/stages/0/period/opensAt', '2026-02-01T00:00:00'), 'SCHEMA_FORMAT', '/stages/0/period/opensAt'],
  ['format', 'instant on an impossible day', M, put('/stages/0/period/opensAt', '2026-02-30T00:00:00+03:00'), 'SCHEMA_FORMAT', '/stages/0/period/opensAt'],
  ['format', 'instant at 24 o’clock', M, put('/stages/0/period/opensAt', '2026-02-01T24:00:00+03:00'), 'SCHEMA_FORMAT', '/stages/0/period/opensAt'],
  ['pattern', 'zero weight', M, put('/stages/4/order/parts/0/weight', '0'), 'SCHEMA_FORMAT', '/stages/4/order/parts/0/weight'],
  ['pattern', 'five decimals', M, put('/stages/2/minScore/value', '35.00001'), 'SCHEMA_FORMAT', '/stages/2/minScore/value'],
  ['pattern', 'code that is not kebab-case', M, put('/stages/1/key', 'Tenure_1'), 'SCHEMA_FORMAT', '/stages/1/key'],
  ['pattern', 'cell of half a region', M, put(`${quotas}/cells`, [{ territory: '7', category: 'head', bounds: { max: 1 } }]), 'SCHEMA_FORMAT', `${quotas}/cells/0/territory`],
  ['discriminator', 'unknown stage kind', M, put('/stages/1/kind', 'voting'), 'SCHEMA_UNKNOWN_KIND', '/stages/1/kind'],
  ['discriminator', 'unknown criterion', M, put(`${criteria}/0/type`, 'party'), 'SCHEMA_UNKNOWN_KIND', `${criteria}/0/type`],
  ['enum', 'unknown kind of applicant', M, put('/applicants/kind', 'pair'), 'SCHEMA_NOT_ALLOWED', '/applicants/kind'],
  ['const', 'demonstration false', M, put('/stages/2/minScore/demonstration', false), 'SCHEMA_NOT_ALLOWED', '/stages/2/minScore/demonstration'],
  ['minimum', 'no seats', M, put(`${quotas}/seats`, 0), 'SCHEMA_RANGE', `${quotas}/seats`],
  ['minimum', 'negative floor', M, put(`${quotas}/categories/0/bounds/min`, -1), 'SCHEMA_RANGE', `${quotas}/categories/0/bounds/min`],
  ['maximum', 'an objection answered after thirty days', M, put('/appeals/answerDays', 31), 'SCHEMA_RANGE', '/appeals/answerDays'],
  ['minLength', 'empty title', M, put('/programme/title/ru', ''), 'SCHEMA_LENGTH', '/programme/title/ru'],
  ['maxLength', 'key of 61 letters', M, put('/categories/0/key', 'a'.repeat(61)), 'SCHEMA_LENGTH', '/categories/0/key'],
  ['minProperties', 'bounds that bound nothing', M, put(`${quotas}/categories/0/bounds`, {}), 'SCHEMA_COUNT', `${quotas}/categories/0/bounds`],
  ['minItems', 'one stage only', M, put('/stages', [preset(M).stages[0]]), 'SCHEMA_COUNT', '/stages'],
  ['maxItems', '21 stages', M, put('/stages', Array.from({ length: 21 }, () => preset(M).stages[0])), 'SCHEMA_COUNT', '/stages'],
  ['uniqueItems', 'an instrument taken twice', M, repeat('/stages/2/battery'), 'SCHEMA_TWICE', '/stages/2/battery'],
];

const table = (...rows: readonly (readonly [string, string, string])[]): unknown => ({
  by: 'table', scale: 'leadership', group: 'managers', validFrom: '2025-01-01', rows: rows.map(([from, to, standard]) => ({ from, to, standard })),
});
const sten = {
  key: 'oup', title: { ru: 'ОУП', en: 'OUP' }, version: '1', metric: 'sten', validMonths: 12,
  scales: [{ key: 'total', title: { ru: 'Итог', en: 'Total' }, rawMin: '0', rawMax: '10' }],
  norms: [{ by: 'formula', scale: 'total', group: 'all', validFrom: '2025-01-01', mean: '5', sd: '2' }],
};
const lie = (validity: unknown): object => ({ key: 'lie', title: { ru: 'Ложь', en: 'Lie' }, rawMin: '0', rawMax: '10', validity });
const named = (bounds: unknown, ...codes: readonly string[]): unknown => codes.map((code) => ({ code, bounds }));

/** [what is wrong, preset, change, code, pointer, more of the reference] */
export type RuleMutation = readonly [string, string, Change, PolicyFaultCode, string, Partial<PolicyReference>?];
export const RULE_MUTATIONS: readonly RuleMutation[] = [
  // keys, order, time
  ['rubric key twice', M, repeat('/rubrics'), 'KEY_TWICE', '/rubrics/1/key'],
  ['scale key twice', M, repeat('/instruments/0/scales'), 'KEY_TWICE', '/instruments/0/scales/3/key'],
  ['group of territories twice', M, put(`${quotas}/territories/groups/1/key`, 'cfo'), 'KEY_TWICE', `${quotas}/territories/groups/1/key`],
  ['stage key twice', M, put('/stages/3/key', 'diagnostics'), 'STAGE_KEY_TWICE', '/stages/3/key'],
  ['criterion key twice', M, put(`${criteria}/1/key`, 'citizen'), 'CRITERION_KEY_TWICE', `${criteria}/1/key`],
  ['criterion key twice, deep down', M, put(`${criteria}/4/of/0/key`, 'citizen'), 'CRITERION_KEY_TWICE', `${criteria}/4/of/0/key`],
  ['nomination not first', M, swap('/stages', 0, 1), 'NOMINATION_NOT_FIRST', '/stages/0/kind'],
  ['nomination twice', M, put('/stages/1', { ...preset(M).stages[0], key: 'again' }), 'NOMINATION_TWICE', '/stages/1/kind'],
  ['enrolment not last', M, swap('/stages', 4, 5), 'ENROLMENT_NOT_LAST', '/stages/5/kind'],
  ['enrolment twice', M, put('/stages/4', { ...preset(M).stages[5], key: 'early' }), 'ENROLMENT_TWICE', '/stages/4/kind'],
  ['an officer confirms nomination', M, put('/stages/0/gate/confirms', 'officer'), 'GATE_OF_WRONG_ROLE', '/stages/0/gate/confirms'],
  ['a nominator confirms ranking', M, put('/stages/4/gate/confirms', 'nominator'), 'GATE_OF_WRONG_ROLE', '/stages/4/gate/confirms'],
  ['period reversed', M, put('/stages/1/period/closesAt', '2026-03-31T23:00:00+03:00'), 'PERIOD_REVERSED', '/stages/1/period'],
  ['period reversed by its offset', M, put('/stages/1/period/opensAt', '2026-04-20T18:00:00-04:00'), 'PERIOD_REVERSED', '/stages/1/period'],
  ['period of no length', M, put('/stages/1/period/opensAt', '2026-04-20T23:59:59+03:00'), 'PERIOD_REVERSED', '/stages/1/period'],
  ['deadlines out of order', M, put('/stages/2/period/closesAt', '2026-08-01T00:00:00+03:00'), 'PERIODS_OUT_OF_ORDER', '/stages/3/period'],
  // applicants, nomination, personal file
  ['members of a person', M, put('/applicants/members', preset(B).applicants.members), 'MEMBERS_OF_A_PERSON', '/applicants/members'],
  ['members drawn for persons', M, put('/applicants/sources/0', { type: 'campaign', programme: S, statuses: ['enrolled'], provides: 'members' }), 'MEMBERS_OF_A_PERSON', '/applicants/sources/0/provides'],
  ['team without rules of members', B, put('/applicants/members', undefined), 'MEMBERS_MISSING', '/applicants/members'],
  ['fewest members above most', B, put('/applicants/members/count/min', 7), 'MIN_GT_MAX', '/applicants/members/count'],
  ['source is an unknown programme', J, put('/applicants/sources/0/programme', 'school-of-governors'), 'PROGRAMME_UNKNOWN', '/applicants/sources/0/programme'],
  ['list not declared', S, put('/lists', []), 'LIST_UNKNOWN', '/applicants/sources/0/list'],
  ['team lead nominates persons', S, put('/stages/0/nominators', ['team-lead']), 'TEAM_LEAD_WITHOUT_TEAM', '/stages/0/nominators'],
  ['territory of nominators that have none', O, put('/applicants/territoryFrom', 'nominator'), 'NOMINATOR_HAS_NO_TERRITORY', '/stages/0/nominators'],
  ['limit of an unknown region', M, put('/stages/0/limit/named', [{ nominator: '98', limit: 1 }]), 'TERRITORY_UNKNOWN', '/stages/0/limit/named/0/nominator'],
  ['two limits of one region', M, put('/stages/0/limit/named', [{ nominator: '77', limit: 1 }, { nominator: '77', limit: 2 }]), 'NOMINATOR_TWICE', '/stages/0/limit/named/1/nominator'],
  ['document of a lead nobody has', M, put('/personalFile/0/of', 'lead'), 'SUBJECT_NOT_IN_KIND', '/personalFile/0/of'],
  ['document for an unknown stage', M, put('/personalFile/0/neededAt', 'interview'), 'STAGE_UNKNOWN', '/personalFile/0/neededAt'],
  // instruments, norms, rubrics
  ['scale reversed', M, put('/instruments/0/scales/0/rawMin', '100'), 'MIN_GT_MAX', '/instruments/0/scales/0'],
  ['norm of the future', M, put('/instruments/0/norms/0/validFrom', '2026-03-02'), 'NORM_MISSING', '/instruments/0/scales/0'],
  ['reliability above one', M, put('/instruments/0/scales/0/reliability', '1.01'), 'RELIABILITY_OUT_OF_RANGE', '/instruments/0/scales/0/reliability'],
  ['reliability of nothing', M, put('/instruments/0/scales/0/reliability', '0'), 'RELIABILITY_OUT_OF_RANGE', '/instruments/0/scales/0/reliability'],
  ['validity limit at the end of the range', M, put('/instruments/0/scales/-', lie({ from: '0', to: '5' })), 'LIMIT_OUT_OF_RANGE', '/instruments/0/scales/3/validity/from'],
  ['validity limit beyond the range', M, put('/instruments/0/scales/-', lie({ to: '10' })), 'LIMIT_OUT_OF_RANGE', '/instruments/0/scales/3/validity/to'],
  ['validity limits reversed', M, put('/instruments/0/scales/-', lie({ from: '5', to: '4' })), 'MIN_GT_MAX', '/instruments/0/scales/3/validity'],
  ['validity scale turned round', M, put('/instruments/0/scales/-', { ...lie({ to: '5' }), reversed: true }), 'VALIDITY_IS_NO_SCORE', '/instruments/0/scales/3/reversed'],
  ['validity scale compared at a re-test', M, put('/instruments/0/scales/0', { ...lie({ to: '5' }), key: 'leadership', reliability: '0.8' }), 'VALIDITY_IS_NO_SCORE', '/instruments/0/scales/0/reliability'],
  ['validity scale with a norm', M, put('/instruments/0/scales/0/validity', { to: '5' }), 'VALIDITY_IS_NO_SCORE', '/instruments/0/norms/0/scale'],
  ['validity scale in the score', M, put('/instruments/0/scales/0/validity', { to: '5' }), 'VALIDITY_IS_NO_SCORE', '/stages/2/score/parts/0/scale'],
  ['norm twice', M, repeat('/instruments/0/norms'), 'NORM_TWICE', '/instruments/0/norms/3'],
  ['norm of an unknown scale', M, put('/instruments/0/norms/0/scale', 'humour'), 'SCALE_UNKNOWN', '/instruments/0/norms/0/scale'],
  ['deviation of zero', M, put('/instruments/0/norms/0/sd', '0'), 'SD_NOT_POSITIVE', '/instruments/0/norms/0/sd'],
  ['hole in a norm table', M, put('/instruments/0/norms/0', table(['0', '50', '40'], ['51', '100', '60'])), 'NORM_HOLE', '/instruments/0/norms/0/rows/1'],
  ['hole at the end of a norm table', M, put('/instruments/0/norms/0', table(['0', '50', '40'])), 'NORM_HOLE', '/instruments/0/norms/0/rows'],
  ['overlap in a norm table', M, put('/instruments/0/norms/0', table(['0', '50', '40'], ['49.5', '100', '60'])), 'NORM_OVERLAP', '/instruments/0/norms/0/rows/1'],
  ['norm table beyond the scale', M, put('/instruments/0/norms/0', table(['0', '101', '40'])), 'NORM_OVERLAP', '/instruments/0/norms/0/rows'],
  ['empty row of a norm table', M, put('/instruments/0/norms/0', table(['0', '0', '40'], ['0', '100', '60'])), 'MIN_GT_MAX', '/instruments/0/norms/0/rows/0'],
  ['rubric weights make 1.0001', M, put('/rubrics/0/criteria/0/weight', '0.3501'), 'WEIGHTS_SUM', '/rubrics/0/criteria'],
  ['marks reversed', M, put('/rubrics/0/markMin', '5'), 'MIN_GT_MAX', '/rubrics/0'],
  ['step that misses the top mark', M, both(put('/rubrics/0/markMax', '4.5'), put('/rubrics/0/markStep', '1')), 'MARK_STEP_DOES_NOT_FIT', '/rubrics/0/markStep'],
  ['anchor between marks', M, put('/rubrics/0/criteria/0/anchors', [{ mark: '2.3', text: { ru: 'а', en: 'a' } }]), 'ANCHOR_NOT_A_MARK', '/rubrics/0/criteria/0/anchors/0/mark'],
  ['anchor above the top mark', M, put('/rubrics/0/criteria/0/anchors', [{ mark: '5.5', text: { ru: 'а', en: 'a' } }]), 'ANCHOR_NOT_A_MARK', '/rubrics/0/criteria/0/anchors/0/mark'],
  // criteria
  ['at least 3 of 2', M, put(`${criteria}/4`, { type: 'at-least', count: 3, of: at(preset(M), `${criteria}/4/of`) }), 'COUNT_ABOVE_CRITERIA', `${criteria}/4/count`],
  ['lead of a person', M, put(`${criteria}/0/subject`, 'lead'), 'SUBJECT_NOT_IN_KIND', `${criteria}/0/subject`],
  ['tenure of a team as such', B, put(`${criteria}/2/subject`, 'self'), 'SUBJECT_NOT_IN_KIND', `${criteria}/2/subject`],
  ['lead of a team without lead', B, put('/applicants/members/lead', false), 'SUBJECT_NOT_IN_KIND', `${criteria}/0/subject`],
  ['post of an organisation as such', E, put(`${criteria}/0/of`, 'post'), 'SUBJECT_NOT_IN_KIND', `${criteria}/0/subject`],
  ['age without limits', M, both(put(`${criteria}/2/from`, undefined), put(`${criteria}/2/to`, undefined)), 'LIMIT_MISSING', `${criteria}/2`],
  ['nobody is from 65 on and below 65', M, both(put(`${criteria}/2/from/value`, 65), put(`${criteria}/2/to/inclusive`, false)), 'MIN_GT_MAX', `${criteria}/2`],
  ['misspelt category of posts', M, put(`${criteria}/3/periods/postCategories/0`, 'municipal-ofice'), 'REFERENCE_CODE_UNKNOWN', `${criteria}/3/periods/postCategories/0`],
  ['misspelt group of posts', M, put(`${criteria}/3/periods/groups`, ['mian']), 'REFERENCE_CODE_UNKNOWN', `${criteria}/3/periods/groups/0`],
  ['a country there is not', M, put(`${criteria}/0/country`, 'XX'), 'REFERENCE_CODE_UNKNOWN', `${criteria}/0/country`],
  ['misspelt sphere of a coefficient', M, put(`${criteria}/3/coefficients`, [{ periods: { spheres: ['army'] }, factor: '2' }]), 'REFERENCE_CODE_UNKNOWN', `${criteria}/3/coefficients/0/periods/spheres/0`],
  ['misspelt type of municipality of a post', O, put(`${criteria}/0/periods/municipalityTypes/0`, 'village'), 'REFERENCE_CODE_UNKNOWN', `${criteria}/0/periods/municipalityTypes/0`],
  ['criterion of an unknown region', O, put(`${criteria}/1/regions/0`, '98'), 'TERRITORY_UNKNOWN', `${criteria}/1/regions/0`],
  ['criterion of an unknown category', E, put(`${criteria}/1/categories/0`, 'party'), 'CATEGORY_UNKNOWN', `${criteria}/1/categories/0`],
  ['document not in the file', M, put(`${criteria}/5/document`, 'passport'), 'DOCUMENT_UNKNOWN', `${criteria}/5/document`],
  ['document checked before it is needed', M, put('/personalFile/0/neededAt', 'enrolment'), 'DOCUMENT_NEEDED_LATER', `${criteria}/5/document`],
  ['criterion of an unknown programme', B, put(`${criteria}/0/programme`, 'school-of-governors'), 'PROGRAMME_UNKNOWN', `${criteria}/0/programme`],
  ['criterion of an unknown list', S, put(`${criteria}/0/list`, 'olympiad'), 'LIST_UNKNOWN', `${criteria}/0/list`],
  ['result the list does not have', S, put(`${criteria}/0/results/-`, 'participant'), 'RESULT_UNKNOWN', `${criteria}/0/results/2`],
  // diagnostics and assessment
  ['instrument unknown', M, put('/stages/2/battery/-', 'mmpi'), 'INSTRUMENT_UNKNOWN', '/stages/2/battery/1'],
  ['score from an instrument not taken', M, put('/stages/2/score/parts/0/instrument', 'mmpi'), 'INSTRUMENT_NOT_IN_BATTERY', '/stages/2/score/parts/0/instrument'],
  ['score from an unknown scale', M, put('/stages/2/score/parts/0/scale', 'humour'), 'SCALE_UNKNOWN', '/stages/2/score/parts/0/scale'],
  ['one scale counted twice', M, put('/stages/2/score/parts/1/scale', 'leadership'), 'PART_TWICE', '/stages/2/score/parts/1'],
  ['weights of scales', M, put('/stages/2/score/parts/0/weight', '0.5'), 'WEIGHTS_SUM', '/stages/2/score/parts'],
  ['T scores and stens added up', M, both(put('/instruments/-', sten), put('/stages/2/battery/-', 'oup'), put('/stages/2/score/parts/2', { instrument: 'oup', scale: 'total', weight: '0.3' })), 'METRICS_MIXED', '/stages/2/score/parts'],
  ['threshold no T score reaches', M, put('/stages/2/minScore/value', '101'), 'LIMIT_OUT_OF_RANGE', '/stages/2/minScore'],
  ['threshold without score', M, put('/stages/2/score', undefined), 'LIMIT_WITHOUT_SCORE', '/stages/2/minScore'],
  ['rejection by norms alone', M, put('/stages/2/conclusions', undefined), 'NORMS_ALONE', '/stages/2/minScore'],
  ['rubric unknown', M, put('/stages/3/rubric', 'interview'), 'RUBRIC_UNKNOWN', '/stages/3/rubric'],
  ['threshold above the rubric', M, put('/stages/3/minScore/value', '6'), 'LIMIT_OUT_OF_RANGE', '/stages/3/minScore'],
  ['threshold below the least sum', J, put('/stages/2/minScore', { value: '4.9', inclusive: true }), 'LIMIT_OUT_OF_RANGE', '/stages/2/minScore'],
  ['fewest marks above the panel', M, put('/stages/3/panel/least', 4), 'MIN_GT_MAX', '/stages/3/panel/least'],
  ['sum with marks missing', J, put('/stages/2/panel/least', 4), 'SUM_NEEDS_EVERY_MARK', '/stages/2/panel/least'],
  ['severity of unconnected panels', L, put('/stages/2/adjustment', 'additive-model'), 'NOT_CONNECTED', '/stages/2/adjustment'],
  ['experts in categories on one panel for everybody', M, both(put('/stages/3/panel/expertise', 'category'), put('/stages/3/panel/design', 'same-panel')), 'EXPERTISE_IMPOSSIBLE', '/stages/3/panel/expertise'],
  ['own region excluded from a jury of the region', L, put('/stages/2/panel/conflicts/-', 'same-region'), 'CONFLICT_LEAVES_TOO_FEW', '/stages/2/panel/conflicts'],
  ['conflicts leave 2 of 3', M, nothing, 'CONFLICT_LEAVES_TOO_FEW', '/stages/3/panel/conflicts', { assessors: { potential: ['77', '77', '78', '50'].map((region) => ({ region })) } }],
  ['no jury in most regions', L, nothing, 'CONFLICT_LEAVES_TOO_FEW', '/stages/2/panel/conflicts', { assessors: { 'regional-jury': ['77', '77', '77', '77'].map((region) => ({ region })) } }],
  // ranking
  ['ranking before its assessment', M, swap('/stages', 3, 4), 'STAGE_NOT_BEFORE', '/stages/3/order/parts/1/stage'],
  ['order by an unknown stage', M, put('/stages/4/order/parts/1/stage', 'interview'), 'STAGE_UNKNOWN', '/stages/4/order/parts/1/stage'],
  ['order by the ranking itself', M, put('/stages/4/order/parts/1/stage', 'ranking'), 'STAGE_NOT_BEFORE', '/stages/4/order/parts/1/stage'],
  ['order by a stage without score', M, put('/stages/4/order/parts/1/stage', 'tenure'), 'STAGE_WITHOUT_SCORE', '/stages/4/order/parts/1/stage'],
  ['order by a diagnostics that gives no score', M, both(put('/stages/2/score', undefined), put('/stages/2/minScore', undefined)), 'STAGE_WITHOUT_SCORE', '/stages/4/order/parts/0/stage'],
  ['one stage counted twice', M, put('/stages/4/order/parts/1/stage', 'diagnostics'), 'PART_TWICE', '/stages/4/order/parts/1'],
  ['weights make 0.95', M, put('/stages/4/order/parts/0/weight', '0.35'), 'WEIGHTS_SUM', '/stages/4/order/parts'],
  ['composite of T and points', M, put('/stages/4/order/parts/1/standardise', undefined), 'METRICS_MIXED', '/stages/4/order/parts'],
  ['standardised by a deviation of zero', M, put('/stages/4/order/parts/1/standardise/sd', '0'), 'SD_NOT_POSITIVE', '/stages/4/order/parts/1/standardise/sd'],
  ['tie key of a stage without score', M, put('/stages/4/ties/keys/0/stage', 'tenure'), 'STAGE_WITHOUT_SCORE', '/stages/4/ties/keys/0/stage'],
  ['tie key of an unknown tenure', M, put('/stages/4/ties/keys/1/criterion', 'pension-tenure'), 'CRITERION_UNKNOWN', '/stages/4/ties/keys/1/criterion'],
  ['tie key of an age as if it were tenure', M, put('/stages/4/ties/keys/1/criterion', 'age'), 'CRITERION_UNKNOWN', '/stages/4/ties/keys/1/criterion'],
  ['tie key of an unknown rubric criterion', J, put('/stages/3/ties/keys/0/criterion', 'humour'), 'CRITERION_UNKNOWN', '/stages/3/ties/keys/0/criterion'],
  ['ties of a campaign without scores', O, put('/stages/2/ties/atBoundary', 'keys'), 'TIES_WITHOUT_SCORE', '/stages/2/ties'],
  ['keys decide but there are none', J, both(put('/stages/3/ties/keys', []), put('/stages/3/ties/atBoundary', 'keys')), 'TIE_KEYS_MISSING', '/stages/3/ties/keys'],
  ['lottery without source', E, put('/stages/3/ties/lottery', undefined), 'LOTTERY_SOURCE_MISSING', '/stages/3/ties/lottery'],
  ['lottery named but not used', E, put('/stages/3/ties/atBoundary', 'commission'), 'LOTTERY_NOT_USED', '/stages/3/ties/lottery'],
  ['lottery drawn while marks may change', E, put('/stages/3/ties/lottery/drawnAt', '2026-03-15T12:00:00+03:00'), 'LOTTERY_TOO_EARLY', '/stages/3/ties/lottery/drawnAt'],
  ['lottery after the list', E, put('/stages/3/ties/lottery/drawnAt', '2026-03-27T12:00:00+03:00'), 'LOTTERY_TOO_LATE', '/stages/3/ties/lottery/drawnAt'],
  // quotas
  ['seats above all nominations', M, put('/stages/0/limit/each', 1), 'SEATS_GT_SUPPLY', `${quotas}/seats`],
  ['seats above caps of regions', M, put(`${quotas}/territories/each/max`, 1), 'SEATS_GT_CAPS', `${quotas}/territories`],
  ['seats above caps of districts', M, both(...Array.from({ length: 9 }, (_, i) => put(`${quotas}/territories/groups/${i}/bounds/max`, 10))), 'SEATS_GT_CAPS', `${quotas}/territories`],
  ['seats above caps of categories', E, put('/stages/3/quotas/seats', 61), 'SEATS_GT_CAPS', '/stages/3/quotas/categories'],
  ['floor above seats', M, put(`${quotas}/categories/0/bounds/min`, 162), 'FLOOR_GT_SEATS', `${quotas}/categories/0/bounds/min`],
  ['floor of one region above its nominations', M, put(`${quotas}/territories/named`, named({ min: 13 }, '77')), 'FLOOR_GT_SUPPLY', `${quotas}/territories/named/0/bounds/min`],
  ['floor of one region above its own limit', M, both(put('/stages/0/limit/named', [{ nominator: '77', limit: 2 }]), put(`${quotas}/territories/named`, named({ min: 3 }, '77'))), 'FLOOR_GT_SUPPLY', `${quotas}/territories/named/0/bounds/min`],
  ['floor of every region above nominations', M, both(put('/stages/0/limit/each', 3), put(`${quotas}/territories/each/min`, 4)), 'FLOOR_GT_SUPPLY', `${quotas}/territories/each/min`],
  ['floor of a district above its regions’ caps', M, put(`${quotas}/territories/groups/5/bounds/min`, 25), 'FLOOR_GT_SUPPLY', `${quotas}/territories/groups/5/bounds/min`],
  ['floor of a district above its regions’ nominations', M, put('/stages/0/limit/each', 1), 'FLOOR_GT_SUPPLY', `${quotas}/territories/groups/5/bounds/min`],
  ['floors of categories above seats', M, put(`${quotas}/categories/0/bounds/min`, 120), 'SUM_FLOORS_GT_SEATS', `${quotas}/categories`],
  ['floors of regions above seats', M, put(`${quotas}/territories/each/min`, 2), 'SUM_FLOORS_GT_SEATS', `${quotas}/territories`],
  ['floors of regions above their district’s cap', M, both(put(`${quotas}/territories/each/min`, 1), put(`${quotas}/territories/groups/0/bounds/max`, 9)), 'FLOORS_GT_GROUP_CAP', `${quotas}/territories/groups/0`],
  ['floor above cap', M, put(`${quotas}/categories/0/bounds/max`, 5), 'MIN_GT_MAX', `${quotas}/categories/0/bounds`],
  ['unknown region in a district', M, put(`${quotas}/territories/groups/0/members/0`, '98'), 'TERRITORY_UNKNOWN', `${quotas}/territories/groups/0/members/0`],
  ['region where municipal districts are the unit', O, put('/stages/2/quotas/territories/named', named({ max: 2 }, '55')), 'TERRITORY_UNKNOWN', '/stages/2/quotas/territories/named/0/code'],
  ['municipality where regions are the unit', M, put(`${quotas}/territories/named`, named({ max: 2 }, '52601000')), 'TERRITORY_UNKNOWN', `${quotas}/territories/named/0/code`],
  ['cell of an unknown region', M, put(`${quotas}/cells`, [{ territory: '98', category: 'head', bounds: { max: 1 } }]), 'TERRITORY_UNKNOWN', `${quotas}/cells/0/territory`],
  ['region in two districts', M, put(`${quotas}/territories/groups/1/members/-`, '77'), 'TERRITORY_IN_TWO_GROUPS', `${quotas}/territories/groups/1/members/11`],
  ['territory twice', M, put(`${quotas}/territories/named`, named({ max: 2 }, '77', '77')), 'TERRITORY_TWICE', `${quotas}/territories/named/1/code`],
  ['quota of an unknown category', M, put(`${quotas}/categories/0/category`, 'mayor'), 'CATEGORY_UNKNOWN', `${quotas}/categories/0/category`],
  ['category twice', M, put(`${quotas}/categories/1/category`, 'head'), 'CATEGORY_TWICE', `${quotas}/categories/1/category`],
  ['cell of an unknown category', M, put(`${quotas}/cells`, [{ territory: 'each', category: 'mayor', bounds: { max: 1 } }]), 'CATEGORY_UNKNOWN', `${quotas}/cells/0/category`],
  ['cell twice', M, put(`${quotas}/cells`, [1, 2].map((max) => ({ territory: 'each', category: 'head', bounds: { max } }))), 'CELL_TWICE', `${quotas}/cells/1`],
  ['cell floor above the region’s cap', M, put(`${quotas}/cells`, [{ territory: '77', category: 'head', bounds: { min: 5 } }]), 'CELL_FLOOR_GT_CAP', `${quotas}/cells/0/bounds/min`],
  ['floor of each cell above each region’s cap', M, put(`${quotas}/cells`, [{ territory: 'each', category: 'head', bounds: { min: 5 } }]), 'CELL_FLOOR_GT_CAP', `${quotas}/cells/0/bounds/min`],
  ['floor order of a family without quota', M, put(`${quotas}/floorOrder/-`, 'cells'), 'FAMILY_WITHOUT_QUOTA', `${quotas}/floorOrder/2`],
  // matching and enrolment
  ['stable pairs from one side’s wishes', X, put('/stages/2/preferences', ['applicants-choice']), 'STABLE_NEEDS_BOTH_SIDES', '/stages/2/preferences'],
  ['partners of an unknown programme', X, put('/stages/2/partners/programme', 'nowhere'), 'PROGRAMME_UNKNOWN', '/stages/2/partners/programme'],
  ['cascade without team', M, put('/stages/5/cascade', 'members'), 'CASCADE_WITHOUT_TEAM', '/stages/5/cascade'],
  ['vacancy without ranking', S, put('/stages/2/vacancy', { rule: 'open', keeps: 'offers' }), 'VACANCY_WITHOUT_RANKING', '/stages/2/vacancy'],
  ['vacancy when something follows the ranking', L, swap('/stages', 4, 5), 'VACANCY_RANKING_NOT_LAST', '/stages/6/vacancy'],
  ['vacancy without reserve', J, put('/stages/3/reserve', 0), 'VACANCY_WITHOUT_RESERVE', '/stages/4/vacancy'],
  ['same cell first without cells', J, put('/stages/4/vacancy/rule', 'same-cell-first'), 'SAME_CELL_WITHOUT_CELLS', '/stages/4/vacancy/rule'],
  ['cut-off outside enrolment', M, put('/stages/5/offer/cutOffs/1', '2026-09-01'), 'CUT_OFF_OUTSIDE_PERIOD', '/stages/5/offer/cutOffs/1'],
  ['a cut-off twice', M, put('/stages/5/offer/cutOffs/1', '2026-07-20'), 'CUT_OFFS_OUT_OF_ORDER', '/stages/5/offer/cutOffs/1'],
  ['cut-offs out of order', M, swap('/stages/5/offer/cutOffs', 0, 1), 'CUT_OFFS_OUT_OF_ORDER', '/stages/5/offer/cutOffs/1'],
  // commission, retention
  ['commission confirms but there is none', M, put('/commission', undefined), 'COMMISSION_MISSING', '/stages/4/gate/confirms'],
  ['commission ends ties but there is none', M, put('/commission', undefined), 'COMMISSION_MISSING', '/stages/4/ties/atBoundary'],
  ['commission picks but there is none', O, put('/commission', undefined), 'COMMISSION_MISSING', '/stages/2/order/by'],
  ['commission settles disagreement but there is none', M, both(put('/commission', undefined), put('/stages/3/disagreement', { spreadAbove: '2', then: 'commission' })), 'COMMISSION_MISSING', '/stages/3/disagreement/then'],
  ['fewest members of the commission above most', M, put('/commission/members/min', 16), 'MIN_GT_MAX', '/commission/members'],
  ['retention class unknown', M, put('/retention/profiles', 'for-ever'), 'RETENTION_CLASS_UNKNOWN', '/retention/profiles'],
];

/** [what is just right, preset, change]: the last value before each refusal. */
export const EDGES: readonly (readonly [string, string, Change])[] = [
  ['norm in force from the reference date', M, put('/instruments/0/norms/0/validFrom', '2026-03-01')],
  ['norm table that reaches both ends', M, put('/instruments/0/norms/0', table(['0', '50', '40'], ['50', '100', '60']))],
  ['an expert in the category on each panel', M, put('/stages/3/panel/expertise', 'category')],
  ['validity scale of one trusted score', M, put('/instruments/0/scales/-', lie({ from: '5', to: '5' }))],
  ['anchor at the top mark', M, put('/rubrics/0/criteria/0/anchors', [{ mark: '5', text: { ru: 'а', en: 'a' } }])],
  ['at least 2 of 2', M, put(`${criteria}/4`, { type: 'at-least', count: 2, of: at(preset(M), `${criteria}/4/of`) })],
  ['one year of age', M, put(`${criteria}/2/from/value`, 65)],
  ['threshold at the top of the rubric', M, put('/stages/3/minScore/value', '5')],
  ['threshold at the least sum', J, put('/stages/2/minScore', { value: '5', inclusive: true })],
  ['all marks needed', M, put('/stages/3/panel/least', 3)],
  ['document needed by the stage that checks it', M, put('/personalFile/0/neededAt', 'tenure')],
  ['lottery drawn when the marks are closed', E, put('/stages/3/ties/lottery/drawnAt', '2026-03-20T23:59:59+03:00')],
  ['lottery drawn at the end of the ranking', E, put('/stages/3/ties/lottery/drawnAt', '2026-03-25T23:59:59+03:00')],
  ['floor equal to cap', M, put(`${quotas}/categories/0/bounds/max`, 60)],
  ['floors equal to seats', M, put(`${quotas}/categories/0/bounds/min`, 111)],
  ['floor equal to nominations', M, put(`${quotas}/territories/named`, named({ min: 12 }, '77'))],
  ['floor of a district equal to its regions’ caps', M, put(`${quotas}/territories/groups/5/bounds/min`, 24)],
  ['floors of regions equal to their district’s cap', M, both(put(`${quotas}/territories/each/min`, 1), put(`${quotas}/territories/groups/0/bounds/max`, 18))],
  ['caps of categories equal to seats', E, put('/stages/3/quotas/seats', 60)],
  ['more seats than regions where municipal districts are the unit', O, put('/stages/2/quotas/seats', 100)],
  ['cell floor equal to the region’s cap', M, put(`${quotas}/cells`, [{ territory: '77', category: 'head', bounds: { min: 4 } }])],
  ['cut-off on the last day', M, put('/stages/5/offer/cutOffs/1', '2026-08-31')],
];
