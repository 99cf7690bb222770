/**
 * Every date the demo writes down is fixed, so that a run of next year gives the digest of this one. They follow the
 * periods of the preset's campaign.
 */

/** The day on which the policy looks at tenure and age; the driver checks that the preset still says so. */
export const REFERENCE_DATE = '2026-03-01';
export const ACT_DATE = '2026-01-15';
export const LETTER_DATE = '2026-02-20';
export const DOCUMENTS_RECEIVED_ON = '2026-02-10';
export const TESTS_TAKEN_ON = '2026-02-16';
export const MEETING_DATE = '2026-06-26';
export const PROTOCOL_DATE = '2026-06-29';
