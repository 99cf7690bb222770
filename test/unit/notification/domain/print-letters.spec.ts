import { printLetters } from '../../../../src/notification/domain/print-letters';

const letter = (i: number): { number: string; name: string; subject: string; body: string } => ({ number: `36-000${i}`, name: `Петрова-${i} Анна`, subject: `Решение ${i}`, body: 'Уважаемая Анна!\n\nПервый абзац\nв две строки.\n\n\nВторой.' });

describe('letters on paper', () => {
  const paper = printLetters({ programme: 'Школа мэров', nominator: 'Воронежская область', handedOverAt: '2026-04-05T12:00:00.000Z', letters: [letter(1), letter(2)] });

  it('begin with a list of all, and give each a page of its own with what it says', () => {
    const pages = paper.blocks.reduce<string[][]>((all, block) => (block.kind === 'page-break' ? [...all, []] : [...all.slice(0, -1), [...all.at(-1)!, JSON.stringify(block)]]), [[]]);
    expect(pages).toHaveLength(3);
    expect(pages[0]!.join()).toMatch(/36-0001.*Петрова-1.*Решение 1.*36-0002.*Петрова-2.*Решение 2/);
    expect(pages[1]!.join()).toContain('Петрова-1');
    expect(pages[1]!.join()).not.toContain('Петрова-2');
    expect(paper.blocks.filter((block) => block.kind === 'paragraph' && block.text === 'Первый абзац\nв две строки.')).toHaveLength(2);
  });

  it('know no time but that of the last hand-over', () => expect(paper.createdAt).toBe('2026-04-05T12:00:00.000Z'));
});
