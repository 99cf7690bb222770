import type { Observation, RaterModel, RaterModelRefusal } from '../assessment/domain/rater-model';
import { fitRaterModel, MOST_ON_SMALLER_SIDE, RATER_MODEL_REFUSALS } from '../assessment/domain/rater-model';
import type { Answer } from './calculator';
import { calculationError, defineCalculator } from './calculator';

type Entry = string | number;

const DECIMAL = /^-?[0-9]{1,15}(\.[0-9]{1,15})?$/;
const LARGEST = 1e15;
const PATH = '/observations';

export const raterModelCalculator = defineCalculator<{ readonly observations: readonly (readonly [candidate: Entry, rater: Entry, mark: Entry])[] }>({
  name: 'rater-model',
  summary: 'Marks of different but linked raters made comparable: severity taken out, both rankings shown',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['observations'],
    properties: {
      observations: {
        type: 'array',
        minItems: 1,
        description: 'Rows [candidate, rater, mark]; the mark is a number or a decimal as text.',
        items: { type: 'array', minItems: 3, maxItems: 3, items: { anyOf: [{ type: 'string' }, { type: 'number' }] } },
      },
    },
  },
  examples: {
    'A strict rater and a lenient one': {
      observations: [
        ['77-0001', 'strict', 6], ['77-0001', 'third', 7], ['77-0002', 'lenient', 8], ['77-0002', 'third', 6], ['78-0001', 'strict', 4], ['78-0001', 'lenient', 7],
      ],
    },
  },
  refusals: ['INVALID_NUMBER', ...RATER_MODEL_REFUSALS],
  rule: ({ observations }) => {
    const read: Observation[] = [];
    for (const [i, [candidate, rater, entry]] of observations.entries()) {
      const mark = typeof entry === 'number' || DECIMAL.test(entry) ? Number(entry) : NaN;
      if (!(Math.abs(mark) <= LARGEST)) return calculationError('INVALID_NUMBER', 'A mark is a number or a decimal with at most fifteen digits on either side of the point.', `${PATH}/${i}/2`);
      read.push({ candidate: String(candidate), rater: String(rater), mark });
    }
    const model = fitRaterModel(read);
    return 'code' in model ? refusal(model) : answer(model);
  },
});

function refusal(refused: RaterModelRefusal): Answer {
  switch (refused.code) {
    case 'TOO_LARGE':
      return calculationError('TOO_LARGE', `More than ${MOST_ON_SMALLER_SIDE} raters with more than ${MOST_ON_SMALLER_SIDE} candidates.`, PATH);
    case 'NOT_CONNECTED': {
      const { error } = calculationError('NOT_CONNECTED', 'No common candidate or rater links these groups, so they cannot be compared.', PATH);
      return { error: { ...error, components: refused.components } };
    }
  }
}

function answer({ adjusted, severity, rawMean, rss, rankRaw, rankAdjusted }: RaterModel): Answer {
  return {
    adjusted: Object.fromEntries(adjusted), severity: Object.fromEntries(severity), rawMean: Object.fromEntries(rawMean), rss,
    rankRaw: Object.fromEntries(rankRaw), rankAdjusted: Object.fromEntries(rankAdjusted),
  };
}
