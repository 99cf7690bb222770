import type { Reason } from '../../kernel/reason';
import type { Certificate } from './certificate';

/** A person's departure from what the rules alone would choose: who is locked in or shut out, why, and who said so. */
export interface RunDeparture {
  readonly number: string;
  readonly as: 'locked' | 'excluded';
  readonly reason: string;
  /** Account that named it. */
  readonly by: string;
  /** The paper it rests on, e.g. the commission's protocol. */
  readonly document: { readonly number: string; readonly date: string } | null;
}

export const CERTIFICATE_STATEMENTS = ['BEST_UNDER_RULES', 'BEST_UNDER_RULES_AND_DEPARTURES'] as const;

/** What is stored with a run, for whoever doubts it: what is claimed, of what, under which departures, and the proof. */
export interface RunCertificate {
  readonly statement: Reason<(typeof CERTIFICATE_STATEMENTS)[number]>;
  readonly departures: readonly RunDeparture[];
  /** SHA-256 of snapshot, rules and result, hex. */
  readonly snapshot: string;
  readonly rules: string;
  readonly result: string;
  readonly proof: Certificate;
}

/** The certificate of a run: the best choice under the rules, or under the rules and these named departures. */
export function certifyRun(run: Pick<RunCertificate, 'snapshot' | 'rules' | 'result'>, departures: readonly RunDeparture[], proof: Certificate): RunCertificate {
  const statement: RunCertificate['statement'] = departures.length
    ? { code: 'BEST_UNDER_RULES_AND_DEPARTURES', params: { count: departures.length } }
    : { code: 'BEST_UNDER_RULES', params: {} };
  return { statement, departures, ...run, proof };
}
