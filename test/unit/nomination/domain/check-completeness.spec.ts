import { checkCompleteness, type NominatedMember, type Nominee } from '../../../../src/nomination/domain/check-completeness';
import { MUNICIPAL_TEAMS } from '../../../../src/programme/municipal-teams';
import { SCHOOL_OF_MAYORS } from '../../../../src/programme/school-of-mayors';

const NOMINEE: Nominee = {
  nominatorKind: 'region',
  region: '36',
  category: 'head',
  kind: 'person',
  members: [{
    role: 'self',
    birthDate: '1980-05-20',
    organisationInn: null,
    employment: [{ startedOn: '2010-01-01', endedOn: '2012-05-31' }, { startedOn: '2012-06-01', endedOn: null }],
  }],
  documents: [{ key: 'consent' }],
};

const faultsOf = ({ birthDate, employment, ...change }: Partial<Nominee & NominatedMember>, policy = SCHOOL_OF_MAYORS): unknown[] =>
  checkCompleteness(policy, { ...NOMINEE, members: [{ ...NOMINEE.members[0]!, ...(birthDate && { birthDate }), ...(employment && { employment }) }], ...change }).map(({ level, code, pointer }) => [level, code, pointer]);

describe('formal completeness of a nomination', () => {
  it('finds nothing in one that is in order', () => {
    expect(faultsOf({})).toEqual([]);
  });

  it.each<[string, Partial<Nominee & NominatedMember>, unknown[]]>([
    ['another kind of nominator', { nominatorKind: 'organisation' }, ['entry', 'NOMINATOR_KIND_NOT_ALLOWED', '/nominatorId']],
    ['a nominator without territory', { region: null }, ['entry', 'TERRITORY_MISSING', '/nominatorId']],
    ['no category', { category: null }, ['entry', 'CATEGORY_MISSING', '/category']],
    ['a category of no policy', { category: 'mayor' }, ['entry', 'CATEGORY_UNKNOWN', '/category']],
    ['a birth after the reference date', { birthDate: '2026-03-02', employment: [] }, ['entry', 'BORN_AFTER_REFERENCE_DATE', '/person/birthDate']],
    ['a job that ends before it starts', { employment: [{ startedOn: '2010-01-02', endedOn: '2010-01-01' }] }, ['entry', 'EMPLOYMENT_ENDS_BEFORE_START', '/employment/0/endedOn']],
    ['a job before birth', { employment: [{ startedOn: '1980-05-20', endedOn: null }] }, ['entry', 'EMPLOYMENT_BEFORE_BIRTH', '/employment/0/startedOn']],
    ['a job before the age of fourteen', { employment: [{ startedOn: '1994-05-19', endedOn: null }] }, ['entry', 'EMPLOYMENT_BEFORE_FOURTEEN', '/employment/0/startedOn']],
    ['a month of birth', { employment: [{ startedOn: '1980-04', endedOn: null }] }, ['entry', 'EMPLOYMENT_BEFORE_BIRTH', '/employment/0/startedOn']],
    ['a month before the age of fourteen', { employment: [{ startedOn: '1994-04', endedOn: null }] }, ['entry', 'EMPLOYMENT_BEFORE_FOURTEEN', '/employment/0/startedOn']],
    ['a month before the one it began in', { employment: [{ startedOn: '2010-03-01', endedOn: '2010-02' }] }, ['entry', 'EMPLOYMENT_ENDS_BEFORE_START', '/employment/0/endedOn']],
    ['a month after the reference date', { employment: [{ startedOn: '2026-04', endedOn: null }] }, ['entry', 'EMPLOYMENT_AFTER_REFERENCE_DATE', '/employment/0/startedOn']],
    ['a team where people are selected', { kind: 'team' }, ['entry', 'APPLICANT_KIND_NOT_ALLOWED', '']],
    ['a job after the reference date', { employment: [{ startedOn: '2026-03-02', endedOn: null }] }, ['entry', 'EMPLOYMENT_AFTER_REFERENCE_DATE', '/employment/0/startedOn']],
    ['a document of no personal file', { documents: [{ key: 'consent' }, { key: 'letter' }] }, ['entry', 'DOCUMENT_UNKNOWN', '/documents/1/key']],
    ['a document named twice', { documents: [{ key: 'consent' }, { key: 'consent' }] }, ['entry', 'DOCUMENT_TWICE', '/documents/1/key']],
    ['no consent', { documents: [] }, ['submission', 'DOCUMENT_MISSING', '/documents']],
  ])('finds %s', (_, change, fault) => {
    expect(faultsOf(change)).toEqual([fault]);
  });

  it.each<[string, Partial<Nominee & NominatedMember>]>([
    ['a job of one day', { employment: [{ startedOn: '2010-01-01', endedOn: '2010-01-01' }] }],
    ['a job taken up on the reference date', { employment: [{ startedOn: '2026-03-01', endedOn: null }] }],
    ['a job since the fourteenth birthday', { employment: [{ startedOn: '1994-05-20', endedOn: null }] }],
    ['a job since the month of the fourteenth birthday', { employment: [{ startedOn: '1994-05', endedOn: null }] }],
    ['a job within one month', { employment: [{ startedOn: '2010-02', endedOn: '2010-02' }] }],
    ['a job until some day of the month it began in', { employment: [{ startedOn: '2010-02-20', endedOn: '2010-02' }] }],
    ['a job since the month of the reference date', { employment: [{ startedOn: '2026-03', endedOn: null }] }],
    ['a job that ends after the reference date', { employment: [{ startedOn: '2010-01-01', endedOn: '2026-12-31' }] }],
    ['documents that only later stages need', { documents: [{ key: 'consent' }, { key: 'diploma' }] }],
  ])('lets %s pass', (_, change) => {
    expect(faultsOf(change)).toEqual([]);
  });

  it('tells every fault, not the first', () => {
    expect(faultsOf({ category: null, documents: [], birthDate: '2012-05-31' })).toEqual([
      ['entry', 'CATEGORY_MISSING', '/category'],
      ['entry', 'EMPLOYMENT_BEFORE_BIRTH', '/employment/0/startedOn'],
      ['entry', 'EMPLOYMENT_BEFORE_FOURTEEN', '/employment/1/startedOn'],
      ['submission', 'DOCUMENT_MISSING', '/documents'],
    ]);
  });

  it('asks for no category where the policy has none, and takes none then', () => {
    const policy = { ...SCHOOL_OF_MAYORS, categories: undefined };
    expect(faultsOf({ category: null }, policy)).toEqual([]);
    expect(faultsOf({}, policy)).toEqual([['entry', 'CATEGORY_UNKNOWN', '/category']]);
  });

  it('points to the registration where that is the territory', () => {
    const policy = { ...SCHOOL_OF_MAYORS, applicants: { ...SCHOOL_OF_MAYORS.applicants, territoryFrom: 'registration' as const } };
    expect(faultsOf({ region: null }, policy)).toEqual([['entry', 'TERRITORY_MISSING', '/registrationRegion']]);
  });

  it('does not ask everybody for a document that only a changed name needs', () => {
    const personalFile = SCHOOL_OF_MAYORS.personalFile.map((document) => ({ ...document, neededAt: 'nomination' }));
    const missing = checkCompleteness({ ...SCHOOL_OF_MAYORS, personalFile }, NOMINEE).map(({ params }) => params.document);
    expect(missing).toEqual(['application', 'diploma']);
  });
});

