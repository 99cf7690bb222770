import type { TenureCase, TenureFaultCode } from '../eligibility/domain/compute-tenure';
import { computeTenure, TENURE_FAULTS } from '../eligibility/domain/compute-tenure';
import { calculationError, defineCalculator } from './calculator';

const MESSAGES: Readonly<Record<TenureFaultCode, string>> = {
  END_BEFORE_START: 'A period ends before it begins.',
  INVALID_DATE: 'A date is written YYYY-MM-DD and must exist.',
};

// No `format`: the rule itself refuses dates, on the command line and in the service alike.
const DATE = { 'type': 'string', 'description': 'Calendar date, YYYY-MM-DD.', 'x-error': 'INVALID_DATE' };

export const tenureCalculator = defineCalculator<TenureCase>({
  name: 'tenure',
  summary: 'Length of service on a date: union of periods, four readings, and whether a requirement is met',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['asOf', 'intervals'],
    properties: {
      asOf: { ...DATE, description: 'The day the service is computed on; it counts itself.' },
      intervals: {
        type: 'array',
        description: 'Periods of employment in any order, both days inclusive; they may overlap.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['start', 'end'],
          properties: { start: DATE, end: { ...DATE, nullable: true, description: 'The last day; null = still employed.' } },
        },
      },
      requireMonths: { type: 'integer', minimum: 0, description: 'Whole months asked for.' },
    },
  },
  examples: {
    'Overlapping jobs, five years asked for': {
      asOf: '2026-03-01',
      intervals: [{ start: '2015-03-01', end: '2019-08-31' }, { start: '2018-01-01', end: '2020-12-31' }],
      requireMonths: 60,
    },
    'The readings disagree on five years': {
      asOf: '2023-08-31', intervals: [{ start: '2018-09-02', end: null }], requireMonths: 60,
    },
  },
  refusals: TENURE_FAULTS,
  rule: (tenureCase) => {
    const tenure = computeTenure(tenureCase);
    return 'code' in tenure ? calculationError(tenure.code, MESSAGES[tenure.code], tenure.pointer) : tenure;
  },
});
