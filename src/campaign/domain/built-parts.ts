import type { CriterionLeaf, Policy, Stage } from './policy';
import { leavesOf } from './policy-leaves';

/**
 * Parts of policies that the service can carry out. A policy may describe more, but is not published with it: nothing
 * in an approved document is silently ignored.
 */
export const BUILT: ReadonlySet<string> = new Set([
  'applicants.person',
  'applicants.team',
  'lead-leaves.on-hold', // an officer puts the team on hold, by an exit with its reason
  'source.nomination',
  'nominator.region',
  'nominator.organiser',
  'nominator.team-lead',
  'letter.required',
  'letter.optional',
  'stage.nomination',
  'stage.eligibility',
  'stage.diagnostics',
  'stage.assessment',
  'stage.ranking',
  'stage.enrolment',
  'criterion.tenure',
  'criterion.age',
  'criterion.education',
  'criterion.citizenship',
  'criterion.category',
  'criterion.document',
  'criterion.post',
  'criterion.territory',
  'criterion.candidacy',
  'criterion.list',
  'panel.campaign-pool',
  'conflict.declared',
  'conflict.leads-competitor',
  'conflict.nominator',
  'conflict.past-winner',
  'conflict.same-organisation',
  'conflict.same-region',
  'total.consensus',
  'total.mean',
  'total.sum',
  'adjustment.additive-model',
  'disagreement.commission',
  'disagreement.third-assessor',
  'order.score',
  'quotas.no-total',
  'quotas.region',
  'ties.commission',
  'ties.keys',
  'ties.lottery',
  'cascade.applicant',
  'answer.link',
  'enrolment.offer',
  'enrolment.streams',
  'vacancy.keeps-confirmed',
  'vacancy.open',
  'vacancy.same-cell-first',
]);

/** A part of the service that a policy needs, and the place in the policy that needs it. */
export interface PolicyPart {
  readonly part: string;
  readonly pointer: string;
}

/** Everything a policy needs from the service, in reading order. */
export function partsUsed(policy: Policy): PolicyPart[] {
  return [
    { part: `applicants.${policy.applicants.kind}`, pointer: '/applicants/kind' },
    ...partsOfMembers(policy),
    ...policy.applicants.sources.map(({ type }, i) => ({ part: `source.${type}`, pointer: `/applicants/sources/${i}` })),
    ...policy.stages.flatMap((stage, i) => partsOfStage(stage).map(({ part, pointer }) => ({ part, pointer: `/stages/${i}${pointer}` }))),
    ...leavesOf(policy).map(({ leaf, at }) => ({ part: `criterion.${leaf.type}${isOfBody(policy, leaf) ? '-of-team' : ''}`, pointer: at })),
    ...(policy.lists ?? []).flatMap(({ matchedBy }, i) => (matchedBy.includes('inn') ? [{ part: 'list.by-inn', pointer: `/lists/${i}/matchedBy` }] : [])),
  ];
}

/** Whether a team, not one of its people, is to be looked up elsewhere. */
function isOfBody({ applicants }: Policy, leaf: CriterionLeaf): boolean {
  return applicants.kind !== 'person' && (leaf.type === 'candidacy' || leaf.type === 'list') && leaf.subject === 'self';
}

function partsOfMembers({ applicants: { members } }: Policy): PolicyPart[] {
  if (!members) return [];
  const parts = members.lead ? [{ part: `lead-leaves.${members.ifLeadLeaves}`, pointer: '/applicants/members/ifLeadLeaves' }] : [];
  return members.onePlacePerPerson ? parts : [...parts, { part: 'members.several-places', pointer: '/applicants/members/onePlacePerPerson' }];
}

/** What keeps a policy from publication until it is built. */
export function partsNotBuilt(policy: Policy): PolicyPart[] {
  return partsUsed(policy).filter(({ part }) => !BUILT.has(part));
}

/** With pointers inside the stage. */
function partsOfStage(stage: Stage): PolicyPart[] {
  const parts: PolicyPart[] = [{ part: `stage.${stage.kind}`, pointer: '/kind' }];
  const use = (part: string, pointer: string): unknown => parts.push({ part, pointer });
  switch (stage.kind) {
    case 'nomination':
      stage.nominators.forEach((nominator, i) => use(`nominator.${nominator}`, `/nominators/${i}`));
      if (stage.letter !== 'none') use(`letter.${stage.letter}`, '/letter');
      break;
    case 'assessment':
      use(`panel.${stage.panel.from}`, '/panel/from');
      stage.panel.conflicts.forEach((conflict, i) => use(`conflict.${conflict}`, `/panel/conflicts/${i}`));
      use(`total.${stage.total}`, '/total');
      if (stage.adjustment !== 'none') use(`adjustment.${stage.adjustment}`, '/adjustment');
      if (stage.disagreement) use(`disagreement.${stage.disagreement.then}`, '/disagreement/then');
      break;
    case 'ranking':
      use(`order.${stage.order.by}`, '/order/by');
      use(`ties.${stage.ties.atBoundary}`, '/ties/atBoundary');
      if (stage.quotas.seats === null) use('quotas.no-total', '/quotas/seats');
      if (stage.quotas.territories) use(`quotas.${stage.quotas.territories.unit}`, '/quotas/territories/unit');
      break;
    case 'enrolment':
      use(`cascade.${stage.cascade}`, '/cascade');
      if (stage.offer) use('enrolment.offer', '/offer');
      if (stage.offer?.answeredBy.includes('link')) use('answer.link', '/offer/answeredBy');
      if (stage.vacancy) use(`vacancy.${stage.vacancy.rule}`, '/vacancy/rule');
      if (stage.vacancy?.keeps === 'confirmed') use('vacancy.keeps-confirmed', '/vacancy/keeps');
      if (stage.streams) use('enrolment.streams', '/streams');
      break;
    case 'eligibility':
    case 'diagnostics':
    case 'matching':
      break;
  }
  return parts;
}
