import * as fc from 'fast-check';
import { type Grant, may, nominatorScope, type Operation, OPERATIONS, type Role, ROLES, rolesHeld } from '../../../../src/access/domain/may';

const HERE = 'campaign-here';
const THERE = 'campaign-there';

const grant = (role: Role, campaignId: string | null = role === 'administrator' ? null : HERE, nominatorId: string | null = role === 'nominator' ? 'nominator-1' : null): Grant => ({ role, campaignId, nominatorId });

/** The whole table, written a second time: a change of rights is a change of this test. O officer, N nominator, A assessor, U auditor, S administrator. */
const TABLE: Record<Operation, string> = {
  'accounts.manage': 'S',
  'sessions.own': 'SOANU',
  'keys.own': 'SOANU',
  'nominators.manage': 'S',
  'programmes.read': 'SOANU',
  'calculations.run': 'SOANU',
  'campaigns.create': 'S',
  'campaigns.read': 'SOANU',
  'policy.read': 'SOU',
  'policy.write': 'SO',
  'policy.publish': 'O',
  'policy.preview': 'O',
  'nominators.enrol': 'O',
  'nominations.write': 'ON',
  'nominations.submit': 'N',
  'nominations.read': 'N',
  'batches.read': 'NOU',
  'batches.reopen': 'O',
  'letters.write': 'NO',
  'letters.read': 'NOU',
  'extensions.request': 'N',
  'extensions.grant': 'O',
  'extensions.read': 'NOU',
  'imports.write': 'NO',
  'imports.read': 'NO',
  'documents.read': 'NO',
  'documents.write': 'NO',
  'duplicates.resolve': 'O',
  'changes.read': 'N',
  'handovers.read': 'O',
  'registers.read': 'O',
  'exports.read': 'NO',
  'candidacies.read': 'OU',
  'stages.read': 'OU',
  'records.read': 'OU',
  'records.correct': 'O',
  'posts.classify': 'O',
  'posts.read': 'OU',
  'verifications.write': 'O',
  'verifications.read': 'OU',
  'eligibility.read': 'OUN',
  'lists.write': 'O',
  'lists.read': 'OU',
  'exceptions.write': 'O',
  'exceptions.read': 'OU',
  'decisions.preview': 'O',
  'decisions.mark': 'O',
  'decisions.confirm': 'O',
  'commission.write': 'O',
  'commission.read': 'OU',
  'decisions.publish': 'O',
  'decisions.revert': 'O',
  'decisions.read': 'OU',
  'templates.read': 'OU',
  'templates.write': 'O',
  'templates.approve': 'O',
  'notices.preview': 'O',
  'notices.release': 'O',
  'notices.intervene': 'O',
  'notices.read': 'OUN',
  'notices.address': 'ON',
  'exits.write': 'O',
  'exits.own': 'N',
  'results.write': 'OA',
  'results.read': 'O',
  'results.file': 'O',
  'conclusions.write': 'OA',
  'conclusions.read': 'O',
  'sessions.write': 'O',
  'corrections.ask': 'OA',
  'corrections.decide': 'O',
  'assignments.write': 'O',
  'interests.write': 'OA',
  'interests.withdraw': 'O',
  'sheets.read': 'A',
  'sheets.print': 'O',
  'sheets.decline': 'A',
  'marks.write': 'A',
  'marks.enter': 'O',
  'marks.reopen': 'O',
  'marking.close': 'O',
  'runs.start': 'O',
  'runs.read': 'OU',
  'scenarios.play': 'O',
  'scenarios.read': 'OU',
  'quotas.propose': 'O',
  'snapshots.request': 'O',
  'snapshots.release': 'OU',
  'snapshots.read': 'OU',
  'reserve.close': 'O',
  'seats.offer': 'O',
  'seats.answer': 'ON',
  'seats.lapse': 'O',
  'seats.revert': 'O',
  'seats.trace': 'OU',
  'seats.read': 'OUN',
  'deferrals.read': 'OU',
  'deferrals.admit': 'O',
  'replacements.start': 'O',
  'streams.write': 'O',
  'streams.read': 'OU',
  'orders.write': 'O',
  'orders.read': 'OU',
  'appeals.write': 'O',
  'appeals.review': 'O',
  'appeals.read': 'OU',
  'appeals.own': 'N',
  'holds.write': 'O',
  'holds.read': 'OU',
  'retention.read': 'OU',
  'destructions.propose': 'O',
  'destructions.decide': 'O',
  'destructions.read': 'OU',
  'subject-exports.write': 'O',
};
const LETTER: Record<Role, string> = { administrator: 'S', officer: 'O', assessor: 'A', nominator: 'N', auditor: 'U' };
const CELLS = OPERATIONS.flatMap((operation) => ROLES.map((role) => ({ operation, role, allowed: TABLE[operation].includes(LETTER[role]) })));

