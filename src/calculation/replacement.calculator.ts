import type { Departures } from '../ranking/domain/replace-departures';
import { replaceDepartures } from '../ranking/domain/replace-departures';
import { isRefused, SELECTION_REFUSALS } from '../ranking/domain/selection-contract';
import { defineCalculator } from './calculator';
import { SELECTION_EXAMPLE, SELECTION_INPUT_SCHEMA } from './choice.calculator';

const IDS = { type: 'array', items: { type: 'string' } };

export const replacementCalculator = defineCalculator<Departures>({
  name: 'replacement',
  summary: 'Who moves up when people who hold an offer leave, and who would be displaced',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['input', 'holding', 'declined'],
    properties: {
      input: SELECTION_INPUT_SCHEMA,
      holding: { ...IDS, description: 'Everybody with an offer before the batch.' },
      declined: { ...IDS, description: 'Who leaves now.' },
      gone: { ...IDS, description: 'Who left in earlier batches.' },
      rule: { type: 'string', enum: ['keep-offers', 'keep-confirmed'] },
      vacancy: { type: 'string', enum: ['open', 'same-cell-first'] },
      confirmed: { ...IDS, description: 'Everybody confirmed so far; for keep-confirmed.' },
    },
  },
  examples: { 'One declines': { input: SELECTION_EXAMPLE, holding: ['77-0002', '78-0001'], declined: ['78-0001'] } },
  refusals: Object.keys(SELECTION_REFUSALS),
  rule: (departures) => {
    const replacement = replaceDepartures(departures);
    if (!isRefused(replacement)) return replacement;
    const { refused } = replacement;
    return { error: { ...refused, path: `/input${refused.path}` } };
  },
});
