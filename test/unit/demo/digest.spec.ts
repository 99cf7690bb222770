import { digestOf } from '../../../src/demo/digest';

const outcomes = [
  { number: '01-0001', stage: 'tenure', outcome: 'pass', score: null },
  { number: '01-0001', stage: 'diagnostics', outcome: 'pass', score: '52.5' },
  { number: '02-0001', stage: 'tenure', outcome: 'fail', score: null },
];
const order = [{ number: '01-0001', category: 'head', region: '01' }];

describe('the digest of a run', () => {
  it('does not depend on the order in which outcomes are read', () => {
    expect(digestOf([...outcomes].reverse(), order)).toBe(digestOf(outcomes, order));
  });

  it('knows no time and no uuid: what else a line carries does not count', () => {
    const more = outcomes.map((line, at) => ({ ...line, candidacyId: `uuid ${at}`, at: Date.now() }));
    expect(digestOf(more, order.map((line) => ({ ...line, id: 'uuid' })))).toBe(digestOf(outcomes, order));
  });

  it.each([
    ['number', '09-0001'], ['stage', 'potential'], ['outcome', 'reserve'], ['score', '52.5001'],
  ])('changes with the %s of one line', (field, value) => {
    const [first, ...others] = outcomes;
    expect(digestOf([{ ...first!, [field]: value }, ...others], order)).not.toBe(digestOf(outcomes, order));
  });

  it('changes with the order', () => {
    expect(digestOf(outcomes, [])).not.toBe(digestOf(outcomes, order));
  });
});
