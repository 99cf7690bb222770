import { assert, date, dictionary, jsonValue, oneof, property, string, uint8Array } from 'fast-check';
import { readAnswer, writeAnswer } from '../../../../src/platform/database/answer-text';

describe('an answer kept for a repetition', () => {
  it('comes back as it was, instants and bytes included', () => {
    const bytes = uint8Array().map((array) => Buffer.from(array));
    assert(property(oneof(jsonValue(), dictionary(string(), oneof(jsonValue(), date({ noInvalidDate: true }), bytes))), (answer) => {
      expect(readAnswer(writeAnswer(answer))).toEqual(answer);
    }));
  });

  it('is null where there was none', () => {
    expect(readAnswer(writeAnswer(undefined))).toBeNull();
  });

  it.each([['a map', new Map()], ['a set', new Set()], ['a bigint', 1n]])('cannot be %s, which JSON would lose', (_, value) => {
    expect(() => writeAnswer({ value })).toThrow(TypeError);
  });
});
