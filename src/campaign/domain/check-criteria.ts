import { checkProgramme, checkSubject } from './check-applicants';
import {
  type AgeCriterion, type CriterionLeaf, type DocumentCriterion, type EligibilityStage, keyed, type ListCriterion, type Periods, type Policy,
} from './policy';
import { policyFault, type PolicyFaults } from './policy-fault';
import { walkCriterion } from './policy-leaves';
import type { PolicyReference } from './reference-data';

/** Every requirement can be asked of these applicants, can be met by somebody, and refers to what exists. */
export function* checkEligibility(policy: Policy, reference: PolicyReference, stage: EligibilityStage, at: string): PolicyFaults {
  const { trees, leaves } = walkCriterion(stage.criteria, `${at}/criteria`);
  for (const { tree, at: place } of trees)
    if (tree.type === 'at-least' && tree.count > tree.of.length)
      yield policyFault('COUNT_ABOVE_CRITERIA', `${place}/count`, { count: tree.count, criteria: tree.of.length });

  for (const { leaf, at: place } of leaves) {
    if ('subject' in leaf) yield* checkSubject(policy, leaf.subject, leaf, `${place}/subject`);
    yield* checkLeaf(policy, reference, stage, leaf, place);
  }
}

function* checkLeaf(policy: Policy, reference: PolicyReference, stage: EligibilityStage, leaf: CriterionLeaf, at: string): PolicyFaults {
  switch (leaf.type) {
    case 'tenure':
      yield* checkPeriodCodes(leaf.periods, reference, `${at}/periods`);
      for (const [i, { periods }] of (leaf.coefficients ?? []).entries())
        yield* checkPeriodCodes(periods, reference, `${at}/coefficients/${i}/periods`);
      return;
    case 'post':
      return yield* checkPeriodCodes(leaf.periods, reference, `${at}/periods`);
    case 'age':
      return yield* checkAge(leaf, at);
    case 'territory':
      for (const [i, code] of leaf.regions.entries())
        if (!reference.regions.has(code)) yield policyFault('TERRITORY_UNKNOWN', `${at}/regions/${i}`, { code });
      return;
    case 'category':
      for (const [i, category] of leaf.categories.entries())
        if (!keyed(policy.categories, category)) yield policyFault('CATEGORY_UNKNOWN', `${at}/categories/${i}`, { category });
      return;
    case 'document':
      return yield* checkDocument(policy, stage, leaf, `${at}/document`);
    case 'candidacy':
      return yield* checkProgramme(leaf.programme, reference, `${at}/programme`);
    case 'list':
      return yield* checkList(policy, leaf, at);
    case 'citizenship':
      if (!isCountry(leaf.country)) yield policyFault('REFERENCE_CODE_UNKNOWN', `${at}/country`, { code: leaf.country });
      return;
    case 'education':
      return;
  }
}

const COUNTRIES = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Whether ISO 3166 knows the code, as far as the language data of this machine do. */
function isCountry(code: string): boolean {
  return COUNTRIES.of(code) !== undefined;
}

const PERIOD_CODES = ['postCategories', 'groups', 'spheres', 'municipalityTypes'] as const;

/** A misspelt code would count no day at all: everybody would silently have no tenure. */
function* checkPeriodCodes(periods: Periods, reference: PolicyReference, at: string): PolicyFaults {
  for (const field of PERIOD_CODES)
    for (const [i, code] of (periods[field] ?? []).entries())
      if (!reference.codes[field].has(code)) yield policyFault('REFERENCE_CODE_UNKNOWN', `${at}/${field}/${i}`, { code });
}

function* checkAge({ key, from, to }: AgeCriterion, at: string): PolicyFaults {
  if (!from && !to) yield policyFault('LIMIT_MISSING', at, { key });
  if (!from || !to) return;
  const nobody = from.value > to.value || (from.value === to.value && !(from.inclusive && to.inclusive));
  if (nobody) yield policyFault('MIN_GT_MAX', at, { min: from.value, max: to.value });
}

/** A document asked for only at a later stage could not have been checked yet: everybody would stay undecided. */
function* checkDocument(policy: Policy, stage: EligibilityStage, { document: key }: DocumentCriterion, at: string): PolicyFaults {
  const document = keyed(policy.personalFile, key);
  if (!document) return yield policyFault('DOCUMENT_UNKNOWN', at, { document: key });
  const keys = policy.stages.map((each) => each.key);
  if (keys.indexOf(document.neededAt) > keys.indexOf(stage.key))
    yield policyFault('DOCUMENT_NEEDED_LATER', at, { document: key, stage: document.neededAt });
}

function* checkList(policy: Policy, { list: key, results = [] }: ListCriterion, at: string): PolicyFaults {
  const list = keyed(policy.lists, key);
  if (!list) return yield policyFault('LIST_UNKNOWN', `${at}/list`, { list: key });
  for (const [i, result] of results.entries())
    if (!list.results?.includes(result)) yield policyFault('RESULT_UNKNOWN', `${at}/results/${i}`, { list: key, result });
}
