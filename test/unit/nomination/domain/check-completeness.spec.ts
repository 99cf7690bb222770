import { checkCompleteness, type Nominee } from '../../../../src/nomination/domain/check-completeness';
import { SCHOOL_OF_MAYORS } from '../../../../src/programme/school-of-mayors';

const NOMINEE: Nominee = {
  nominatorKind: 'region',
  region: '36',
  category: 'head',
  birthDate: '1980-05-20',
  employment: [{ startedOn: '2010-01-01', endedOn: '2012-05-31' }, { startedOn: '2012-06-01', endedOn: null }],
  documents: [{ key: 'consent' }],
};

const faultsOf = (change: Partial<Nominee>, policy = SCHOOL_OF_MAYORS): unknown[] =>
  checkCompleteness(policy, { ...NOMINEE, ...change }).map(({ level, code, pointer }) => [level, code, pointer]);

describe('formal completeness of a nomination', () => {
  it('finds nothing in one that is in order', () => {
    expect(faultsOf({})).toEqual([]);
  });

  it.each<[string, Partial<Nominee>, unknown[]]>([
    ['another kind of nominator', { nominatorKind: 'organisation' }, ['entry', 'NOMINATOR_KIND_NOT_ALLOWED', '/nominatorId']],
    ['a nominator without territory', { region: null }, ['entry', 'TERRITORY_MISSING', '/nominatorId']],
    ['no category', { category: null }, ['entry', 'CATEGORY_MISSING', '/category']],
    ['a category of no policy', { category: 'mayor' }, ['entry', 'CATEGORY_UNKNOWN', '/category']],
    ['a birth after the reference date', { birthDate: '2026-03-02', employment: [] }, ['entry', 'BORN_AFTER_REFERENCE_DATE', '/person/birthDate']],
    ['a job that ends before it starts', { employment: [{ startedOn: '2010-01-02', endedOn: '2010-01-01' }] }, ['entry', 'EMPLOYMENT_ENDS_BEFORE_START', '/employment/0/endedOn']],
    ['a job before birth', { employment: [{ startedOn: '1980-05-20', endedOn: null }] }, ['entry', 'EMPLOYMENT_BEFORE_BIRTH', '/employment/0/startedOn']],
    ['a job after the reference date', { employment: [{ startedOn: '2026-03-02', endedOn: null }] }, ['entry', 'EMPLOYMENT_AFTER_REFERENCE_DATE', '/employment/0/startedOn']],
    ['a document of no personal file', { documents: [{ key: 'consent' }, { key: 'letter' }] }, ['entry', 'DOCUMENT_UNKNOWN', '/documents/1/key']],
    ['a document named twice', { documents: [{ key: 'consent' }, { key: 'consent' }] }, ['entry', 'DOCUMENT_TWICE', '/documents/1/key']],
    ['no consent', { documents: [] }, ['submission', 'DOCUMENT_MISSING', '/documents']],
  ])('finds %s', (_, change, fault) => {
    expect(faultsOf(change)).toEqual([fault]);
  });

  it.each<[string, Partial<Nominee>]>([
    ['a job of one day', { employment: [{ startedOn: '2010-01-01', endedOn: '2010-01-01' }] }],
    ['a job taken up on the reference date', { employment: [{ startedOn: '2026-03-01', endedOn: null }] }],
    ['a job that ends after the reference date', { employment: [{ startedOn: '2010-01-01', endedOn: '2026-12-31' }] }],
    ['documents that only later stages need', { documents: [{ key: 'consent' }, { key: 'diploma' }] }],
  ])('lets %s pass', (_, change) => {
    expect(faultsOf(change)).toEqual([]);
  });

  it('tells every fault, not the first', () => {
    expect(faultsOf({ category: null, documents: [], birthDate: '2012-05-31' })).toEqual([
      ['entry', 'CATEGORY_MISSING', '/category'],
      ['entry', 'EMPLOYMENT_BEFORE_BIRTH', '/employment/0/startedOn'],
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
