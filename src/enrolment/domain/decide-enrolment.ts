import type { Outcome } from '../../candidacy/domain/verdict';
import type { Reason } from '../../kernel/reason';

/** Where an offer of a seat stands; it lives on the seat and moves no candidacy by itself. `taken-back`: a replacement gave the seat to another. */
export type SeatState = 'offered' | 'accepted' | 'declined' | 'lapsed' | 'taken-back';

export const ENROLMENT_CODES = ['SEAT_ACCEPTED', 'SEAT_DECLINED', 'SEAT_LAPSED', 'SEAT_NOT_ANSWERED'] as const;
export type EnrolmentReasonCode = (typeof ENROLMENT_CODES)[number];

/** What is proposed from the answer to an offer: accepted is to be enrolled, declined or lapsed leaves. */
export function decideEnrolment(seat: SeatState | null): { outcome: Outcome; reasons: readonly Reason<EnrolmentReasonCode>[] } {
  switch (seat) {
    case 'accepted':
      return { outcome: 'pass', reasons: [{ code: 'SEAT_ACCEPTED', params: {} }] };
    case 'declined':
      return { outcome: 'fail', reasons: [{ code: 'SEAT_DECLINED', params: {} }] };
    case 'lapsed':
      return { outcome: 'fail', reasons: [{ code: 'SEAT_LAPSED', params: {} }] };
    case 'offered':
    case 'taken-back':
    case null:
      return { outcome: 'undetermined', reasons: [{ code: 'SEAT_NOT_ANSWERED', params: {} }] };
  }
}
