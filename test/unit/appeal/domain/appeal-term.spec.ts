import * as fc from 'fast-check';
import { appealTerm } from '../../../../src/appeal/domain/appeal-term';
import { addDays } from '../../../../src/kernel/calendar-date';

const PUBLISHED = { publishedAt: new Date('2026-04-01T10:00:00+03:00'), lodgeDays: 30, answerDays: 30 };

describe('appealTerm', () => {
  it.each([
    ['2026-04-01', '2026-05-01', false],
    ['2026-05-01', '2026-05-31', false],
    ['2026-05-02', '2026-06-01', true],
  ])('received on %s is due on %s, late: %s', (receivedOn, dueOn, late) => {
    expect(appealTerm({ ...PUBLISHED, receivedOn, today: '2026-07-01' })).toEqual({ dueOn, late });
  });

  it('counts days by Moscow’s clock: what is published there after midnight is of the new day', () => {
    expect(appealTerm({ ...PUBLISHED, publishedAt: new Date('2026-03-31T22:30:00Z'), receivedOn: '2026-05-01', today: '2026-07-01' })).toMatchObject({ late: false });
  });

  it('refuses a day to come and one before the publication', () => {
    expect(appealTerm({ ...PUBLISHED, receivedOn: '2026-04-03', today: '2026-04-02' })).toEqual({ refused: { code: 'RECEIVED_IN_FUTURE', params: { today: '2026-04-02' } } });
    expect(appealTerm({ ...PUBLISHED, receivedOn: '2026-03-31', today: '2026-04-02' })).toEqual({ refused: { code: 'RECEIVED_BEFORE_DECISION', params: { published: '2026-04-01' } } });
  });

  it('never gives more than thirty days to answer, whatever the policy says', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }), (since, answerDays) => {
      const receivedOn = addDays('2026-04-01', since);
      const term = appealTerm({ ...PUBLISHED, answerDays, receivedOn, today: receivedOn });
      return 'dueOn' in term && term.dueOn >= receivedOn && term.dueOn <= addDays(receivedOn, 30) && term.late === since > 30;
    }));
  });
});
