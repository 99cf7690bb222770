import fc from 'fast-check';
import { canonicalJson } from '../../../src/kernel/canonical-json';

describe('canonical JSON', () => {
  it.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{ a: undefined, b: -0, c: NaN }, '{"b":0,"c":null}'],
    [{ 10: 'ten', 9: 'nine', '01': 'one' }, '{"01":"one","10":"ten","9":"nine"}'],
    [['"', '\\', '\n', 'ё', '\ud800'], '["\\"","\\\\","\\n","ё","\\ud800"]'],
    [[[], {}, [undefined]], '[[],{},[null]]'],
  ])('of %j', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('is JSON of the same value, whatever the order of keys', () => {
    fc.assert(fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(turned)).toBe(canonicalJson(value));
    }));
  });
});
