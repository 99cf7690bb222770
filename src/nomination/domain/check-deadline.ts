import { clockIn, MOSCOW, zoneOf } from '../../campaign/domain/time-zones';
import type { Reason } from '../../kernel/reason';

/** When a nominator may submit. */
export interface Window {
  readonly opensAt: Date;
  /** By the policy, for everybody. */
  readonly closesAt: Date;
  /** By an extension granted to this nominator, for these nominees; null without one. */
  readonly extendedTo: Date | null;
}

/** Who submits: the code he is registered under, and the region whose clock he reads. */
export interface Submitter {
  readonly code: string;
  readonly region: string | null;
}

export const DEADLINE_CODES = ['NOMINATION_NOT_OPEN_YET', 'NOMINATION_DEADLINE_PASSED'] as const;
export type DeadlineCode = (typeof DEADLINE_CODES)[number];

/**
 * Whoever uploaded his list in time has so long after the deadline to read what was wrong and to submit: nothing is ever
 * submitted for him, and an upload of the last minute would else be worth nothing.
 */
export const UPLOAD_COUNTS_FOR_MS = 60 * 60_000;

/**
 * Whether what began at `begunAt` is in time; null when it is. `uploadedAt`: when the upload of the latest of the
 * nominees began, null where some of them came another way. The reason says until when, by Moscow's and by the
 * nominator's own clock.
 */
export function checkDeadline(window: Window, submitter: Submitter, begunAt: Date, uploadedAt: Date | null): Reason<DeadlineCode> | null {
  const { opensAt } = window;
  if (begunAt < opensAt) return { code: 'NOMINATION_NOT_OPEN_YET', params: { nominator: submitter.code, ...shown('opensAt', opensAt, submitter), ...begun(begunAt) } };
  const closesAt = latestOf(window);
  if (begunAt <= closesAt) return null;
  if (uploadedAt !== null && uploadedAt <= closesAt && begunAt.getTime() <= closesAt.getTime() + UPLOAD_COUNTS_FOR_MS) return null;
  return { code: 'NOMINATION_DEADLINE_PASSED', params: { nominator: submitter.code, ...shown('closesAt', closesAt, submitter), ...begun(begunAt) } };
}

/** The last moment in which a submission may begin. */
export function latestOf({ closesAt, extendedTo }: Window): Date {
  return extendedTo !== null && extendedTo > closesAt ? extendedTo : closesAt;
}

/** An instant as people of the nominator read it. */
export interface ShownInstant {
  readonly moscow: string;
  readonly local: string;
  readonly zone: string;
}

export function showInstant(instant: Date, region: string | null): ShownInstant {
  const zone = zoneOf(region);
  return { moscow: clockIn(MOSCOW, instant), local: clockIn(zone, instant), zone };
}

function shown(name: string, instant: Date, { region }: Submitter): Record<string, string> {
  return { [name]: instant.toISOString(), ...showInstant(instant, region) };
}

function begun(begunAt: Date): { begunAt: string } {
  return { begunAt: begunAt.toISOString() };
}
