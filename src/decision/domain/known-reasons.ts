/**
 * Reasons people give for departures, exits and reverts that the service has a sentence for. Another code of the same
 * form is as lawful; it is shown as it was written.
 */
export const KNOWN_REASONS = [
  'COMMISSION_CHOICE',
  'COMMISSION_DECIDED',
  'CONFIRMED_BY_DOCUMENT',
  'NOT_CONFIRMED_BY_DOCUMENT',
  'EXPERTS_SUPPORT',
  'EXPERTS_DO_NOT_SUPPORT',
  'RESERVE_CLOSED',
  'OFFER_TAKEN_BACK',
  'OWN_WISH',
  'OWN_REQUEST',
  'NEW_APPOINTMENT',
  'PERSONAL_CIRCUMSTANCES',
  'LEFT_THE_REGION',
  'DID_NOT_COME',
  'FALSE_INFORMATION',
  'ENTERED_BY_MISTAKE',
  'DUPLICATE_NOMINATION',
  'CONSENT_WITHDRAWN',
  'REPLACED_BY_NOMINATOR',
  'WITHDRAWN_BY_NOMINATOR',
] as const;
