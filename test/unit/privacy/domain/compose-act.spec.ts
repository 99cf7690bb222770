import { composeAct, type DestructionAct, logRows } from '../../../../src/privacy/domain/compose-act';

const ACT: DestructionAct = {
  id: '0198f0a2-5c1e-7c3a-9d42-6b1f0e8a7d31', system: 'Система', campaign: 'Первый набор', destroyedAt: '2029-06-01T09:05:00.000Z', files: 2,
  commission: [{ name: 'Первая', post: 'начальник' }, { name: 'Второй', post: 'специалист' }],
  lines: [
    { number: '36-0001', names: ['Петрова Анна'], categories: ['identity', 'contacts'], ground: 'TERM_OVER' },
    { number: '36-0002', names: ['Лид', 'Участник'], categories: ['identity'], ground: 'CONSENT_WITHDRAWN' },
  ],
};

describe('the act of destruction', () => {
  it('exports the log in the five fields of order 179, a row a person', () => {
    const [head, ...rows] = logRows(ACT);
    expect(head).toHaveLength(5);
    expect(rows.map(([name]) => name)).toEqual(['Петрова Анна', 'Лид', 'Участник']);
    expect(rows[0]).toEqual(['Петрова Анна', 'фамилия, имя, отчество, дата рождения, СНИЛС; телефон, адрес электронной почты', 'Система', expect.stringContaining('21 152-ФЗ'), '01.06.2029 09:05']);
  });

  it('names the system, everybody with number, categories and reason, how, and who signs', () => {
    const text = JSON.stringify(composeAct(ACT));
    for (const said of ['АКТ', 'Система', 'Первый набор', '01.06.2029', '36-0001', 'Петрова Анна', 'Участник', 'всего 3', 'файлов: 2', 'отзыв согласия', 'начальник', 'специалист']) expect(text).toContain(said);
  });
});
