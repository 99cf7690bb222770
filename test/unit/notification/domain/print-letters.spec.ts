import { printLetters } from '../../../../src/notification/domain/print-letters';

const letter = (i: number): { number: string; name: string; subject: string; body: string } => ({ number: `36-000${i}`, name: `Петрова-${i} Анна`, subject: `Решение ${i}`, body: 'Уважаемая Анна!\n\nПервый.\n\n\nВторой.' });

it('letters on paper begin with a list of all, and say what each says', () => {
  const blocks = printLetters({ programme: 'Школа мэров', nominator: 'Воронежская область', letters: [letter(1), letter(2)] });
  expect(blocks.flatMap((block) => (block.kind === 'table' ? block.rows.slice(1) : []))).toEqual([['1', '36-0001', 'Петрова-1 Анна', 'Решение 1'], ['2', '36-0002', 'Петрова-2 Анна', 'Решение 2']]);
  expect(blocks.filter((block) => block.kind === 'paragraph' && block.text === 'Второй.')).toHaveLength(2);
});
