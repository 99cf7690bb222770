import { differsReliably } from '../../../../src/diagnostics/domain/detect-change';
import { exact } from '../../../../src/kernel/decimal';

const change = (remote: string, supervised: string, reliability: string): boolean =>
  differsReliably({ remote: exact(remote), supervised: exact(supervised), sd: exact('10'), reliability: exact(reliability) });

describe('supervised re-test', () => {
  // SD 10, reliability .80: the limit is 1.96 · 10 · √0.4 = 12.396.
  it('flags a difference above the limit, up or down, and none below', () => {
    expect(change('60', '47.6', '0.8')).toBe(true);
    expect(change('47.6', '60', '0.8')).toBe(true);
    expect(change('60', '47.61', '0.8')).toBe(false);
  });

  it('does not flag a difference exactly at the limit', () => {
    // reliability .5: 1.96 · 10 · √1 = 19.6.
    expect(change('60', '40.4', '0.5')).toBe(false);
    expect(change('60', '40.3999', '0.5')).toBe(true);
  });

  it('flags any difference of a test without error', () => {
    expect(change('60', '60', '1')).toBe(false);
    expect(change('60', '60.0001', '1')).toBe(true);
  });
});
