import { drawLottery } from '../ranking/domain/draw-lottery';
import { calculationError, defineCalculator } from './calculator';

export const lotteryCalculator = defineCalculator<{ readonly seed: string; readonly ids: readonly string[] }>({
  name: 'lottery',
  summary: 'Recomputes a published lottery: commitment to the seed, everybody’s key, the order',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['seed', 'ids'],
    properties: {
      seed: { type: 'string', minLength: 1, description: 'The public value, joined with the campaign’s id.' },
      ids: { type: 'array', items: { type: 'string' } },
    },
  },
  examples: { 'Three candidates': { seed: 'draw 2026-06-25: 7 14 21 28 35 42 school-of-mayors-2026', ids: ['77-0001', '77-0002', '78-0001'] } },
  refusals: ['DUPLICATE_ID'],
  rule: ({ seed, ids }) => {
    const seen = new Set<string>();
    for (const [i, id] of ids.entries()) {
      if (seen.has(id)) return calculationError('DUPLICATE_ID', 'The same id twice would be two lots for one person.', `/ids/${i}`);
      seen.add(id);
    }
    return drawLottery(seed, ids);
  },
});
