import type { AgeCriterion, CriterionLeaf, PostCriterion, TerritoryCriterion } from '../../campaign/domain/policy-criteria';
import type { CalendarDate } from '../../kernel/calendar-date';
import { fullYears } from '../../kernel/calendar-date';
import { checkEvidence } from './check-evidence';
import { checkTenure } from './check-tenure';
import type { EducationLevel, EligibilityFacts, Finding, PersonFacts } from './eligibility-facts';
import { finding } from './eligibility-facts';
import { matchPeriods } from './filter-periods';

const EDUCATION_LEVELS: readonly EducationLevel[] = ['secondary', 'secondary-professional', 'unfinished-higher', 'higher'];

/**
 * One requirement of one person against the facts: met, not met, or not checked when the fact it needs is not known.
 * `referenceDate` holds where the criterion names no day of its own.
 */
export function checkCriterion(leaf: CriterionLeaf, referenceDate: CalendarDate, facts: EligibilityFacts, person: PersonFacts): Finding {
  const asOf = ('asOf' in leaf && leaf.asOf) || referenceDate;
  switch (leaf.type) {
    case 'tenure':
      return checkTenure(leaf, asOf, person);
    case 'age':
      return checkAge(leaf, asOf, person);
    case 'education':
      return checkEducation(leaf.level, person);
    case 'citizenship':
      return checkCode('CITIZENSHIP', person.citizenship, [leaf.country]);
    case 'post':
      return checkPost(leaf, person);
    case 'territory':
      return checkCode('TERRITORY', territory(leaf, person), leaf.regions);
    case 'category':
      return checkCode('CATEGORY', facts.category, leaf.categories);
    case 'document':
      return facts.documents.has(leaf.document)
        ? finding('met', 'DOCUMENT_RECEIVED', { document: leaf.document })
        : finding('not-checked', 'DOCUMENT_NOT_RECEIVED', { document: leaf.document });
    case 'candidacy':
    case 'list':
      return checkEvidence(leaf, asOf, person);
  }
}

function checkAge({ from, to }: AgeCriterion, asOf: CalendarDate, { birthDate }: PersonFacts): Finding {
  if (birthDate === null) return finding('not-checked', 'AGE_UNKNOWN', { asOf });
  const age = fullYears(birthDate, asOf);
  if (from && (from.inclusive ? age < from.value : age <= from.value)) {
    return finding('not-met', 'AGE_BELOW', { asOf, age, from: from.value, fromInclusive: from.inclusive });
  }
  if (to && (to.inclusive ? age > to.value : age >= to.value)) {
    return finding('not-met', 'AGE_ABOVE', { asOf, age, to: to.value, toInclusive: to.inclusive });
  }
  return finding('met', 'AGE_MET', { asOf, age });
}

function checkEducation(need: EducationLevel, { education: have }: PersonFacts): Finding {
  if (have === null) return finding('not-checked', 'EDUCATION_UNKNOWN', { need });
  return EDUCATION_LEVELS.indexOf(have) >= EDUCATION_LEVELS.indexOf(need)
    ? finding('met', 'EDUCATION_MET', { have, need })
    : finding('not-met', 'EDUCATION_BELOW', { have, need });
}

/** The present post, or with a day of its own the posts held on that day. */
function checkPost({ periods, asOf }: PostCriterion, person: PersonFacts): Finding {
  const posts = asOf === undefined
    ? person.post ? [{ ...person.post, postCategory: person.post.category }] : []
    : person.employments.filter(({ start, end }) => start <= asOf && (end === null || end >= asOf));
  const params = { asOf: asOf ?? null };
  const matches = posts.map((post) => matchPeriods(post, periods, person.post));
  if (matches.includes('counts')) return finding('met', 'POST_MET', params);
  return posts.length === 0 || matches.includes('unclear')
    ? finding('not-checked', 'POST_UNKNOWN', params)
    : finding('not-met', 'POST_OTHER', params);
}

function territory({ of }: TerritoryCriterion, person: PersonFacts): string | null {
  return (of === 'post' ? person.post?.region : person.registrationRegion) ?? null;
}

function checkCode(what: 'CITIZENSHIP' | 'TERRITORY' | 'CATEGORY', have: string | null, need: readonly string[]): Finding {
  if (have === null) return finding('not-checked', `${what}_UNKNOWN`, { need });
  return need.includes(have) ? finding('met', `${what}_MET`, { have, need }) : finding('not-met', `${what}_OTHER`, { have, need });
}
