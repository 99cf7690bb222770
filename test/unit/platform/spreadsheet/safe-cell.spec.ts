import { safeCell } from '../../../../src/platform/spreadsheet/safe-cell';
import { writeCsv } from '../../../../src/platform/spreadsheet/write-csv';

describe('a cell', () => {
  it.each(['=1+1', '+7 912', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\0=1', '＝1'])('%j begins with an apostrophe', (text) => {
    expect(safeCell(text)).toBe(`'${text}`);
  });

  it.each(['', 'Петрова', '36-0001', ' =1', "'=1", '1=1'])('%j stays as it is', (text) => {
    expect(safeCell(text)).toBe(text);
  });
});

describe('a CSV', () => {
  const bytesOf = async (rows: readonly (readonly string[])[]): Promise<Buffer> => Buffer.concat(await writeCsv(rows).toArray() as Buffer[]);

  it('has its mark, semicolons, and quotes where they are needed', async () => {
    expect((await bytesOf([['Ё', 'a;b', 'a"b', 'a\nb', 'a,b'], ['', '']])).toString()).toBe('\ufeffЁ;"a;b";"a""b";"a\nb";a,b\r\n;\r\n');
  });

  it('is made in pieces', async () => {
    expect(await writeCsv(Array.from({ length: 3_000 }, () => ['x'.repeat(99)])).toArray()).toHaveLength(5);
  });
});
