import * as fc from 'fast-check';
import { checkLogins } from '../../../../src/access/domain/check-logins';
import { checkScopes } from '../../../../src/access/domain/check-scopes';
import { isAppCode, readCode, writeCode } from '../../../../src/access/domain/codes';
import { mapClaims } from '../../../../src/access/domain/map-claims';
import { OPERATIONS, type Role, ROLES } from '../../../../src/access/domain/may';
import { idleMinutes, needsSecondFactor } from '../../../../src/access/domain/second-factor';
import { needsFreshProof } from '../../../../src/access/domain/step-up';
import { delays, DELAYS_OF_ADDRESS, DELAYS_OF_LOGIN, networkOf } from '../../../../src/access/domain/throttle';

describe('the delay after failures', () => {
  it('is none at first, then doubles, and ends at a quarter of an hour', () => {
    expect(delays(2)).toEqual([0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900]);
  });

  it('lets a person mistype, and an administration behind one address come to work', () => {
    expect(DELAYS_OF_LOGIN.filter((seconds) => seconds === 0)).toHaveLength(4);
    expect(DELAYS_OF_ADDRESS.filter((seconds) => seconds === 0)).toHaveLength(30);
  });

  it('leaves whoever guesses fewer than 120 tries of a login a day', () => {
    let [tries, seconds] = [0, 0];
    while (seconds < 86_400) seconds += DELAYS_OF_LOGIN[Math.min(tries++, DELAYS_OF_LOGIN.length - 1)]!;
    expect(tries).toBeLessThan(120);
  });
});

describe('what counts as one address', () => {
  it.each([
    ['10.1.2.3', '10.1.2.3'], ['::ffff:10.1.2.3', '10.1.2.3'], ['::1', '0:0:0:0::/64'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'], ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:ffff::', '2001:db8:1:2::/64'], ['fe80::1%eth0', 'fe80:0:0:0::/64'], ['2001:db8::', '2001:db8:0:0::/64'],
  ])('%s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});

describe('a code on paper', () => {
  it('is read as it was written, however it is typed', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), fc.boolean(), (bytes, isLower) => {
      const code = writeCode(bytes);
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      const typed = code.replaceAll('-', ' ').replaceAll('0', 'O').replaceAll('1', 'l');
      expect(readCode(isLower ? typed.toLowerCase() : typed)).toBe(readCode(code));
    }));
  });

  it('is another one for other bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), fc.uint8Array({ minLength: 10, maxLength: 10 }), (one, other) => {
      expect(readCode(writeCode(one)) === readCode(writeCode(other))).toBe(Buffer.compare(one, other) === 0);
    }));
  });

  it.each([['123456', true], ['123 456', true], [' 123456 ', true], ['12345', false], ['ABCD-EFGH-JKMN-PQRS', false], ['1234567', false]])('%s is one of an app: %s', (typed, is) => expect(isAppCode(typed)).toBe(is));
});

describe('a second factor', () => {
  it('is needed by whoever decides, checks or runs the service', () => {
    expect(ROLES.filter((role) => needsSecondFactor([{ role }]))).toEqual(['administrator', 'officer', 'auditor']);
    expect(needsSecondFactor([{ role: 'nominator' }, { role: 'officer' }])).toBe(true);
    expect(needsSecondFactor([])).toBe(false);
  });

  it('goes with a short idle time', () => {
    expect(ROLES.map((role) => [role, idleMinutes([{ role }])])).toEqual([['administrator', 15], ['officer', 15], ['assessor', 120], ['nominator', 120], ['auditor', 15]]);
  });
});

it('a fresh proof is asked for before what cannot be taken back, and never for reading', () => {
  expect(OPERATIONS.filter((operation) => needsFreshProof(operation, true))).toEqual(['accounts.manage', 'keys.own', 'policy.publish', 'decisions.publish', 'snapshots.release', 'orders.write']);
  expect(OPERATIONS.filter((operation) => needsFreshProof(operation, false))).toEqual([]);
});

describe('scopes of a key', () => {
  const officer = [{ role: 'officer' as const, campaignId: 'c', nominatorId: null }];
  it('are operations the account has, each once, and none of persons', () => {
    expect(checkScopes(['campaigns.read', 'decisions.publish'], officer)).toEqual([]);
    expect(checkScopes(['nominations.submit', 'campaigns.read', 'campaigns.read', 'keys.own', 'sessions.own'], officer).map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/scopes/0', 'SCOPE_NOT_HELD'], ['/scopes/2', 'SCOPE_REPEATED'], ['/scopes/3', 'SCOPE_OF_PERSONS'], ['/scopes/4', 'SCOPE_OF_PERSONS'],
    ]);
  });
});

it('logins are told as taken or repeated where they stand', () => {
  expect(checkLogins(['a', 'b', 'a', 'c'], new Set(['c']))).toEqual([{ index: 2, code: 'LOGIN_REPEATED', params: {} }, { index: 3, code: 'LOGIN_TAKEN', params: {} }]);
});

describe('claims', () => {
  const mapping = {
    nameClaim: 'name', regionClaim: 'region',
    grants: [
      { claim: 'groups', value: 'office', role: 'officer' as const, campaignId: 'c' }, { claim: 'groups', value: 'admins', role: 'administrator' as const },
      { claim: 'post', value: 'clerk', role: 'nominator' as const, campaignId: 'c', nominator: { kind: 'region', codeClaim: 'region' } },
    ],
  };

  it('give name, region and the grants of their values', () => {
    expect(mapClaims({ name: ' Петрова ', region: '36', groups: ['office', 'x'], post: 'clerk' }, mapping)).toEqual({
      name: 'Петрова', region: '36', grants: [{ role: 'officer', campaignId: 'c' }, { role: 'nominator', campaignId: 'c', nominator: { kind: 'region', code: '36' } }],
    });
  });

  it.each<[string, object]>([
    ['nothing', {}], ['a list of lists', { groups: [['office']] }], ['an object', { groups: { office: true } }], ['part of a value', { groups: 'office,admins' }], ['other letters', { groups: ['Office'] }],
    ['a nominator without his code', { post: 'clerk' }], ['a code that is no text', { post: 'clerk', region: 36 }], ['a code that is no code', { post: 'clerk', region: `36' or 1=1` }],
  ])('give no grant: %s', (_, claims) => expect(mapClaims({ ...claims }, mapping).grants).toEqual([]));

  it('that are inherited are nobody’s', () => {
    expect(mapClaims(Object.create({ groups: ['office'], name: 'x' }) as object as Readonly<Record<string, unknown>>, mapping)).toEqual({ name: null, region: null, grants: [] });
  });

  it('never give more than the rules, whatever they are', () => {
    const allowed: readonly Role[] = ['officer', 'administrator', 'nominator'];
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('name', 'region', 'groups', 'post', '__proto__'), fc.jsonValue()), (claims) => {
      const { grants, name } = mapClaims(claims, mapping);
      expect(grants.every(({ role }) => allowed.includes(role))).toBe(true);
      expect([...(name ?? '')].length).toBeLessThanOrEqual(200);
    }));
  });
});
