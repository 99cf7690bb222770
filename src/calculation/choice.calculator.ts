import { chooseUnderQuotas } from '../ranking/domain/choose-under-quotas';
import type { SelectionInput } from '../ranking/domain/selection-contract';
import { FAMILIES, isRefused, SELECTION_REFUSALS } from '../ranking/domain/selection-contract';
import { defineCalculator } from './calculator';

const TEXT = { type: 'string' };
const IDS = { type: 'array', items: TEXT };
const SCORE = { 'type': 'string', 'description': 'Decimal with at most four decimals.', 'x-error': 'INVALID_SCORE' };

const BOUND = {
  min: { type: 'integer', minimum: 0, description: 'Floor: a guarantee everybody counts towards.' },
  max: { type: 'integer', minimum: 0, nullable: true, description: 'Cap: never exceeded; null = none.' },
};

function bound(fields: Readonly<Record<string, unknown>> = {}): object {
  return { type: 'object', additionalProperties: false, required: Object.keys(fields), properties: { ...BOUND, ...fields } };
}

function boundsByName(description: string, of: object): object {
  return { type: 'object', description, additionalProperties: of };
}

/** The question of a choice; the replacement asks the same one again. */
export const SELECTION_INPUT_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['seats', 'candidates'],
  properties: {
    seats: { type: 'integer', minimum: 0 },
    minScore: { ...SCORE, description: 'Pass mark, inclusive.' },
    objective: { type: 'string', enum: ['sum', 'lex'] },
    floorOrder: { type: 'array', items: { type: 'string', enum: [...FAMILIES] }, description: 'Whose floors are met first.' },
    candidates: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'score', 'region', 'category', 'lottery'],
        properties: {
          id: TEXT, score: SCORE, region: TEXT, category: TEXT,
          lottery: { type: 'number', description: 'Place in the tie order; the smaller wins.' },
          eligible: { type: 'boolean' },
        },
      },
    },
    regions: boundsByName('Floors and caps by region.', bound()),
    categories: boundsByName('Floors and caps by category.', bound()),
    groups: boundsByName('Floors and caps of sets of regions.', bound({ members: IDS })),
    cells: { type: 'array', items: bound({ region: TEXT, category: TEXT }) },
    locked: { ...IDS, description: 'Who holds a seat whatever happens.' },
    excluded: { ...IDS, description: 'Who is never chosen again.' },
  },
};

/** Two seats, one a region and one a category: best-first would reach 11 points, 18 are possible. */
export const SELECTION_EXAMPLE: SelectionInput = {
  seats: 2,
  candidates: [
    { id: '77-0001', score: '10', region: '77', category: 'head', lottery: 1 },
    { id: '77-0002', score: '9', region: '77', category: 'deputy', lottery: 2 },
    { id: '78-0001', score: '9', region: '78', category: 'head', lottery: 3 },
    { id: '78-0002', score: '1', region: '78', category: 'deputy', lottery: 4 },
  ],
  regions: { 77: { max: 1 }, 78: { max: 1 } },
  categories: { head: { max: 1 }, deputy: { max: 1 } },
};

export const choiceCalculator = defineCalculator<SelectionInput>({
  name: 'choice',
  summary: 'Chooses people for a number of seats under floors and caps, exactly, with the margin of everybody',
  schema: SELECTION_INPUT_SCHEMA,
  examples: { 'Best-first is not best': SELECTION_EXAMPLE },
  refusals: Object.keys(SELECTION_REFUSALS),
  rule: (input) => {
    const choice = chooseUnderQuotas(input);
    return isRefused(choice) ? { error: choice.refused } : choice;
  },
});