describe('formal completeness of a team', () => {
  const member = (role: NominatedMember['role'], about: Partial<NominatedMember> = {}): NominatedMember =>
    ({ role, birthDate: '1980-05-20', organisationInn: '7830002293', employment: [], ...about });
  const team = (members: readonly NominatedMember[], documents: Nominee['documents'] = [{ key: 'project' }, { key: 'consent' }]): unknown[] =>
    checkCompleteness(MUNICIPAL_TEAMS, { nominatorKind: 'team-lead', region: '36', category: null, kind: 'team', members, documents }).map(({ level, code, pointer }) => [level, code, pointer]);
  const lead = member('lead');
  const other = member('member');

  it('finds nothing in one that is in order', () => expect(team([lead, other, other])).toEqual([]));

  it.each<[string, readonly NominatedMember[], unknown]>([
    ['no lead', [other, other, other], ['entry', 'LEAD_MISSING', '/members']],
    ['two leads', [lead, lead, other], ['entry', 'LEAD_TWICE', '/members']],
    ['too many', [lead, ...Array<NominatedMember>(6).fill(other)], ['entry', 'TEAM_TOO_LARGE', '/members']],
    ['too few', [lead, other], ['submission', 'TEAM_TOO_SMALL', '/members']],
    ['another organisation', [lead, other, member('member', { organisationInn: '7743000010' })], ['submission', 'ORGANISATIONS_DIFFER', '/members/2/post/organisationInn']],
    ['an organisation nobody can compare', [lead, other, member('member', { organisationInn: null })], ['submission', 'ORGANISATION_UNKNOWN', '/members/2/post/organisationInn']],
    ['a wrong career', [lead, member('member', { employment: [{ startedOn: '2020-02-01', endedOn: '2020-01' }] }), other], ['entry', 'EMPLOYMENT_ENDS_BEFORE_START', '/members/1/employment/0/endedOn']],
  ])('finds %s', (_, members, fault) => {
    expect(team(members)).toEqual([fault]);
  });
});
