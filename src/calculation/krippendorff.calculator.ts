import type { AlphaFaultCode, Level, Rating } from '../assessment/domain/krippendorff-alpha';
import { ALPHA_FAULTS, krippendorffAlpha, LEVELS } from '../assessment/domain/krippendorff-alpha';
import { calculationError, defineCalculator } from './calculator';

const MESSAGES: Readonly<Record<AlphaFaultCode, string>> = {
  ROWS_UNEQUAL: 'Every row has an entry for every unit; a missing rating is null.',
  TOO_LARGE: 'Too many different values to compare each with each.',
};

export const krippendorffCalculator = defineCalculator<{ readonly data: readonly (readonly Rating[])[]; readonly levels?: readonly Level[] }>({
  name: 'krippendorff',
  summary: 'Agreement of observers when ratings are missing: Krippendorff’s alpha by level of measurement',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['data'],
    properties: {
      data: {
        type: 'array',
        description: 'A row an observer, a column a unit; null = no rating. Numbers, decimals as text, or labels (nominal only).',
        items: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'number', nullable: true, minimum: -1e15, maximum: 1e15 }] } },
      },
      levels: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string', enum: [...LEVELS] }, description: 'All of them when left out.' },
    },
  },
  examples: {
    'Four observers, twelve units (Krippendorff 2011)': {
      data: [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, null, null, null],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, null, 3],
        [null, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, null],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, null],
      ],
    },
    'Two observers, labels': { data: [['yes', 'no', 'yes', null], ['yes', 'no', 'no', 'yes']], levels: ['nominal'] },
  },
  refusals: ALPHA_FAULTS,
  rule: ({ data, levels }) => {
    const alpha = krippendorffAlpha(data, levels);
    return 'code' in alpha ? calculationError(alpha.code, MESSAGES[alpha.code], `/data${alpha.pointer}`) : alpha;
  },
});
