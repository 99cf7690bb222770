import { checkGrants, type GrantWish } from '../../../../src/access/domain/check-grants';

const KNOWN = { campaigns: new Set(['c']), nominators: new Set(['n']) };

describe('checkGrants', () => {
  it.each<[GrantWish, string[]]>([
    [{ role: 'administrator' }, []],
    [{ role: 'officer', campaignId: 'c' }, []],
    [{ role: 'nominator', campaignId: 'c', nominatorId: 'n' }, []],
    [{ role: 'administrator', campaignId: 'c' }, ['/grants/0/campaignId GRANT_HAS_NO_CAMPAIGN']],
    [{ role: 'assessor' }, ['/grants/0/campaignId GRANT_NEEDS_CAMPAIGN']],
    [{ role: 'nominator', campaignId: 'c' }, ['/grants/0/nominatorId GRANT_NEEDS_NOMINATOR']],
    [{ role: 'auditor', campaignId: 'c', nominatorId: 'n' }, ['/grants/0/nominatorId GRANT_HAS_NO_NOMINATOR']],
    [{ role: 'officer', campaignId: 'x' }, ['/grants/0/campaignId CAMPAIGN_UNKNOWN']],
    [{ role: 'nominator', campaignId: 'x', nominatorId: 'y' }, ['/grants/0/campaignId CAMPAIGN_UNKNOWN', '/grants/0/nominatorId NOMINATOR_UNKNOWN']],
  ])('%j → %j', (grant, expected) => {
    expect(checkGrants([grant], KNOWN).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
  });

  it('refuses the second of two equal grants', () => {
    const grant = { role: 'officer', campaignId: 'c' } as const;
    expect(checkGrants([grant, grant], KNOWN)).toEqual([{ pointer: '/grants/1', code: 'GRANT_REPEATED', params: {} }]);
  });
});
