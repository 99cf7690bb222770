import { checkDeadline, type Window } from '../../../../src/nomination/domain/check-deadline';
import { FEDERAL_SUBJECTS } from '../../../../src/campaign/domain/federal-subjects';
import { clockIn, zoneOf } from '../../../../src/campaign/domain/time-zones';

const at = (text: string): Date => new Date(text);
const WINDOW: Window = { opensAt: at('2026-02-01T00:00:00+03:00'), closesAt: at('2026-03-31T23:59:59+03:00'), extendedTo: null };
const KAMCHATKA = { code: '41', region: '41' };

describe('checkDeadline', () => {
  it.each([
    ['the first moment', '2026-02-01T00:00:00+03:00', null, {}, null],
    ['a moment before it', '2026-01-31T23:59:59.999+03:00', null, {}, 'NOMINATION_NOT_OPEN_YET'],
    ['the last moment', '2026-03-31T23:59:59+03:00', null, {}, null],
    ['a moment after it', '2026-03-31T23:59:59.001+03:00', null, {}, 'NOMINATION_DEADLINE_PASSED'],
    ['within a later deadline', '2026-04-02T10:00:00+03:00', null, { extendedTo: at('2026-04-03T00:00:00+03:00') }, null],
    ['after a later deadline', '2026-04-03T00:00:01+03:00', null, { extendedTo: at('2026-04-03T00:00:00+03:00') }, 'NOMINATION_DEADLINE_PASSED'],
    ['after the deadline with an extension that ends before it', '2026-04-01T00:00:00+03:00', null, { extendedTo: at('2026-03-30T00:00:00+03:00') }, 'NOMINATION_DEADLINE_PASSED'],
    ['an hour after an upload begun in time', '2026-04-01T00:59:59+03:00', '2026-03-31T23:59:58+03:00', {}, null],
    ['more than an hour after', '2026-04-01T01:00:00+03:00', '2026-03-31T23:59:58+03:00', {}, 'NOMINATION_DEADLINE_PASSED'],
    ['soon after an upload begun too late', '2026-04-01T00:00:30+03:00', '2026-04-01T00:00:01+03:00', {}, 'NOMINATION_DEADLINE_PASSED'],
  ])('%s', (_, begunAt, uploadedAt, change, code) => {
    expect(checkDeadline({ ...WINDOW, ...change }, KAMCHATKA, at(begunAt), uploadedAt === null ? null : at(uploadedAt))?.code ?? null).toBe(code);
  });

  it('says until when by both clocks, and when the request came', () => {
    expect(checkDeadline(WINDOW, KAMCHATKA, at('2026-04-01T00:00:00+03:00'), null)?.params).toEqual({
      nominator: '41', closesAt: '2026-03-31T20:59:59.000Z', moscow: '2026-03-31 23:59', local: '2026-04-01 08:59', zone: 'Asia/Kamchatka', begunAt: '2026-03-31T21:00:00.000Z',
    });
  });
});

describe('the clocks of the subjects', () => {
  const offset = (region: string): number => {
    const hour = (zone: string): number => Number(clockIn(zone, at('2026-06-15T00:00:00Z')).slice(11, 13));
    return hour(zoneOf(region));
  };

  it('exist for every subject', () => {
    for (const { code } of FEDERAL_SUBJECTS) expect(offset(code)).toBeGreaterThanOrEqual(2);
  });

  it.each([['39', 2], ['77', 3], ['34', 3], ['63', 4], ['64', 4], ['66', 5], ['55', 6], ['54', 7], ['70', 7], ['38', 8], ['14', 9], ['25', 10], ['65', 11], ['41', 12], ['87', 12]])('of %s show UTC+%i', (region, hours) => {
    expect(offset(region)).toBe(hours);
  });
});
