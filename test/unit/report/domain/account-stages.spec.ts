import fc from 'fast-check';
import { STATUSES } from '../../../../src/candidacy/domain/pipeline';
import { accountStages } from '../../../../src/report/domain/account-stages';

const STAGES = ['nomination', 'tenure', 'ranking', 'enrolment'];

describe('the account of the stages', () => {
  it('counts whoever stands later as passed', () => {
    const accounts = accountStages(STAGES, [
      { stage: 'tenure', status: 'rejected', count: 3 }, { stage: 'ranking', status: 'reserve', count: 2 },
      { stage: 'ranking', status: 'withdrawn', count: 1 }, { stage: 'enrolment', status: 'enrolled', count: 4 },
    ]);
    expect(accounts).toEqual([
      { key: 'nomination', entered: 10, passed: 10, failed: 0, exited: 0, open: 0, reserve: 0 },
      { key: 'tenure', entered: 10, passed: 7, failed: 3, exited: 0, open: 0, reserve: 0 },
      { key: 'ranking', entered: 7, passed: 4, failed: 0, exited: 1, open: 2, reserve: 2 },
      { key: 'enrolment', entered: 4, passed: 4, failed: 0, exited: 0, open: 0, reserve: 0 },
    ]);
  });

  it('balances whatever the standings are', () => {
    const standing = fc.record({ stage: fc.constantFrom(...STAGES), status: fc.constantFrom(...STATUSES), count: fc.nat(50) });
    fc.assert(
      fc.property(fc.array(standing), (standings) => {
        const accounts = accountStages(STAGES, standings);
        for (const { entered, passed, failed, exited, open } of accounts) expect(entered).toBe(passed + failed + exited + open);
        accounts.slice(1).forEach((account, i) => expect(account.entered).toBeLessThanOrEqual(accounts[i]!.passed));
      }),
    );
  });
});
