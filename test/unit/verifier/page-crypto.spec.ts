import * as node from 'node:crypto';
import * as fc from 'fast-check';
import * as page from '../../../src/verifier/page-crypto';

describe('hashing in the page', () => {
  it('gives the vectors of FIPS 180-4 and RFC 4231', () => {
    expect(page.createHash('sha256').update('abc').digest('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(page.createHash('sha256').update('').digest('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(page.createHmac('sha256', 'Jefe').update('what do ya want for nothing?').digest('hex')).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
  });

  it('is that of Node for any text, any length, any key', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 200 }), (bytes, text) => {
      expect(page.createHash('sha256').update(bytes).update(text, 'utf8').digest('hex')).toBe(node.createHash('sha256').update(bytes).update(text, 'utf8').digest('hex'));
      expect(page.createHmac('sha256', bytes).update(text).digest('hex')).toBe(node.createHmac('sha256', bytes).update(text).digest('hex'));
    }));
  });

  it('has no other algorithm', () => {
    expect(() => page.createHash('md5' as 'sha256')).toThrow('not in the page: md5');
  });
});
