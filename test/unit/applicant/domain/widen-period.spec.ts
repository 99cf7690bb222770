import { widenPeriod } from '../../../../src/applicant/domain/widen-period';

describe('widenPeriod', () => {
  it.each([
    [{ startedOn: '2020-02-03', endedOn: '2020-05-06' }, ['2020-02-03', false, '2020-05-06', false]],
    [{ startedOn: '2020-02', endedOn: '2020-02' }, ['2020-02-01', true, '2020-02-29', true]],
    [{ startedOn: '2020-02-10', endedOn: '2021-02' }, ['2020-02-10', false, '2021-02-28', true]],
    [{ startedOn: '2020-12', endedOn: null }, ['2020-12-01', true, null, false]],
  ])('%j', (period, expected) => {
    const { startedOn, startedMonthOnly, endedOn, endedMonthOnly } = widenPeriod(period);
    expect([startedOn, startedMonthOnly, endedOn, endedMonthOnly]).toEqual(expected);
  });
});
