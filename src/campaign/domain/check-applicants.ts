import { checkBounds } from './check-bounds';
import { keyed, type NominationStage, type Policy, stageOf, type Subject } from './policy';
import { policyFault, type PolicyFaults, repeated } from './policy-fault';
import type { PolicyReference } from './reference-data';

/** A person has no members, everybody else has; sources exist. */
export function* checkApplicants(policy: Policy, reference: PolicyReference): PolicyFaults {
  const { kind, members, sources } = policy.applicants;
  if (kind === 'person' && members) yield policyFault('MEMBERS_OF_A_PERSON', '/applicants/members');
  if (kind !== 'person' && !members) yield policyFault('MEMBERS_MISSING', '/applicants/members', { kind });
  if (members) yield* checkBounds(members.count, '/applicants/members/count');

  for (const [i, source] of sources.entries()) {
    const at = `/applicants/sources/${i}`;
    if (source.type === 'list' && !keyed(policy.lists, source.list)) yield policyFault('LIST_UNKNOWN', `${at}/list`, { list: source.list });
    if (source.type !== 'campaign') continue;
    yield* checkProgramme(source.programme, reference, `${at}/programme`);
    if (source.provides === 'members' && !members) yield policyFault('MEMBERS_OF_A_PERSON', `${at}/provides`);
  }
}

export function* checkProgramme(programme: string, reference: PolicyReference, at: string): PolicyFaults {
  if (!reference.programmes.has(programme)) yield policyFault('PROGRAMME_UNKNOWN', at, { programme });
}

/** Who nominates can: has a team where he leads one, has a territory where his territory counts. */
export function* checkNomination(policy: Policy, reference: PolicyReference, stage: NominationStage, at: string): PolicyFaults {
  const { nominators, limit } = stage;
  const { kind, territoryFrom } = policy.applicants;
  if (kind === 'person' && nominators.includes('team-lead')) yield policyFault('TEAM_LEAD_WITHOUT_TEAM', `${at}/nominators`);
  if (territoryFrom === 'nominator' && nominators.some((nominator) => nominator !== 'region'))
    yield policyFault('NOMINATOR_HAS_NO_TERRITORY', `${at}/nominators`, { nominators });

  const named = limit?.named ?? [];
  for (const [i, { nominator }] of repeated(named, (exception) => exception.nominator))
    yield policyFault('NOMINATOR_TWICE', `${at}/limit/named/${i}/nominator`, { nominator });
  if (!nominators.includes('region')) return;
  for (const [i, { nominator }] of named.entries())
    if (!reference.regions.has(nominator)) yield policyFault('TERRITORY_UNKNOWN', `${at}/limit/named/${i}/nominator`, { code: nominator });
}

/** Documents belong to somebody who exists and are needed by a stage that exists. */
export function* checkPersonalFile(policy: Policy): PolicyFaults {
  for (const [i, document] of policy.personalFile.entries()) {
    const at = `/personalFile/${i}`;
    if (!stageOf(policy, document.neededAt)) yield policyFault('STAGE_UNKNOWN', `${at}/neededAt`, { stage: document.neededAt });
    yield* checkSubject(policy, document.of, { type: 'document' }, `${at}/of`);
  }
}

/** What can be asked of an applicant that is not a person; all else is a question about somebody's life. */
const ASKED_OF_A_BODY: ReadonlySet<string> = new Set(['document', 'candidacy', 'list']);

/** A requirement or a document (`asked`) is about somebody the applicants of this policy have. */
export function* checkSubject(policy: Policy, subject: Subject, asked: { readonly type: string; readonly of?: unknown }, at: string): PolicyFaults {
  const { kind, members } = policy.applicants;
  const seatOfOrganisation = kind === 'organisation' && asked.type === 'territory' && asked.of === 'registration';
  const fits: Readonly<Record<Subject, boolean>> = {
    self: kind === 'person' || ASKED_OF_A_BODY.has(asked.type) || seatOfOrganisation,
    lead: kind !== 'person' && members?.lead === true,
    'every-member': kind !== 'person',
    'any-member': kind !== 'person',
  };
  if (!fits[subject]) yield policyFault('SUBJECT_NOT_IN_KIND', at, { subject, kind, criterion: asked.type });
}
