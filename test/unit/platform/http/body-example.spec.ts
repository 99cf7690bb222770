import { bodyExample } from '../../../../src/platform/http/body-example';

const ID = { type: 'string', example: 'an-id' };

describe('bodyExample', () => {
  it('is made of the examples of the fields, through references and lists', () => {
    const item = { type: 'object', required: ['id', 'kind'], properties: { id: ID, kind: { type: 'string', enum: ['first', 'second'] } } };
    const body = { type: 'object', required: ['items', 'one'], properties: { items: { type: 'array', items: { $ref: '#/components/schemas/Item' } }, one: { allOf: [{ $ref: '#/components/schemas/Item' }] } } };
    const shown = { id: 'an-id', kind: 'first' };
    expect(bodyExample(body, { Item: item })).toEqual({ items: [shown], one: shown });
  });

  it('shows a field that may be left out only where it has an example', () => {
    const body = { type: 'object', required: ['id'], properties: { id: ID, note: { type: 'string' }, day: { type: 'string', example: '2026-03-01' } } };
    expect(bodyExample(body, {})).toEqual({ id: 'an-id', day: '2026-03-01' });
  });

  it('leaves open what a required field has no example for', () => {
    expect(bodyExample({ type: 'object', required: ['name'], properties: { name: { type: 'string' } } }, {})).toEqual({ name: undefined });
  });

  it('is the example of the whole where there is one', () => {
    expect(bodyExample({ type: 'object', properties: { id: ID }, example: { id: 'another' } }, {})).toEqual({ id: 'another' });
  });
});
