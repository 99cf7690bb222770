import { assertBalanced } from '../../../src/demo/driver-stages';

const tenure = { key: 'tenure', entered: 10, passed: 6, failed: 2, exited: 1, open: 1 };
const diagnostics = { key: 'diagnostics', entered: 6, passed: 0, failed: 0, exited: 0, open: 6 };

describe('the funnel after every step', () => {
  it('adds up', () => {
    expect(() => assertBalanced([tenure, diagnostics], 'tenure')).not.toThrow();
  });

  it.each(['passed', 'failed', 'exited', 'open'] as const)('is refused when somebody is missing among the %s', (field) => {
    const stages = [{ ...tenure, [field]: tenure[field] - 1 }, { ...diagnostics }];
    expect(() => assertBalanced(stages, 'tenure')).toThrow(/after tenure\ntenure: entered 10/);
  });

  it('is refused when fewer entered a stage than passed the one before', () => {
    expect(() => assertBalanced([tenure, { ...diagnostics, entered: 5, open: 5 }], 'tenure')).toThrow('tenure: passed 6 ≠ entered diagnostics 5');
  });
});
