import { builtInFormat, readFormat, textOfNumber } from '../../../../src/platform/spreadsheet/number-format';

describe('a number of a cell', () => {
  it.each([
    ['dd.mm.yyyy', 'day'], ['[$-419]d mmmm yyyy" г.";@', 'day'], ['yyyy\\-mm\\-dd', 'day'], ['d mmm', 'day'], ['mmm yy', 'month'], ['[$-419]mmmm yyyy;@', 'month'], ['mm.yyyy', 'month'],
    ['General', 'plain'], ['0.00', 'plain'], ['h:mm:ss', 'plain'], ['# ##0 "дней"', 'plain'], ['00000000000', 'zeros'],
  ])('under the format %s is a %s', (code, kind) => expect(readFormat(code).kind).toBe(kind));

  it.each([
    ['44196', 14, false, '2020-12-31'], ['44196.75', 22, false, '2020-12-31'], ['42248', 17, false, '2015-09'], ['1', 14, false, '1900-01-01'], ['59', 14, false, '1900-02-28'], ['61', 14, false, '1900-03-01'],
    ['42734', 14, true, '2020-12-31'], ['11223344595', 0, false, '11223344595'], ['1.1223344595E10', 0, false, '11223344595'], ['12345678901234567890', 0, false, '12345678901234567890'], ['3.5', 0, false, '3.5'],
    ['99999999', 14, false, '99999999'], ['', 0, false, ''], ['x', 0, false, 'x'],
  ])('%s under format %i reads %s', (raw, format, from1904, text) => expect(textOfNumber(raw, builtInFormat(format), from1904)).toBe(text));

  it('has the zeros its format puts before it', () => expect(textOfNumber('1001001', readFormat('00000000000'), false)).toBe('00001001001'));
});
