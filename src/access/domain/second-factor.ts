import type { Grant, Role } from './may';

/** Who decides, checks or runs the service proves himself twice when he signs in by password. */
const NEEDS_SECOND_FACTOR: readonly Role[] = ['administrator', 'officer', 'auditor'];

type Held = Pick<Grant, 'role'>;

/** Whether an account with these grants cannot do without a second factor. */
export function needsSecondFactor(grants: readonly Held[]): boolean {
  return grants.some(({ role }) => NEEDS_SECOND_FACTOR.includes(role));
}

const IDLE_OF_OFFICE_MINUTES = 15;
/** A clerk writes a nomination with papers on the desk, an assessor marks between interviews. */
const IDLE_MINUTES = 120;
/** However busy the browser was. */
export const SESSION_HOURS = 12;

/** After how many idle minutes a browser of this account is signed out. */
export function idleMinutes(grants: readonly Held[]): number {
  return needsSecondFactor(grants) ? IDLE_OF_OFFICE_MINUTES : IDLE_MINUTES;
}
