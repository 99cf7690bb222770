import fc from 'fast-check';
import { asQuotas, proposeSeats, type SeatProposal, type SeatUnit } from '../../../../src/ranking/domain/propose-seats';
import { APPORTIONMENT_METHODS } from '../../../../src/ranking/domain/seat-claims';

const unit = (key: string, weight: number, nominees = 1000): SeatUnit => ({ key, weight, nominees });
const ASK = { method: 'sainteLague', seats: 10, leastOne: true } as const;

function proposed(change: Partial<Parameters<typeof proposeSeats>[0]> & { units: readonly SeatUnit[] }): SeatProposal {
  const proposal = proposeSeats({ ...ASK, ...change });
  if ('code' in proposal) throw new Error(proposal.code);
  return proposal;
}
const seatsOf = ({ units }: SeatProposal): Record<string, number> => Object.fromEntries(units.map(({ key, seats }) => [key, seats]));

describe('a proposal of seats', () => {
  it('is in proportion to weights, with one seat where somebody is nominated and never more than the cap or the nominees', () => {
    const units = [unit('36', 800), unit('77', 150, 1), unit('78', 50), unit('79', 0, 0), unit('80', 1)];
    expect(seatsOf(proposed({ units }))).toEqual({ 36: 7, 77: 1, 78: 1, 79: 0, 80: 1 });
    expect(seatsOf(proposed({ units, cap: 5, seats: 8 }))).toEqual({ 36: 5, 77: 1, 78: 1, 79: 0, 80: 1 });
    expect(seatsOf(proposed({ units, leastOne: false }))).toEqual({ 36: 8, 77: 1, 78: 1, 79: 0, 80: 0 });
    expect(proposed({ units }).units[1]).toEqual({ key: '77', weight: 150, nominees: 1, min: 1, max: 1, seats: 1 });
  });

  it('says when the last seat had an equal claim against it', () => {
    expect(proposed({ units: [unit('a', 1), unit('b', 1)], seats: 3 })).toMatchObject({ tie: true, units: [{ seats: 2 }, { seats: 1 }] });
    expect(proposed({ units: [unit('a', 1), unit('b', 1)], seats: 2 }).tie).toBe(false);
  });

  it('is a fault where caps and nominees leave seats to nobody, or where everybody cannot have one', () => {
    expect(proposeSeats({ ...ASK, units: [unit('a', 1, 4), unit('b', 1, 5)] })).toMatchObject({ code: 'SUM_CAPS_LT_SEATS' });
    expect(proposeSeats({ ...ASK, seats: 1, units: [unit('a', 1), unit('b', 1)] })).toMatchObject({ code: 'SUM_FLOORS_GT_SEATS' });
  });

  it('deals all seats within the bounds by every method, whatever the order of units', () => {
    const units = fc.uniqueArray(fc.record({ key: fc.integer({ min: 10, max: 99 }).map(String), weight: fc.integer({ min: 1, max: 1_000_000 }), nominees: fc.integer({ min: 0, max: 60 }) }), { selector: ({ key }) => key, minLength: 1, maxLength: 20 });
    fc.assert(fc.property(units, fc.constantFrom(...APPORTIONMENT_METHODS), fc.integer({ min: 1, max: 161 }), fc.integer({ min: 1, max: 8 }), (list, method, seats, cap) => {
      const proposal = proposeSeats({ method, seats, units: list, leastOne: true, cap });
      expect(proposeSeats({ method, seats, units: list.toReversed(), leastOne: true, cap })).toEqual(proposal);
      if ('code' in proposal) return;
      expect(proposal.units.reduce((sum, dealt) => sum + dealt.seats, 0)).toBe(seats);
      for (const dealt of proposal.units) {
        expect(dealt.seats).toBeLessThanOrEqual(Math.min(cap, dealt.nominees));
        if (dealt.nominees > 0) expect(dealt.seats).toBeGreaterThan(0);
      }
    }));
  });

  it('becomes floors, caps or both in the words of a policy, in place of the family\'s own', () => {
    const proposal = proposed({ units: [unit('cfo', 1), unit('pfo', 1)], seats: 4 });
    const quotas = { seats: 4, territories: { unit: 'region', each: { max: 3 }, groups: [{ key: 'cfo', title: { ru: 'ЦФО', en: 'Central' }, members: ['36'], bounds: { min: 9 } }] } } as const;
    expect(asQuotas(quotas, 'groups', proposal, 'floors').territories).toMatchObject({ each: { max: 3 }, groups: [{ key: 'cfo', bounds: { min: 2 } }] });
    expect(asQuotas(quotas, 'territories', proposal, 'caps').territories?.named).toEqual([{ code: 'cfo', bounds: { max: 2 } }, { code: 'pfo', bounds: { max: 2 } }]);
    expect(asQuotas(quotas, 'categories', proposal, 'both').categories).toEqual([{ category: 'cfo', bounds: { min: 2, max: 2 } }, { category: 'pfo', bounds: { min: 2, max: 2 } }]);
  });
});
