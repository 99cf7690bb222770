import type { Outcome } from '../../candidacy/domain/verdict';
import type { Reason } from '../../kernel/reason';

/**
 * Where an offer of a seat stands; it lives on the seat and moves no candidacy by itself. `taken-back`: a replacement
 * gave the seat to another; `withdrawn`: the organiser withdrew the offer; `deferred`: the seat is for a later campaign.
 */
export type SeatState = 'offered' | 'accepted' | 'declined' | 'lapsed' | 'taken-back' | 'withdrawn' | 'deferred';

/** The states in which a seat is not free for somebody else. */
export const HELD: readonly SeatState[] = ['offered', 'accepted'];

export const ENROLMENT_CODES = ['SEAT_ACCEPTED', 'SEAT_DECLINED', 'SEAT_LAPSED', 'SEAT_DEFERRED', 'SEAT_WITHDRAWN', 'SEAT_NOT_ANSWERED'] as const;
export type EnrolmentReasonCode = (typeof ENROLMENT_CODES)[number];

/**
 * What is proposed from the answer to an offer: accepted is to be enrolled; declined, lapsed or deferred leaves. An offer
 * that the organiser withdrew says nothing of the candidate: he is offered a seat again or excluded, by a person.
 */
export function decideEnrolment(seat: SeatState | null): { outcome: Outcome; reasons: readonly Reason<EnrolmentReasonCode>[] } {
  switch (seat) {
    case 'accepted':
      return { outcome: 'pass', reasons: [{ code: 'SEAT_ACCEPTED', params: {} }] };
    case 'declined':
      return { outcome: 'fail', reasons: [{ code: 'SEAT_DECLINED', params: {} }] };
    case 'lapsed':
      return { outcome: 'fail', reasons: [{ code: 'SEAT_LAPSED', params: {} }] };
    case 'deferred':
      return { outcome: 'fail', reasons: [{ code: 'SEAT_DEFERRED', params: {} }] };
    case 'withdrawn':
      return { outcome: 'undetermined', reasons: [{ code: 'SEAT_WITHDRAWN', params: {} }] };
    case 'offered':
    case 'taken-back':
    case null:
      return { outcome: 'undetermined', reasons: [{ code: 'SEAT_NOT_ANSWERED', params: {} }] };
  }
}