describe('may', () => {
  it.each(CELLS)('$role, $operation: $allowed', ({ operation, role, allowed }) => {
    expect(may([grant(role)], operation, HERE)).toBe(allowed ? 'yes' : 'no');
    expect(may([grant(role)], operation)).toBe(allowed ? 'yes' : 'no');
  });

  it('denies everything to an account without grants', () => {
    for (const operation of OPERATIONS) expect(may([], operation)).toBe('no');
  });

  it('hides a campaign in which the caller holds nothing', () => {
    expect(may([grant('officer', THERE)], 'candidacies.read', HERE)).toBe('absent');
    expect(may([grant('nominator', THERE)], 'nominations.read', HERE)).toBe('absent');
  });

  it('says no where the caller is known in the campaign, but in a role that never has the operation', () => {
    expect(may([grant('officer', THERE), grant('nominator')], 'decisions.confirm', HERE)).toBe('no');
  });

  it('lets an administrator into the settings of every campaign and into nobody’s data', () => {
    expect(may([grant('administrator')], 'policy.write', HERE)).toBe('yes');
    expect(may([grant('administrator')], 'candidacies.read', HERE)).toBe('no');
    expect(may([grant('administrator')], 'nominations.read', HERE)).toBe('no');
  });

  it('never gives in one campaign what is granted in another', () => {
    const elsewhere = fc.array(fc.constantFrom(...ROLES.filter((role) => role !== 'administrator')).map((role) => grant(role, THERE)));
    fc.assert(fc.property(elsewhere, fc.constantFrom(...OPERATIONS), (grants, operation) => may(grants, operation, HERE) !== 'yes'));
  });

  it('gives the union of the grants held in the campaign', () => {
    expect(may([grant('assessor'), grant('nominator')], 'nominations.submit', HERE)).toBe('yes');
    expect(may([grant('assessor'), grant('nominator')], 'marks.write', HERE)).toBe('yes');
    expect(may([grant('assessor'), grant('nominator')], 'decisions.confirm', HERE)).toBe('no');
  });

  it.each<[Role, Role, Operation]>([
    ['officer', 'nominator', 'decisions.confirm'], ['officer', 'nominator', 'candidacies.read'], ['auditor', 'nominator', 'candidacies.read'],
    ['assessor', 'officer', 'marks.write'], ['assessor', 'auditor', 'sheets.read'],
  ])('takes from %s who is %s in the same campaign, and there only: %s', (role, other, operation) => {
    expect(may([grant(role), grant(other)], operation, HERE)).toBe('no');
    expect(may([grant(role), grant(other, THERE)], operation, HERE)).toBe('yes');
    expect(rolesHeld([grant(role), grant(other)], HERE)).toEqual([other]);
  });
});

describe('nominatorScope', () => {
  it('is the nominator’s own applicants, of each nominator he acts for', () => {
    const grants = [grant('nominator', HERE, 'n1'), grant('nominator', HERE, 'n2'), grant('nominator', THERE, 'n3')];
    expect(nominatorScope(grants, 'nominations.write', HERE)).toEqual(['n1', 'n2']);
  });

  it('is everybody’s for an officer', () => {
    expect(nominatorScope([grant('officer')], 'nominations.write', HERE)).toBe('all');
  });

  it('counts only grants that give the operation: an officer submits for his own nominator alone', () => {
    expect(nominatorScope([grant('officer'), grant('nominator')], 'nominations.submit', HERE)).toEqual(['nominator-1']);
  });

  it('is nobody’s in another campaign and for an administrator', () => {
    expect(nominatorScope([grant('officer', THERE)], 'candidacies.read', HERE)).toEqual([]);
    expect(nominatorScope([grant('administrator')], 'campaigns.read', HERE)).toEqual([]);
  });
});

describe('rolesHeld', () => {
  it('names each role of the campaign once', () => {
    const grants = [grant('nominator', HERE, 'n1'), grant('nominator', HERE, 'n2'), grant('officer', THERE), grant('administrator')];
    expect(rolesHeld(grants, HERE)).toEqual(['nominator', 'administrator']);
  });
});
