import { median } from './comparison';

/** Small writes, each in a transaction of its own, by writers at once; the least audited ones a second. */
export const AUDIT_BAR = { writers: 8, perSecond: 200 } as const;

/** Writes a second of one round: without audit, audited into one chain, audited into a chain a writer. */
export interface AuditRound {
  readonly bare: number;
  readonly oneChain: number;
  readonly chains: number;
}

/** What auditing costs: the worst case is held to the bar. */
export function judgeAudit(rounds: readonly AuditRound[]): { readonly passed: boolean; readonly lines: readonly string[] } {
  const rate = (of: keyof AuditRound): number => median(rounds.map((round) => round[of]));
  const ratio = (of: keyof AuditRound): string => {
    const found = rounds.map((round) => round[of] / round.bare);
    return `${median(found).toFixed(2)} (${Math.min(...found).toFixed(2)}-${Math.max(...found).toFixed(2)})`;
  };
  const passed = rate('oneChain') >= AUDIT_BAR.perSecond;
  return {
    passed,
    lines: [
      `${passed ? 'pass' : 'FAIL'}  audited writes, one chain: ${rate('oneChain').toFixed(0)}/s, ${ratio('oneChain')} of the ${rate('bare').toFixed(0)}/s unaudited, at least ${AUDIT_BAR.perSecond}/s wanted`,
      `      audited writes, a chain a writer: ${rate('chains').toFixed(0)}/s, ${ratio('chains')} of unaudited`,
    ],
  };
}
