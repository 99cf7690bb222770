import * as fc from 'fast-check';
import { DomainError } from '../../../../src/kernel/domain-error';
import { DEEPEST, readJson } from '../../../../src/platform/http/read-json';

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');

function refusal(body: Buffer): { code: string; faults: string[] } {
  try {
    readJson(body);
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'shape') return { code: error.code, faults: error.faults.map(({ pointer, code }) => `${pointer} ${code}`) };
    throw error;
  }
  throw new Error('was accepted');
}

const nested = (levels: number): string => `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`;

describe('readJson', () => {
  it('reads what JSON.parse reads', () => {
    const members = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.oneof(fc.maxSafeInteger(), fc.boolean(), fc.constant(null), fc.stringMatching(/^[\p{L} "\\{}[\]]*$/u), fc.array(fc.maxSafeInteger())), { noNullPrototype: true });
    fc.assert(fc.property(members, (value) => expect(readJson(bytes(JSON.stringify(value)))).toEqual(JSON.parse(JSON.stringify(value).normalize('NFC')))));
  });

  it('composes letters, however they were written, so that equal names are equal', () => {
    const composed = 'Нестерёнкий'.normalize('NFC');
    const apart = composed.normalize('NFD');
    expect(apart).not.toBe(composed);
    const escaped = [...apart].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
    for (const name of [composed, apart, escaped]) expect(readJson(bytes(`{"items":[{"name":"${name}"}]}`))).toEqual({ items: [{ name: composed }] });
  });

  it('counts nesting, and not brackets within text', () => {
    expect(() => readJson(bytes(nested(DEEPEST)))).not.toThrow();
    expect(refusal(bytes(nested(DEEPEST + 1))).code).toBe('BODY_TOO_DEEP');
    expect(refusal(bytes(`{"a":${'['.repeat(100_000)}`)).code).toBe('BODY_TOO_DEEP');
    expect(readJson(bytes(`{"a":"${'['.repeat(100)}\\"${'{'.repeat(100)}"}`))).toHaveProperty('a');
  });

  it.each(['', '{', '{"a":1}x', '{a:1}', 'undefined', '{"a":NaN}'])('refuses %j as no JSON', (text) => expect(refusal(bytes(text)).code).toBe('BODY_NOT_JSON'));
  it.each(['[]', '1', '"x"', 'null'])('refuses %s, which is no object', (text) => expect(refusal(bytes(text)).code).toBe('BODY_NOT_OBJECT'));
  it('refuses bytes that are not UTF-8', () => expect(refusal(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])).code).toBe('BODY_NOT_UTF8'));

  it.each([
    ['{"items":[{"name":"a\\u0000b"}]}', '/items/0/name TEXT_HAS_NUL'],
    ['{"name":"\\ud800"}', '/name TEXT_HAS_LONE_SURROGATE'],
    ['{"name":"\\udc00\\ud800"}', '/name TEXT_HAS_LONE_SURROGATE'],
    ['{"a\\u0000":1}', '/* TEXT_HAS_NUL'],
    ['{"a":{"__proto__":{"role":"administrator"}}}', '/a/__proto__ KEY_REFUSED'],
    ['{"constructor":1}', '/constructor KEY_REFUSED'],
    ['{"a":[{"prototype":1}]}', '/a/0/prototype KEY_REFUSED'],
    ['{"n":12345678901234567890}', '/n NUMBER_NOT_EXACT'],
    ['{"n":-9007199254740993}', '/n NUMBER_NOT_EXACT'],
    ['{"n":1e400}', '/n NUMBER_NOT_EXACT'],
  ])('refuses %s', (text, fault) => expect(refusal(bytes(text))).toEqual({ code: 'MALFORMED', faults: [fault] }));

  it.each(['{"name":"\\ud83d\\ude00"}', '{"n":9007199254740991}', '{"n":0.1}', '{"n":-1.5e3}'])('takes %s', (text) => expect(() => readJson(bytes(text))).not.toThrow());

  it('names every place, and no key that somebody invented', () => {
    expect(refusal(bytes('{"Иванов Иван":"\\u0000","b":1e999}')).faults).toEqual(['/* TEXT_HAS_NUL', '/b NUMBER_NOT_EXACT']);
  });
});
