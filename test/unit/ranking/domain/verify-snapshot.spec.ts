import { hashesOf, type Snapshot } from '../../../../src/ranking/domain/snapshot';
import { FINDING_CODES, verifySnapshot } from '../../../../src/ranking/domain/verify-snapshot';
import { BY_LOT, forged, madeSnapshot } from '../../../support/made-snapshot';

type Change = Parameters<typeof forged>[1];

const { snapshot, id } = madeSnapshot({ locked: ['77-0001'] });
const drawn = madeSnapshot({ rules: BY_LOT, draw: '7 14 21' });

const seen = new Set<string>();

/** What the verifier says of a file changed by hand: codes, and the row each names. */
function said(change: Change, of: Snapshot = snapshot, published?: string): string[] {
  const { verdict, findings } = verifySnapshot(forged(of, change), published);
  expect(verdict).toBe(findings.length ? 'different' : 'equal');
  for (const { code } of findings) seen.add(code);
  return findings.map(({ code, params: { id: row } }) => (typeof row === 'string' ? `${code} ${nameOf(row)}` : code));
}
const nameOf = (row: string): string => ['36-0001', '36-0002', '36-0003', '36-0004', '55-0001', '55-0002', '77-0001', '77-0002', '77-0003', '55-0003'].find((number) => id(number) === row) ?? row;
const row = (file: Parameters<Change>[0], number: string): Parameters<Change>[0]['people'][number] => file.people.find((person) => person.id === id(number))!;
/** A forger who knows the format makes all hashes anew. */
const renew: Change = (file) => {
  file.hashes = hashesOf(file);
};

