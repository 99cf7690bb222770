import { addDays } from '../../../src/kernel/calendar-date';
import { CAREER_KINDS } from '../../../src/demo/careers';
import type { CareerKind } from '../../../src/demo/careers';
import { REFERENCE_DATE } from '../../../src/demo/fixed-dates';
import { nominate } from '../../../src/demo/nominations';
import type { Employment } from '../../../src/demo/positions';
import { computeTenure } from '../../../src/eligibility/domain/compute-tenure';
import type { Tenure } from '../../../src/eligibility/domain/compute-tenure';

const MANAGERIAL = ['municipal-office', 'deputy-head', 'service-head', 'organisation-head', 'organisation-deputy-head', 'unit-head'];

const classified = nominate({ candidates: 2_000, seed: '2026' })
  .filter(({ nomination }) => nomination.employment.some(({ postCategory }) => postCategory !== undefined));
const careersOf = (kind: CareerKind): readonly (readonly Employment[])[] => (
  classified.filter(({ career }) => career === kind).map(({ nomination }) => nomination.employment)
);

function tenureOf(employment: readonly Employment[]): Tenure {
  const intervals = employment.map(({ startedOn, endedOn }) => ({ start: startedOn, end: endedOn }));
  const tenure = computeTenure({ asOf: REFERENCE_DATE, intervals, requireMonths: 24 });
  if ('code' in tenure) throw new Error(tenure.code);
  return tenure;
}
const managerial = (employment: readonly Employment[]): Tenure => tenureOf(employment.filter(({ postCategory }) => MANAGERIAL.includes(postCategory ?? '')));

/** Pairs of jobs, the one that began earlier first. */
function pairs(employment: readonly Employment[]): [Employment, Employment][] {
  return employment.flatMap((first, at) => employment.slice(at + 1).map((second): [Employment, Employment] => [first, second]));
}
const endOf = ({ endedOn }: Employment): string => endedOn ?? REFERENCE_DATE;

describe('careers', () => {
  it.each(CAREER_KINDS)('of the kind "%s" occur, end in a job still held and break no date', (kind) => {
    const careers = careersOf(kind);
    expect(careers.length).toBeGreaterThan(0);
    for (const employment of careers) {
      expect(employment.filter(({ endedOn }) => endedOn === null)).toHaveLength(1);
      for (const job of employment) expect(job.startedOn <= endOf(job)).toBe(true);
    }
  });

  it('touch: a job begins the day after another ended', () => {
    const touching = careersOf('touching').filter((employment) => pairs(employment).some(([a, b]) => addDays(endOf(a), 1) === b.startedOn));
    expect(touching.length).toBeGreaterThan(careersOf('touching').length * 0.9);
  });

  it('overlap: a job begins before another ended and outlasts it', () => {
    const overlapping = careersOf('overlap').filter((employment) => pairs(employment).some(([a, b]) => b.startedOn <= endOf(a) && endOf(b) > endOf(a)));
    expect(overlapping.length).toBeGreaterThan(careersOf('overlap').length * 0.9);
  });

  it('have gaps: days in no job at all', () => {
    const gapped = careersOf('gap').filter((employment) => tenureOf(employment).merged.length > 1);
    expect(gapped.length).toBeGreaterThan(careersOf('gap').length * 0.9);
  });

  it('contain: one job lies wholly within another', () => {
    const containing = careersOf('contained').filter((employment) => pairs(employment).some(([a, b]) => b.startedOn > a.startedOn && endOf(b) < endOf(a)));
    expect(containing.length).toBeGreaterThan(careersOf('contained').length * 0.9);
  });

  it('stand on both sides of the 24 months asked for, to the day', () => {
    for (const employment of careersOf('exact')) {
      expect(managerial(employment)).toMatchObject({ legal30: { years: 2, months: 0, days: 0 }, calendar: { years: 2, months: 0, days: 0 } });
    }
    for (const employment of [...careersOf('day-short'), ...careersOf('short')]) {
      expect(managerial(employment).requirement?.met).toEqual({ legal30: false, calendar: false });
    }
  });

  it('are disputed where the 30-day carry reaches what the calendar does not', () => {
    for (const employment of careersOf('disputed')) {
      expect(managerial(employment).requirement?.met).toEqual({ legal30: true, calendar: false });
    }
  });

  it('lie elsewhere: a manager for long, in a municipality for less than 12 months', () => {
    for (const employment of careersOf('elsewhere')) {
      expect(managerial(employment).requirement?.met.legal30).toBe(true);
      const { legal30 } = tenureOf(employment.filter(({ municipality }) => municipality !== undefined));
      expect(legal30.years).toBe(0);
    }
  });

  it('begin after school', () => {
    for (const { nomination: { person, employment } } of classified) {
      for (const { startedOn } of employment) expect(startedOn.slice(0, 4) >= String(Number(person.birthDate.slice(0, 4)) + 20)).toBe(true);
    }
  });
});
