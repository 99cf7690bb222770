/**
 * How far a notice has got. `accepted`: the mail server has taken it over, which is the last we can know of e-mail;
 * `refused`: the server says it never will; `failed`: we cannot send it or have tried long enough; `unsure`: the sender
 * died or lost the server between the text and the answer, so it may have left or not; `handed-over`: given on paper,
 * never by mail after that.
 */
export const NOTICE_STATES = ['queued', 'sending', 'accepted', 'refused', 'failed', 'unsure', 'handed-over', 'cancelled'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** Nothing of these is on its way: they may be given on paper or let be. */
export const WAITING: readonly NoticeState[] = ['queued', 'refused', 'failed'];

/** What a person may do about a notice that does not go its way; nothing of it happens by itself. */
export const INTERVENTIONS = ['resend', 'cancel', 'confirm-accepted'] as const;
export type Intervention = (typeof INTERVENTIONS)[number];

const LEADS: Readonly<Record<Intervention, { readonly from: readonly NoticeState[]; readonly to: NoticeState }>> = {
  resend: { from: ['refused', 'failed', 'unsure'], to: 'queued' },
  cancel: { from: WAITING, to: 'cancelled' },
  'confirm-accepted': { from: ['unsure'], to: 'accepted' },
};

/** Where the intervention leads, or null: not from this state. */
export function intervene(state: NoticeState, intervention: Intervention): NoticeState | null {
  const { from, to } = LEADS[intervention];
  return from.includes(state) ? to : null;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** First quickly, then every four hours; together some four days, the least that RFC 5321, 4.5.4.1, asks for. */
const DELAYS = [MINUTE, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, ...Array.from({ length: 24 }, () => 4 * HOUR)];

/** Seconds until the next attempt after so many (from 1) that failed for the moment; null: it was tried long enough. */
export function secondsToNextAttempt(attempts: number): number | null {
  return DELAYS[attempts - 1] ?? null;
}
