import { evidenceAsked } from '../../../../src/eligibility/domain/evidence-asked';
import type { EligibilityStage, Policy } from '../../../../src/campaign/domain/policy';
import { MUNICIPAL_TEAMS } from '../../../../src/programme/municipal-teams';
import { SCHOOL_OF_MAYORS } from '../../../../src/programme/school-of-mayors';
import { STAR_PATH } from '../../../../src/programme/star-path';

const asked = (policy: Policy): unknown => evidenceAsked(policy.stages.find((stage): stage is EligibilityStage => stage.kind === 'eligibility')!.criteria, policy);

it('looks up only what the criteria ask for', () => {
  expect(asked(SCHOOL_OF_MAYORS)).toEqual({ candidacies: [], lists: [] });
  expect(asked(MUNICIPAL_TEAMS)).toEqual({ candidacies: [{ criterion: 'lead-is-graduate', programme: 'school-of-mayors', asOf: '2026-09-01' }], lists: [] });
  expect(asked(STAR_PATH)).toEqual({ candidacies: [], lists: [{ criterion: 'winner-or-finalist', list: 'contest-winners', bySnils: true, byName: true }] });
});

it('takes the day a criterion names before the reference date', () => {
  const criterion = { type: 'candidacy', key: 'k', subject: 'self', programme: 'school-of-mayors', statuses: ['graduated'], asOf: '2025-01-01' } as const;
  expect(evidenceAsked({ type: 'any', of: [criterion] }, SCHOOL_OF_MAYORS).candidacies).toEqual([{ criterion: 'k', programme: 'school-of-mayors', asOf: '2025-01-01' }]);
});
