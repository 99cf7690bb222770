import type { GroupCounts } from '../report/domain/compare-rates';
import { measureImpact } from '../report/domain/impact';
import { calculationError, defineCalculator } from './calculator';

export const impactCalculator = defineCalculator<{ readonly groups: Readonly<Record<string, GroupCounts>> }>({
  name: 'impact',
  summary: 'Adverse impact of a selection by group: rates, four-fifths flags, z and Fisher tests against the highest rate',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['groups'],
    properties: {
      groups: {
        type: 'object',
        minProperties: 1,
        maxProperties: 200,
        description: 'Name of a group → [selected, total].',
        additionalProperties: {
          type: 'array', minItems: 2, maxItems: 2, items: { type: 'integer', minimum: 0, maximum: 1_000_000 },
        },
      },
    },
  },
  examples: {
    'Below four fifths': { groups: { men: [48, 80], women: [21, 50] } },
    'Four fifths exactly: no flag': { groups: { men: [48, 80], women: [24, 50] } },
  },
  refusals: ['SELECTED_GT_TOTAL'],
  rule: ({ groups }) => {
    const impact = measureImpact(groups);
    if (!('code' in impact)) return impact;
    return calculationError(impact.code, 'A group has more people selected than people.', impact.pointer);
  },
});
