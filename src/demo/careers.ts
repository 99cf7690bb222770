import { addDays, addMonths } from '../kernel/calendar-date';
import { REFERENCE_DATE } from './fixed-dates';
import type { Municipality } from './municipalities';
import { jobOf } from './positions';
import type { Employment, Job, Ladder, Position } from './positions';
import type { Random } from '../kernel/seeded-random';

/**
 * What a career shows. The first four are long enough and differ in how their periods lie to each other; the others
 * meet the limits of a policy that asks for 24 months as a manager and 12 months in a municipality:
 * - `short`: a manager for less than 21 months; `elsewhere`: a manager for years, in a municipality for months;
 * - `exact`: 24 months to the day; `day-short`: one day less;
 * - `disputed`: 1 year 11 months 30 days, which the 30-day carry makes 24 months and the calendar does not.
 */
export const CAREER_KINDS = ['touching', 'overlap', 'gap', 'contained', 'short', 'elsewhere', 'exact', 'day-short', 'disputed'] as const;
export type CareerKind = (typeof CAREER_KINDS)[number];

export interface CareerSetting {
  readonly ladder: Ladder;
  readonly municipality: Municipality;
  readonly birthDate: string;
}

const WORKS_FROM_AGE = 20;
const REQUIRED_MONTHS = 24;
/** The present post is held for at most so long. */
const LONGEST_MONTHS = 90;

/** Employment in order of start; the last job is still held. Nobody begins to work before he is twenty. */
export function careerOf(random: Random, kind: CareerKind, { ladder, municipality, birthDate }: CareerSetting): Employment[] {
  const earliest = addMonths(birthDate, WORKS_FROM_AGE * 12);
  return jobsOf(random, kind, ladder)
    .filter(({ endedOn }) => endedOn === null || endedOn > earliest)
    .map((job) => jobOf({ ...job, startedOn: job.startedOn < earliest ? earliest : job.startedOn }, municipality))
    .sort((a, b) => (a.startedOn < b.startedOn ? -1 : 1));
}

/** The career all people of the plateau share: equal to the day, so that no tie key tells them apart. */
export function plateauCareer(ladder: Ladder, municipality: Municipality): Employment[] {
  return [
    job(ladder.specialist, '2012-08-01', '2014-09-14'),
    job(ladder.manager, '2014-09-15', '2019-03-31'),
    job(ladder.current, '2019-04-01', null),
  ].map((each) => jobOf(each, municipality));
}

function jobsOf(random: Random, kind: CareerKind, { specialist, manager, current }: Ladder): Job[] {
  const longEnough = (): string => monthsAgo(random.whole(REQUIRED_MONTHS + 2, LONGEST_MONTHS));
  switch (kind) {
    case 'touching':
      return chain(random, longEnough(), [specialist, manager, current], () => 0);
    case 'gap':
      return chain(random, longEnough(), [specialist, manager, current], () => random.whole(20, 300));
    case 'overlap':
      return chain(random, longEnough(), [specialist, manager, current], () => -random.whole(15, 180));
    case 'contained': {
      const since = longEnough();
      const jobs = chain(random, since, [specialist, manager, current], () => 0);
      const began = addMonths(since, -random.whole(10, 14));
      return [...jobs, job({ ...current, title: `Врио: ${current.title}` }, began, addDays(addMonths(began, random.whole(2, 8)), -1))];
    }
    case 'short':
      return chain(random, monthsAgo(random.whole(2, 20)), [specialist, specialist, current], () => 0);
    case 'elsewhere': {
      const outside: Position = { ...manager, municipal: false, organisation: 'ООО «Условный завод»', sphere: 'organisation', postCategory: 'organisation-head' };
      return chain(random, monthsAgo(random.whole(2, 9)), [specialist, outside, current], () => 0, 36).map((each) => (
        each.position === specialist ? { ...each, position: { ...specialist, municipal: false } } : each
      ));
    }
    case 'exact':
      return chain(random, addDays(monthsAgo(REQUIRED_MONTHS), 1), [specialist, specialist, current], () => 0);
    case 'day-short':
      return chain(random, addDays(monthsAgo(REQUIRED_MONTHS), 2), [specialist, specialist, current], () => 0);
    case 'disputed':
      return [
        job(specialist, addMonths('2021-09-02', -random.whole(20, 60)), '2021-09-01'),
        job(manager, '2021-09-02', '2023-08-31'),
        job(specialist, '2023-09-01', null),
      ];
  }
}

/**
 * Positions one after the other, the last still held since `since`. `pause` tells how many days lie between one and the
 * next: none, some, or fewer than none where they overlap.
 */
function chain(random: Random, since: string, positions: readonly Position[], pause: () => number, months = 26): Job[] {
  const jobs: Job[] = [];
  let next = since;
  for (const [place, position] of [...positions].reverse().entries()) {
    if (place === 0) {
      jobs.unshift(job(position, since, null));
      continue;
    }
    const endedOn = addDays(next, -1 - pause());
    next = addMonths(endedOn, -random.whole(months, months + 34));
    jobs.unshift(job(position, next, endedOn));
  }
  return jobs;
}

function job(position: Position, startedOn: string, endedOn: string | null): Job {
  return { position, startedOn, endedOn };
}

function monthsAgo(months: number): string {
  return addMonths(REFERENCE_DATE, -months);
}
