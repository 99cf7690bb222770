import { checkProgramme } from './check-applicants';
import type { EnrolmentStage, MatchingStage, Policy, RankingStage } from './policy';
import { policyFault, type PolicyFaults } from './policy-fault';
import type { PolicyReference } from './reference-data';

/** Stable pairs need the wishes, or the scores, of both sides. */
export function* checkMatching(reference: PolicyReference, { partners, method, preferences }: MatchingStage, at: string): PolicyFaults {
  yield* checkProgramme(partners.programme, reference, `${at}/partners/programme`);
  const bothSides = preferences.includes('scores') || (preferences.includes('applicants-choice') && preferences.includes('partners-choice'));
  if (method !== 'assignment' && !bothSides) yield policyFault('STABLE_NEEDS_BOTH_SIDES', `${at}/preferences`, { method });
}

/** A result reaches people who exist, a freed seat has somebody to move up, cut-offs lie in the period and in order. */
export function* checkEnrolment(policy: Policy, stage: EnrolmentStage, at: string): PolicyFaults {
  const { kind, members } = policy.applicants;
  if (stage.cascade === 'members' && !members) yield policyFault('CASCADE_WITHOUT_TEAM', `${at}/cascade`, { kind });
  if (stage.vacancy) yield* checkVacancy(policy, stage, stage.vacancy.rule, `${at}/vacancy`);

  const [opens, closes] = [stage.period.opensAt.slice(0, 10), stage.period.closesAt.slice(0, 10)];
  let before = '';
  for (const [i, date] of (stage.offer?.cutOffs ?? []).entries()) {
    if (date < opens || date > closes) yield policyFault('CUT_OFF_OUTSIDE_PERIOD', `${at}/offer/cutOffs/${i}`, { date });
    if (date <= before) yield policyFault('CUT_OFFS_OUT_OF_ORDER', `${at}/offer/cutOffs/${i}`, { date });
    before = date;
  }
}

/** A replacement is a ranking run, so the ranking stands right before enrolment and keeps a reserve. */
function* checkVacancy(policy: Policy, enrolment: EnrolmentStage, rule: 'open' | 'same-cell-first', at: string): PolicyFaults {
  const earlier = policy.stages.slice(0, policy.stages.indexOf(enrolment));
  const ranking = earlier.findLast((stage): stage is RankingStage => stage.kind === 'ranking');
  const before = earlier.at(-1);
  if (!ranking || !before) return yield policyFault('VACANCY_WITHOUT_RANKING', at);
  if (before !== ranking) return yield policyFault('VACANCY_RANKING_NOT_LAST', at, { ranking: ranking.key, before: before.key });
  if (ranking.reserve === 0) return yield policyFault('VACANCY_WITHOUT_RESERVE', at, { ranking: ranking.key });
  const { territories, categories, cells } = ranking.quotas;
  if (rule === 'same-cell-first' && !territories && !categories && !cells) yield policyFault('SAME_CELL_WITHOUT_CELLS', `${at}/rule`);
}
