import type { Paper } from '../../src/kernel/paper';

/** A paper with every kind of block, long enough for several pages. */
export const SAMPLE_PAPER: Paper = {
  title: 'Приказ о зачислении',
  createdAt: '2026-06-01T09:00:00.000Z',
  identity: 'Приказ № 214-у, отпечаток 8d3c5188ff6f',
  blocks: [
    { kind: 'heading', text: 'Приказ о зачислении на программу "Школа мэров"' },
    { kind: 'paragraph', text: 'В соответствии с протоколом комиссии от 25 мая 2026 г. № 3 приказываю зачислить с 1 сентября 2026 года 161 человека - слушателями программы объёмом 500 академических часов.', indent: true },
    { kind: 'facts', rows: [['Форма обучения', 'очно-заочная'], ['Срок', '8 месяцев'], ['Основание', 'протокол № 3, личные заявления']] },
    { kind: 'list', items: ['Зачислить лиц, поименованных в списке.', 'Контроль возложить на А. Б. Проверяемову.'] },
    { kind: 'heading', level: 2, text: 'Список зачисленных' },
    {
      kind: 'table',
      columns: [{ title: '№', width: 6, align: 'right' }, { title: 'Номер', width: 12 }, { title: 'Фамилия, имя, отчество', width: 40 }, { title: 'Должность, организация', width: 42 }],
      rows: Array.from({ length: 90 }, (_, i) => [String(i + 1), `36-${String(i + 1).padStart(4, '0')}`, `Проверяемова-${i} Анна Ёлковна`, 'Заместитель главы администрации, Администрация Ёлкинского городского округа']),
    },
    { kind: 'page-break' },
    { kind: 'paragraph', text: 'Приложение в 1 экз.', small: true, italic: true },
    { kind: 'signatures', lines: [{ post: 'Ректор', name: 'И. И. Иванов' }, {}] },
  ],
};