describe('verifySnapshot', () => {
  it('finds a true snapshot equal, with and without the published seal, however rows stand', () => {
    expect(said(() => undefined)).toEqual([]);
    expect(said(() => undefined, drawn.snapshot)).toEqual([]);
    expect(said(() => undefined, snapshot, `  ${snapshot.hashes.seal.toUpperCase().replace(/(.{8})/g, '$1 ')}\n`)).toEqual([]);
    expect(said((file) => void file.people.reverse())).toEqual([]);
    expect(verifySnapshot(snapshot).hashes).toEqual(snapshot.hashes);
  });

  it.each<[string, Change, string[]]>([
    ['a composed score', (file) => { row(file, '36-0004').score = '99'; }, ['row-altered 36-0004', 'score-wrong 36-0004']],
    ['the score of a stage', (file) => { row(file, '36-0004').scores = { ...row(file, '36-0004').scores, potential: '5' }; }, ['row-altered 36-0004', 'score-wrong 36-0004', 'rank-wrong 36-0004', 'outcome-wrong 36-0004', 'outcome-wrong 55-0001', 'explanation-wrong', 'total-wrong']],
    ['a measure that settles ties', (file) => { row(file, '36-0003').measures = { tenure: { 'tenure:managerial-tenure': 9000 } }; }, ['row-altered 36-0003', 'rank-wrong 36-0002']],
    ['the territory', (file) => { row(file, '55-0001').territory = '77'; }, ['row-altered 55-0001', 'outcome-wrong 36-0002', 'outcome-wrong 55-0001']],
    ['the category', (file) => { row(file, '77-0002').category = 'head'; }, ['row-altered 77-0002']],
    ['the pass mark reached', (file) => { row(file, '77-0003').eligible = true; }, ['row-altered 77-0003', 'pass-mark-wrong 77-0003']],
    ['a missing score filled in', (file) => { row(file, '55-0003').scores = { diagnostics: '80', potential: '4' }; }, ['row-altered 55-0003', 'score-wrong 55-0003']],
    ['two places exchanged', (file) => { [row(file, '36-0001').rank, row(file, '36-0004').rank] = [row(file, '36-0004').rank, row(file, '36-0001').rank]; }, ['row-altered 36-0001', 'row-altered 36-0004', 'rank-wrong 36-0001', 'rank-wrong 36-0004']],
    ['a lock taken away', (file) => { Object.assign(row(file, '77-0001'), { marks: [], departure: null }); }, ['row-altered 77-0001']],
    ['an exclusion added', (file) => { row(file, '36-0001').marks = ['excluded']; }, ['row-altered 36-0001', 'outcome-wrong 36-0001']],
    ['the reason of a departure', (file) => { row(file, '77-0001').departure = { as: 'locked', reason: 'OTHER' }; }, ['row-altered 77-0001']],
    ['a row taken out', (file) => { file.people = file.people.filter((person) => person.id !== id('36-0002')); }, ['row-missing 36-0002', 'outcome-wrong 36-0002']],
    ['a row put in', (file) => { file.people.push({ ...row(file, '36-0001'), id: 'NEW0-0000-0000', scores: { diagnostics: '90', potential: '5' }, lot: null, marks: [], departure: null, salt: '' }); }, ['row-added NEW0-0000-0000', 'outcome-wrong NEW0-0000-0000']],
    ['a row twice', (file) => { file.people.push(row(file, '36-0001')); }, ['row-twice 36-0001', 'not-computable']],
    ['a rule', (file) => { file.rules.quotas = { ...file.rules.quotas, seats: 5 }; }, ['rules-altered', 'total-wrong']],
    ['a weight', (file) => { file.rules.order = { ...file.rules.order, parts: file.rules.order.parts.map((part) => ({ ...part, weight: '0.5' })) }; }, ['rules-altered', 'score-wrong 36-0001']],
    ['a rule that cannot be carried out', (file) => { file.rules.quotas = { ...file.rules.quotas, territories: 'all' as never, cells: 3 as never }; }, ['rules-altered', 'not-computable']],
    ['floors above caps', (file) => { file.rules.quotas = { seats: 4, categories: [{ category: 'head', bounds: { min: 3, max: 2 } }] }; }, ['rules-altered', 'not-computable']],
    ['the terms', (file) => { file.terms = { ...file.terms, lottery: { commitment: '0'.repeat(64), secret: 's', publicValue: '1' } }; }, ['input-altered', 'lottery-not-committed']],
    ['one chosen for another', (file) => { file.result.selected = file.result.selected.map((person) => (person === id('55-0001') ? id('36-0003') : person)); }, ['result-altered', 'outcome-wrong 36-0003', 'outcome-wrong 55-0001']],
    ['an outcome', (file) => { file.outcomes = { ...file.outcomes, [id('36-0003')]: { outcome: 'fail', reasons: [] } }; }, ['result-altered', 'outcome-wrong 36-0003']],
    ['an explanation', (file) => { file.outcomes = { ...file.outcomes, [id('36-0003')]: { outcome: 'reserve', reasons: [] } }; }, ['result-altered', 'explanation-wrong']],
    ['the order of the chosen', (file) => { file.result.selected = file.result.selected.toReversed(); }, ['result-altered', 'order-wrong']],
    ['a total', (file) => { file.result.totalScore = '999.0000'; }, ['result-altered', 'total-wrong']],
    ['the proof', (file) => { file.certificate = { potentials: file.certificate.potentials.map((potential) => ({ ...potential, points: 0 })) }; }, ['certificate-altered', 'not-proven']],
    ['what it is about', (file) => { file.about = { ...file.about, campaign: { id: 'x', name: 'Другая' } }; }, ['seal-broken']],
    ['the seal', (file) => { file.hashes = { ...file.hashes, seal: '0'.repeat(64) }; }, ['seal-broken']],
  ])('tells what was changed: %s', (_, change, expected) => {
    expect(said(change)).toEqual(expect.arrayContaining(expected));
    expect(said(change)[0]).toBe(expected[0]); // the cause comes first
  });

  it('names the one row whose score was changed, and no other as its cause', () => {
    const change: Change = (file) => { row(file, '77-0003').scores = { ...row(file, '77-0003').scores, potential: '5' }; };
    const causes = said(change).filter((finding) => /^(row|score|rank|pass|lot)/.test(finding));
    expect(causes).toEqual(['row-altered 77-0003', 'score-wrong 77-0003', 'pass-mark-wrong 77-0003', 'rank-wrong 77-0003'].filter((finding) => causes.includes(finding)));
    expect(verifySnapshot(forged(snapshot, change)).findings.find(({ code }) => code === 'score-wrong')!.params).toEqual({ id: id('77-0003'), stated: '33', right: '62' });
  });

  it('sees lots exchanged among equals', () => {
    const [a, b] = [id('55-0002'), id('77-0001')];
    const change: Change = (file) => {
      const rows = file.people.filter((person) => person.id === a || person.id === b);
      [rows[0]!.rank, rows[1]!.rank] = [rows[1]!.rank, rows[0]!.rank];
      renew(file);
    };
    expect(said(change, drawn.snapshot).filter((finding) => finding.startsWith('lot-wrong')).sort()).toEqual(['lot-wrong 55-0002', 'lot-wrong 77-0001']);
  });

  it('is deceived by nobody who renews the hashes, once the published seal is compared', () => {
    const lie: Change = (file) => {
      row(file, '77-0001').departure = { as: 'locked', reason: 'OTHER' };
      renew(file);
    };
    expect(said(lie)).toEqual([]);
    expect(said(lie, snapshot, snapshot.hashes.seal)).toEqual(['seal-not-published']);
  });

  it('sees through a renewed file whose result the rules do not give', () => {
    const lie: Change = (file) => {
      file.result.selected = file.result.selected.map((person) => (person === id('55-0001') ? id('36-0003') : person));
      renew(file);
    };
    expect(said(lie)).toEqual(['outcome-wrong 36-0003', 'outcome-wrong 55-0001', 'not-proven']);
  });

  it.each<[string, unknown]>([
    ['a number', 7], ['nothing', null], ['a list', []], ['another document', { schemaVersion: '1' }],
    ['another format', { ...snapshot, format: 'selection-snapshot/2' }], ['a score that is none', forged(snapshot, (file) => { file.people[0]!.score = 'high'; })],
    ['a row without an id', forged(snapshot, (file) => { delete (file.people[0] as { id?: string }).id; })], ['no hashes', { ...snapshot, hashes: undefined }],
  ])('takes %s for no snapshot', (_, document) => {
    expect(verifySnapshot(document)).toEqual({ verdict: 'not-a-snapshot', findings: [], snapshot: null, hashes: null });
  });

  it('has no finding that was never seen', () => {
    expect([...seen].sort()).toEqual([...FINDING_CODES].sort());
  });
});
