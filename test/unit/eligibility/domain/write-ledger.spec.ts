import fc from 'fast-check';
import type { TenureCriterion } from '../../../../src/campaign/domain/policy-criteria';
import { computeTenure } from '../../../../src/eligibility/domain/compute-tenure';
import type { Employment, PersonFacts } from '../../../../src/eligibility/domain/eligibility-facts';
import { LEDGER_CODES, type LedgerLine, writeLedger } from '../../../../src/eligibility/domain/write-ledger';
import { addDays, fromDayNumber, toDayNumber } from '../../../../src/kernel/calendar-date';

const AS_OF = '2026-03-01';
const TENURE: TenureCriterion = { type: 'tenure', key: 'k', subject: 'self', periods: {}, method: 'legal30', minMonths: { value: 24, inclusive: true } };
const job = (start: string, end: string | null, about: Partial<Employment> = {}): Employment => ({ id: `id-${start}`, start, end, postCategory: 'unit-head', ...about });
const ledger = (employments: readonly Employment[], criterion: Partial<TenureCriterion> = {}, about: Partial<PersonFacts> = {}): LedgerLine[] =>
  writeLedger({ ...TENURE, ...criterion }, AS_OF, { birthDate: null, citizenship: null, education: null, employments, ...about });
const told = (lines: readonly LedgerLine[]): string[] => lines.map(({ n, from, to, code, params: { by, condition, factor } }) =>
  [n, `${from}..${to ?? ''}`, code, ...[by ?? condition ?? factor ?? []].flat().map(String)].join(' '));

