import type { Instrument } from '../../campaign/domain/policy';
import { keyed } from '../../campaign/domain/policy';
import { isDecimal, parseUnits } from '../../kernel/decimal';
import type { Fault } from '../../kernel/reason';
import type { InstrumentResult } from './diagnostics-facts';

export const RESULT_FAULTS = ['SCALE_UNKNOWN', 'RAW_SCORE_NOT_DECIMAL', 'RAW_SCORE_OUT_OF_RANGE', 'NORM_GROUP_UNKNOWN'] as const;
export type ResultFaultCode = (typeof RESULT_FAULTS)[number];

/**
 * Whether a result may be recorded: every raw score belongs to a scale of the instrument and lies within its range (ends
 * included), and the norm group is one the instrument has norms for. A scale without a raw score is no fault.
 */
export function checkResult(instrument: Instrument, { raw, normGroup }: Pick<InstrumentResult, 'raw' | 'normGroup'>): Fault<ResultFaultCode>[] {
  const faults: Fault<ResultFaultCode>[] = [];
  if (!instrument.norms.some(({ group }) => group === normGroup)) {
    faults.push({ code: 'NORM_GROUP_UNKNOWN', pointer: '/normGroup', params: {} });
  }
  for (const [key, value] of Object.entries(raw)) {
    const scale = keyed(instrument.scales, key);
    const refuse = (code: ResultFaultCode, params: Fault['params'] = {}): void => {
      faults.push({ code, pointer: `/raw/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, params });
    };
    if (!scale) refuse('SCALE_UNKNOWN');
    else if (!isDecimal(value)) refuse('RAW_SCORE_NOT_DECIMAL');
    else if (parseUnits(value) < parseUnits(scale.rawMin) || parseUnits(value) > parseUnits(scale.rawMax)) {
      refuse('RAW_SCORE_OUT_OF_RANGE', { min: scale.rawMin, max: scale.rawMax });
    }
  }
  return faults;
}
