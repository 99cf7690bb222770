import { type AnsweredSeat, checkAnswer, type EnteredAnswer } from '../../../../src/enrolment/domain/check-answer';
import type { SeatState } from '../../../../src/enrolment/domain/decide-enrolment';

const NOW = new Date('2026-07-05T12:00:00+03:00');
const seat = (change: Partial<AnsweredSeat> = {}): AnsweredSeat => ({ state: 'offered', offeredAt: new Date('2026-07-01T12:00:00+03:00'), answerUntil: new Date('2026-07-08T23:59:59+03:00'), ...change });
const check = (entered: Partial<EnteredAnswer>, answered: AnsweredSeat | null = seat(), now = NOW): unknown => {
  const wrong = checkAnswer({ answer: 'accept', receivedOn: null, statementId: null, ...entered }, answered, new Set(['own']), now);
  return wrong && `${wrong.field} ${wrong.code}`;
};

describe('an answer to an offer', () => {
  it('fits an open offer, and only a decline fits an accepted one', () => {
    const fitting = (state: SeatState): unknown[] => [check({}, seat({ state })), check({ answer: 'decline', statementId: 'own' }, seat({ state }))];
    const refused = ['candidacyId SEAT_NOT_OFFERED', 'candidacyId SEAT_NOT_OFFERED'];
    expect(fitting('offered')).toEqual([null, null]);
    expect(fitting('accepted')).toEqual([refused[0], null]);
    for (const ended of ['declined', 'lapsed', 'taken-back', 'withdrawn', 'deferred'] as const) expect([ended, fitting(ended)]).toEqual([ended, refused]);
    expect(check({}, null)).toBe(refused[0]);
  });

  it('declines in the candidate\'s name with his own signed statement alone', () => {
    expect(check({ answer: 'decline' })).toBe('statementId STATEMENT_NEEDED');
    expect(check({ answer: 'decline', statementId: 'another' })).toBe('statementId STATEMENT_ABSENT');
    expect(check({ statementId: 'another' })).toBe('statementId STATEMENT_ABSENT');
  });

  it('counts by the day it came, on both ends included', () => {
    const days = ['2026-06-30', '2026-07-01', '2026-07-08', '2026-07-09', '2026-07-20', '2026-07-21'];
    const late = new Date('2026-07-20T12:00:00+03:00');
    expect(days.map((receivedOn) => check({ receivedOn }, seat(), late))).toEqual(['receivedOn ANSWER_BEFORE_OFFER', null, null, 'receivedOn ANSWER_TERM_OVER', 'receivedOn ANSWER_TERM_OVER', 'receivedOn ANSWER_IN_FUTURE']);
    expect(check({ answer: 'decline', statementId: 'own', receivedOn: '2026-07-20' }, seat(), late)).toBeNull();
    expect(check({}, seat({ answerUntil: null }), late)).toBeNull();
  });
});