describe('the ledger', () => {
  it('counts shared days once, for the record that goes on counting, and names it', () => {
    expect(told(ledger([job('2015-03-01', '2019-08-31'), job('2018-01-01', '2020-12-31')]))).toEqual([
      '1 2015-03-01..2019-08-31 DAYS_COUNTED',
      '2 2018-01-01..2019-08-31 DAYS_OVERLAPPED 1',
      '2 2019-09-01..2020-12-31 DAYS_COUNTED',
    ]);
  });

  it('leaves a record inside of others to all that count for it', () => {
    expect(told(ledger([job('2015-01-01', '2016-12-31'), job('2016-01-01', '2018-12-31'), job('2016-06-01', '2017-06-30')]))).toEqual([
      '1 2015-01-01..2016-12-31 DAYS_COUNTED',
      '2 2016-01-01..2016-12-31 DAYS_OVERLAPPED 1',
      '3 2016-06-01..2017-06-30 DAYS_OVERLAPPED 1 2',
      '2 2017-01-01..2018-12-31 DAYS_COUNTED',
    ]);
  });

  it('says of every other day why it does not count', () => {
    const career = [
      job('2010-01-01', '2010-12-31', { postCategory: 'specialist' }),
      job('2011-01-01', '2011-12-31', { sphere: 'organisation' }),
      job('2012-01-01', '2012-12-31', { postCategory: null, sphere: 'municipal-service' }),
      job('2013-01-01', '2012-12-31', { sphere: 'municipal-service' }),
      job('2014-05', '2014-07', { sphere: 'municipal-service' }),
      job('2026-02-01', '2026-04-30', { sphere: 'municipal-service' }),
      job('2026-05-01', null, { sphere: 'municipal-service' }),
    ];
    expect(told(ledger(career, { periods: { postCategories: ['unit-head'], spheres: ['municipal-service'] } }))).toEqual([
      '1 2010-01-01..2010-12-31 DAYS_OF_OTHER_KIND postCategories',
      '2 2011-01-01..2011-12-31 DAYS_OF_OTHER_KIND spheres',
      '3 2012-01-01..2012-12-31 DAYS_UNCLASSIFIED postCategories',
      '4 2013-01-01..2012-12-31 DAYS_OF_WRONG_DATES',
      '5 2014-05-15..2014-07-15 DAYS_COUNTED_BY_MONTH',
      '6 2026-02-01..2026-03-01 DAYS_COUNTED',
      '6 2026-03-02..2026-04-30 DAYS_AFTER_DATE',
      '7 2026-05-01.. DAYS_AFTER_DATE',
    ]);
  });

  it('names the place that does not fit, or is not known', () => {
    const career = [job('2015-01-01', '2015-12-31', { region: '77' })];
    const place = { periods: { place: 'same-region-as-post' as const } };
    expect(told(ledger(career, place, { post: { category: null, region: '36' } }))).toEqual(['1 2015-01-01..2015-12-31 DAYS_OF_OTHER_KIND same-region-as-post']);
    expect(told(ledger(career, place))).toEqual(['1 2015-01-01..2015-12-31 DAYS_UNCLASSIFIED same-region-as-post']);
  });

  it('gives days to the greatest coefficient', () => {
    const coefficients = [{ periods: { spheres: ['civil-service'] }, factor: '2' }];
    expect(told(ledger([job('2015-01-01', '2015-12-31'), job('2015-03-01', '2015-04-30', { sphere: 'civil-service' })], { coefficients }))).toEqual([
      '1 2015-01-01..2015-02-28 DAYS_COUNTED',
      '1 2015-03-01..2015-04-30 DAYS_OVERLAPPED 2',
      '2 2015-03-01..2015-04-30 DAYS_COUNTED_TIMES 2',
      '1 2015-05-01..2015-12-31 DAYS_COUNTED',
    ]);
  });

  it('stays a few lines a record with 60 records that overlap, none of them a silent zero', () => {
    const career = Array.from({ length: 60 }, (_, i) => job(addDays('2010-01-01', i * 30), addDays('2014-01-01', i * 30)));
    const lines = ledger(career);
    expect(lines.length).toBeLessThanOrEqual(120);
    expect(new Set(lines.map(({ n }) => n)).size).toBe(60);
  });

  it('has every day of every record in one line, and counts exactly the days of the union', () => {
    const BASE = toDayNumber('2020-01-01');
    const record = fc.record({ start: fc.nat(2_500), length: fc.nat(900), open: fc.boolean(), kind: fc.constantFrom('unit-head', 'unit-head', 'specialist', null), north: fc.boolean() });
    const criterion: Partial<TenureCriterion> = { periods: { postCategories: ['unit-head'] }, coefficients: [{ periods: { spheres: ['north'] }, factor: '1.5' }] };
    const used = new Set<string>();
    fc.assert(fc.property(fc.array(record, { maxLength: 9 }), (records) => {
      const career = records.map(({ start, length, open, kind, north }, i) => ({
        ...job(fromDayNumber(BASE + start), open ? null : fromDayNumber(BASE + start + length), { postCategory: kind, sphere: north ? 'north' : null }), id: String(i),
      }));
      const lines = ledger(career, criterion);
      for (const { code } of lines) used.add(code);
      const daysOf = (of: readonly LedgerLine[]): number => of.reduce((sum, { days }) => sum + (days ?? 0), 0);
      const union = computeTenure({ asOf: AS_OF, intervals: career.filter(({ postCategory }) => postCategory === 'unit-head').map(({ start, end }) => ({ start, end })) });
      expect(daysOf(lines.filter(({ code }) => code.startsWith('DAYS_COUNTED')))).toBe('code' in union ? NaN : union.totalDays);
      for (const [i, { start, end }] of career.entries()) {
        const own = lines.filter(({ n }) => n === i + 1).sort((a, b) => (a.from < b.from ? -1 : 1));
        expect(own[0]?.from).toBe(start);
        own.slice(1).forEach(({ from }, at) => expect(from).toBe(addDays(own[at]!.to!, 1)));
        expect(own.at(-1)!.to).toBe(end ?? (start > AS_OF ? null : AS_OF));
      }
    }), { numRuns: 500 });
    expect(LEDGER_CODES.filter((code) => !used.has(code))).toEqual(['DAYS_COUNTED_BY_MONTH', 'DAYS_OF_WRONG_DATES']);
  });
});
