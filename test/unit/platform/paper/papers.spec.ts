import { unzipSync } from 'fflate';
import { writeDocx } from '../../../../src/platform/paper/write-docx';
import { writePdf } from '../../../../src/platform/paper/write-pdf';
import { SAMPLE_PAPER } from '../../../support/sample-paper';

const nextDay = (): void => void jest.useFakeTimers({ now: new Date('2031-02-03T04:05:06Z'), doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'] });

describe.each([['DOCX', writeDocx], ['PDF', writePdf]])('a paper as %s', (_, write) => {
  afterEach(() => jest.useRealTimers());

  it('is the same bytes on another day', async () => {
    const first = await write(SAMPLE_PAPER);
    nextDay();
    expect(Buffer.compare(await write(SAMPLE_PAPER), first)).toBe(0);
  });

  it('is other bytes when a letter of it is another', async () => {
    const other = { ...SAMPLE_PAPER, blocks: SAMPLE_PAPER.blocks.map((block) => (block.kind === 'paragraph' ? { ...block, text: `${block.text}.` } : block)) };
    expect(Buffer.compare(await write(SAMPLE_PAPER), await write(other))).not.toBe(0);
  });

  it('names no day but its own', async () => {
    const file = await write(SAMPLE_PAPER);
    const text = file.subarray(0, 2).toString() === 'PK' ? Object.values(unzipSync(file)).map((part) => Buffer.from(part).toString('utf8')).join() : file.toString('latin1');
    const today = new Date().toISOString().slice(0, 10);
    expect(text).toMatch(/2026-?06-?01/);
    expect(text).not.toContain(today);
    expect(text).not.toContain(today.replaceAll('-', ''));
  });
});

describe('a paper as DOCX', () => {
  it('repeats the head of a table, splits no row, and sets text as a typesetter does', async () => {
    const document = Buffer.from(unzipSync(await writeDocx(SAMPLE_PAPER))['word/document.xml']!).toString('utf8');
    expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(document.match(/<w:cantSplit\/>/g)!.length).toBeGreaterThan(90);
    expect(document).toContain('«Школа мэров»');
    expect(document).toContain('Ёлковна');
  });
});

describe('a paper as PDF', () => {
  it('carries its font and counts its pages', async () => {
    const file = (await writePdf(SAMPLE_PAPER)).toString('latin1');
    expect(file).toMatch(/\/BaseFont \/[A-Z]{6}\+PTSerif/);
    expect(file).toContain('/FontFile2');
    expect(Number(/\/Count (\d+)/.exec(file)![1])).toBeGreaterThan(3);
  });
});
