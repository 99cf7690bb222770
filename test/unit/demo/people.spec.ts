import { fullYears } from '../../../src/kernel/calendar-date';
import { REFERENCE_DATE } from '../../../src/demo/fixed-dates';
import { LAST_UNCHECKED_SNILS, personOf, snilsOf } from '../../../src/demo/people';

const people = Array.from({ length: 20_000 }, (_, index) => personOf('2026', index, [30, 60]));

describe('synthetic people', () => {
  it('have a СНИЛС of the range that carries no check digits, each his own', () => {
    const numbers = people.map(({ snils }) => Number(snils!.slice(0, 11).replaceAll('-', '')));
    for (const { snils } of people) expect(snils).toMatch(/^\d{3}-\d{3}-\d{3} 00$/);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(LAST_UNCHECKED_SNILS);
    expect(new Set(numbers).size).toBe(people.length);
  });

  it('do not repeat a number until the range is used up, and then have none', () => {
    // A walk in equal steps that comes round early is back at its first number after a divisor of the range.
    const divisors = Array.from({ length: 1_001 }, (_, at) => at + 1).filter((divisor) => LAST_UNCHECKED_SNILS % divisor === 0);
    const returns = [...divisors, ...divisors.slice(1).map((divisor) => LAST_UNCHECKED_SNILS / divisor)];
    expect(returns.length).toBeGreaterThan(2);
    for (const index of returns) expect(snilsOf('2026', index)).not.toBe(snilsOf('2026', 0));
    expect(snilsOf('2026', LAST_UNCHECKED_SNILS - 1)).toBeDefined();
    expect(snilsOf('2026', LAST_UNCHECKED_SNILS)).toBeUndefined();
  });

  it('have names without digits, no two alike', () => {
    expect(new Set(people.map(({ familyName }) => familyName.split('-')[1])).size).toBe(people.length);
    for (const { familyName, givenName, patronymic } of people) {
      for (const part of [familyName, givenName, patronymic]) expect(part).toMatch(/^[А-ЯЁ][а-яё]+(-[А-ЯЁ][а-яё]+)?$/);
    }
  });

  it('are of the ages asked for', () => {
    const ages = people.map(({ birthDate }) => fullYears(birthDate, REFERENCE_DATE));
    expect(Math.min(...ages)).toBe(30);
    expect(Math.max(...ages)).toBe(60);
  });

  it('are men in about three cases of five, and named accordingly', () => {
    const men = people.filter(({ sex }) => sex === 'male');
    expect(men.length / people.length).toBeCloseTo(0.6, 1);
    for (const { sex, patronymic } of people) expect(patronymic.endsWith(sex === 'male' ? 'ич' : 'на')).toBe(true);
  });
});
