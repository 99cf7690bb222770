import { judgeRun } from '../../../../src/ranking/domain/judge-run';
import { isRefused } from '../../../../src/ranking/domain/selection-contract';
import { judgeSnapshot, questionOf, type Snapshot, snapshotIdOf } from '../../../../src/ranking/domain/snapshot';
import { BY_LOT, chosenIn, madeSnapshot, type Making, PEOPLE, SECRET } from '../../../support/made-snapshot';

const REPLACEMENT: Making = {
  vacancies: { rule: 'keep-offers', vacancy: 'open', holding: ['36-0001', '55-0001', '36-0002', '77-0002'], declined: ['55-0001'], gone: [], confirmed: ['36-0001'] },
};

describe('a snapshot', () => {
  it.each<[string, Making]>([
    ['a ranking', { locked: [], excluded: [] }],
    ['a ranking with departures', { locked: ['77-0001'], excluded: ['36-0001', '55-0003'] }],
    ['a ranking with a lottery', { rules: BY_LOT, draw: '7 14 21' }],
    ['a replacement', REPLACEMENT],
  ])('of %s asks the same question and comes to the same', (_, making) => {
    const { snapshot, frozen, id } = madeSnapshot(making);
    expect(unordered(questionOf(snapshot))).toEqual(unordered(renameAll(frozen, id)));

    const judged = judgeRun(frozen);
    if (isRefused(judged)) throw new Error(judged.refused.code);
    expect(snapshot.result).toEqual(renameAll(judged.result, id));
    expect(snapshot.outcomes).toEqual(Object.fromEntries(judged.verdicts.map(({ number, outcome, reasons }) => [id(number), { outcome, reasons }])));
    expect(snapshot.result.selected).toEqual(chosenIn(frozen).map(id));
    expect(judgeSnapshot(JSON.parse(JSON.stringify(snapshot)) as Snapshot)).toEqual({ result: snapshot.result, outcomes: snapshot.outcomes, certificate: snapshot.certificate });
  });

  it('names nobody: no public number stands in it, in whatever run', () => {
    for (const making of [{ locked: ['77-0001'], excluded: ['36-0004'] }, { rules: BY_LOT, draw: '7' }, REPLACEMENT]) {
      expect(JSON.stringify(madeSnapshot(making).snapshot)).not.toMatch(/"\d{2}-\d{4,}"/);
    }
  });

  it('has what the rules look at and nothing else', () => {
    const { snapshot, id } = madeSnapshot();
    expect(snapshot.people.find((row) => row.id === id('36-0002'))).toEqual({
      id: id('36-0002'), territory: '36', category: 'head', scores: { diagnostics: '66', potential: '4.1' }, measures: { tenure: { 'tenure:managerial-tenure': 1900 } },
      score: '65.4', eligible: true, rank: 3, lot: null, marks: [], departure: null, salt: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(snapshot.people.find((row) => row.id === id('55-0003'))).toMatchObject({ score: null, eligible: null, rank: null });
    expect(snapshot.people.map((row) => row.id)).toEqual(PEOPLE.map(({ number }) => id(number)).sort());
  });

  it('shows lots of equals only: a lot and the seed tell a public number to whoever tries them all', () => {
    const { snapshot, id } = madeSnapshot({ rules: BY_LOT, draw: '7 14 21' });
    expect(snapshot.people.filter(({ lot }) => lot !== null).map((row) => row.id).sort()).toEqual([id('55-0002'), id('77-0001')].sort());
  });

  it('gives ids that do not repeat and that another key does not give', () => {
    const numbers = Array.from({ length: 2000 }, (_, i) => `36-${String(i + 1).padStart(4, '0')}`);
    const ids = numbers.map((number) => snapshotIdOf(SECRET, number));
    expect(new Set(ids).size).toBe(2000);
    expect(ids[0]).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    expect(snapshotIdOf(Buffer.alloc(32, 'another'), '36-0001')).not.toBe(ids[0]);
  });
});

/** The same with every public number replaced, wherever it stands. */
function renameAll<T>(value: T, id: (number: string) => string): T {
  return JSON.parse(JSON.stringify(value).replace(/"(\d{2}-\d{4})"/g, (_, number: string) => JSON.stringify(id(number)))) as T;
}

/** Lists of names as sets; the published order of the candidates stays. */
function unordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(unordered);
    return items.some((item) => typeof item === 'object' && item !== null && 'score' in item) ? items : items.map((item) => JSON.stringify(item)).sort();
  }
  return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unordered(item)])) : value;
}
