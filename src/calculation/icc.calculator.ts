import type { IccFaultCode, MarkTable } from '../assessment/domain/intraclass-correlation';
import { ICC_FAULTS, intraclassCorrelation } from '../assessment/domain/intraclass-correlation';
import { calculationError, defineCalculator } from './calculator';

const MESSAGES: Readonly<Record<IccFaultCode, string>> = {
  TOO_FEW_TARGETS: 'At least two targets are needed.',
  TOO_FEW_RATERS: 'At least two raters are needed.',
  TABLE_INCOMPLETE: 'Every rater marks every target; krippendorff bears missing marks.',
};

export const iccCalculator = defineCalculator<{ readonly data: MarkTable }>({
  name: 'icc',
  summary: 'Reliability of a panel: six intraclass correlations with F, p and two-sided 95 % limits',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['data'],
    properties: {
      data: {
        type: 'array',
        description: 'A row a target (who is marked), a column a rater; every mark is there.',
        items: { type: 'array', items: { type: 'number', nullable: true, minimum: -1e15, maximum: 1e15 } },
      },
    },
  },
  examples: {
    'Six targets, four judges (Shrout & Fleiss 1979)': { data: [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]] },
    'A panel of three on five projects': { data: [[4, 5, 4], [3, 3, 2], [5, 5, 5], [2, 3, 1], [4, 4, 3]] },
  },
  refusals: ICC_FAULTS,
  rule: ({ data }) => {
    const correlation = intraclassCorrelation(data);
    return 'code' in correlation ? calculationError(correlation.code, MESSAGES[correlation.code], `/data${correlation.pointer}`) : correlation;
  },
});
