import type { IdentifierKind } from '../applicant/domain/check-identifier';
import { checkIdentifier, IDENTIFIER_KINDS } from '../applicant/domain/check-identifier';
import { defineCalculator } from './calculator';

export const identifierCalculator = defineCalculator<{ readonly kind: IdentifierKind; readonly value: string }>({
  name: 'identifier',
  summary: 'Checks a СНИЛС, a person’s ИНН or an ОКТМО, and names the subject of the federation of an ОКТМО',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['kind', 'value'],
    properties: { kind: { type: 'string', enum: [...IDENTIFIER_KINDS] }, value: { type: 'string' } },
  },
  examples: {
    'СНИЛС': { kind: 'snils', value: '112-233-445 95' },
    'ОКТМО of a settlement': { kind: 'oktmo', value: '60601430101' },
  },
  refusals: [],
  rule: ({ kind, value }) => checkIdentifier(kind, value),
});
