import type { ApportionmentCase } from '../ranking/domain/apportion-seats';
import { APPORTIONMENT_FAULTS, apportionSeats } from '../ranking/domain/apportion-seats';
import { APPORTIONMENT_METHODS, SEAT_QUOTAS } from '../ranking/domain/seat-claims';
import { calculationError, defineCalculator } from './calculator';

/** Seats are dealt one by one; a case is answered at once. */
const MOST_SEATS = 10_000;

const SEATS = { type: 'integer', minimum: 0, maximum: MOST_SEATS };

export const apportionmentCalculator = defineCalculator<ApportionmentCase>({
  name: 'apportionment',
  summary: 'Deals seats in proportion to weights within floors and caps, exactly, and says when a tie decided',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['method', 'weights', 'seats'],
    properties: {
      method: { type: 'string', enum: [...APPORTIONMENT_METHODS] },
      quota: { type: 'string', enum: [...SEAT_QUOTAS], description: 'What a seat costs; of largestRemainder only, hare when absent.' },
      weights: {
        type: 'array',
        minItems: 1,
        maxItems: 10_000,
        description: 'Votes, inhabitants, nominees: whole numbers. Equal claims go to the earlier one in the list.',
        items: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
      },
      seats: SEATS,
      min: { type: 'array', description: 'Floors in the order of the weights; 0 when absent.', items: SEATS },
      max: { type: 'array', description: 'Caps in the order of the weights; null = none.', items: { ...SEATS, nullable: true } },
    },
  },
  examples: {
    'Seats of nine districts by nominees': {
      method: 'sainteLague', weights: [123, 61, 58, 41, 118, 37, 66, 49, 12], seats: 161,
    },
    'A floor of one, a cap of three': {
      method: 'sainteLague', weights: [60, 30, 9, 1], seats: 8, min: [1, 1, 1, 1], max: [3, null, null, null],
    },
    'The same by largest remainders': { method: 'largestRemainder', quota: 'hare', weights: [60, 30, 9, 1], seats: 8 },
  },
  refusals: Object.keys(APPORTIONMENT_FAULTS),
  rule: (apportionmentCase) => {
    const answer = apportionSeats(apportionmentCase);
    return 'code' in answer ? calculationError(answer.code, APPORTIONMENT_FAULTS[answer.code], answer.pointer) : answer;
  },
});
