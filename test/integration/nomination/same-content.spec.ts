import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { writeXlsx } from '../../../src/platform/spreadsheet/write-xlsx';
import { writeTemplate } from '../../../src/nomination/write-template';
import { SCHOOL_OF_MAYORS } from '../../../src/programme/school-of-mayors';
import { rawWorkbook } from '../../support/raw-zip';
import { NOMINATOR, readList, type ReadList } from '../../support/read-list';
import { csvText, HEADINGS, READ_CAREER, SAMPLE } from '../../support/sample-list';

const fixture = (name: string): Buffer => readFileSync(join(__dirname, 'files', name));
const wishes = ({ rows }: ReadList): unknown[] => rows.map(({ wish }) => wish);
const errors = ({ rows }: ReadList): string[] => rows.flatMap(({ problems }) => problems.filter(({ level }) => level === 'error').map(({ code, column, value }) => `${code} ${column} ${value}`));

const EXPECTED = [
  {
    nominatorId: NOMINATOR, externalId: 'k-1', category: 'head',
    person: { familyName: 'Примерова', givenName: 'Алёна', patronymic: 'Сергеевна', birthDate: '1980-05-20', sex: 'female', snils: '11223344595', phone: '+7 900 000-00-01', email: 'a@example.ru' },
    citizenship: 'RU', education: 'higher',
    post: { title: 'Глава', organisation: 'Администрация города Примерова', postCategory: 'municipal-office', municipalityType: 'urban-okrug', municipality: '20701000', region: '36' },
    employment: READ_CAREER, documents: [{ key: 'consent', receivedOn: '2026-02-10' }],
  },
  {
    nominatorId: NOMINATOR, category: 'organisation',
    person: { familyName: 'Образцов-Пробный', givenName: 'Пётр', birthDate: '1975-12-01', sex: 'male', snils: '08765430300' },
    citizenship: 'RU', education: 'higher',
    post: { title: 'Директор; член совета', organisation: 'МБУ «Пример»', municipality: '01701000', region: '22' },
    employment: [{ startedOn: '2010-03', endedOn: null, title: 'директор', organisation: 'МБУ «Пример»' }], documents: [{ key: 'consent', receivedOn: '2026-02-11' }],
  },
];

/** Windows-1251 by hand: Node decodes it and does not write it. */
function windows1251(text: string): Buffer {
  const bytes = new Map([...new TextDecoder('windows-1251').decode(Uint8Array.from({ length: 256 }, (_, i) => i))].map((letter, i) => [letter, i]));
  return Buffer.from([...text].map((letter) => bytes.get(letter) ?? bytes.get('-')!));
}

describe('the same list', () => {
  it.each([
    ['CSV in UTF-8 with a mark and ;', () => Buffer.from(`\ufeff${csvText(SAMPLE, ';', '\r\n')}`), 'utf-8'],
    ['CSV in UTF-8 with , and line feeds', () => Buffer.from(csvText(SAMPLE, ',', '\n')), 'utf-8'],
    ['CSV in Windows-1251 with ;', () => windows1251(csvText(SAMPLE, ';', '\r\n')), 'windows-1251'],
    ['CSV in Windows-1251 with tabs and old line ends', () => windows1251(csvText(SAMPLE, '\t', '\r')), 'windows-1251'],
    ['Unicode text of Excel', () => Buffer.from(`\ufeff${csvText(SAMPLE, '\t', '\r\n')}`, 'utf16le'), 'utf-16le'],
  ])('is read from %s', async (_, bytes, encoding) => {
    const list = await readList(bytes());
    expect(errors(list)).toEqual([]);
    expect(wishes(list)).toEqual(EXPECTED);
    expect(list.preview).toMatchObject({ kind: 'csv', encoding, template: true });
  });

  it.each([
    ['CSV opened and saved by LibreOffice, which made dates and numbers of its cells', 'by-libreoffice.xlsx', null],
    ['the template saved by LibreOffice', 'template-by-libreoffice.xlsx', 1],
  ])('is read from XLSX: %s', async (_, name, templateVersion) => {
    const list = await readList(fixture(name));
    expect(errors(list)).toEqual([]);
    expect(wishes(list)).toEqual(EXPECTED);
    expect(list.preview).toMatchObject({ kind: 'xlsx', template: true, templateVersion });
  });

  it('tells which number has its zeros back', async () => {
    const { rows } = await readList(fixture('by-libreoffice.xlsx'));
    expect(rows[1]!.problems).toContainEqual(expect.objectContaining({ code: 'ZEROS_RESTORED', level: 'info', row: 3, column: 'T', value: '1701000' }));
  });

  it('is read from shared texts in several fonts, with days of 1904 and styles of its own', async () => {
    const texts = [...new Set(SAMPLE.flat())];
    const strings = `<sst>${texts.map((text) => `<si><r><rPr><b/></rPr><t xml:space="preserve">${xml(text.slice(0, 2))}</t></r><r><t xml:space="preserve">${xml(text.slice(2))}</t></r><rPh sb="0" eb="1"><t>фон</t></rPh></si>`).join('')}</sst>`;
    const styles = '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd&quot;.&quot;mm&quot;.&quot;yyyy&quot; г.&quot;;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>';
    const birth = HEADINGS.indexOf('Дата рождения');
    const days = ['', '27899', '26267']; // 20.05.1980 and 01.12.1975, counted from 1904
    const sheet = SAMPLE.map((cells, row) => `<row>${cells.map((cell, column) => (row > 0 && column === birth ? `<c s="1"><v>${days[row]}</v></c>` : `<c t="s"><v>${texts.indexOf(cell)}</v></c>`)).join('')}</row>`);
    const list = await readList(rawWorkbook({ Кандидаты: `<sheetData>${sheet.join('')}</sheetData>` }, { strings, styles, date1904: true }));
    expect(wishes(list)).toEqual(EXPECTED);
  });

  it('is read from XML whose every name has a prefix', async () => {
    const cells = SAMPLE.map((row, i) => `<x:row r="${i + 1}">${row.map((cell) => `<x:c t="str"><x:v>${xml(cell)}</x:v></x:c>`).join('')}</x:row>`);
    const list = await readList(rawWorkbook({ Кандидаты: Buffer.from(`<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>${cells.join('')}</x:sheetData></x:worksheet>`) }));
    expect(wishes(list)).toEqual(EXPECTED);
  });

  it('is read from a table of one\'s own by the columns it proposes', async () => {
    const own: Readonly<Record<string, string>> = { Фамилия: 'Фамилия, имя, отчество', Должность: 'Занимаемая должность', Организация: 'Место работы', 'Субъект РФ': 'Регион', СНИЛС: 'Номер СНИЛС', 'Дата рождения': 'Дата рожд.', 'Трудовая деятельность': 'Опыт работы (из объективки)' };
    const at = (heading: string): number => HEADINGS.indexOf(heading);
    const kept = HEADINGS.filter((heading) => !['Имя', 'Отчество'].includes(heading)).toReversed();
    const table = SAMPLE.map((cells, row) => kept.map((heading) => {
      if (row === 0) return own[heading] ?? heading;
      return heading === 'Фамилия' ? [cells[at('Фамилия')], cells[at('Имя')], cells[at('Отчество')]].filter(Boolean).join('  ') : cells[at(heading)]!;
    }));
    const bytes = await buffer(writeXlsx([
      { name: 'Титул', rows: [{ cells: ['Утверждаю'] }] },
      { name: 'Лист2', rows: [['Список кандидатов от области'], ...table.slice(0, 1), table[0]!.map((_, i) => String(i + 1)), ...table.slice(1)].map((cells) => ({ cells })) },
    ]));
    const list = await readList(bytes);
    expect(list.preview.template).toBe(false);
    expect(list.preview.mapping).toMatchObject({ sheet: 'Лист2', headerRow: 2 });
    expect(errors(list)).toEqual([]);
    expect(wishes(list)).toEqual(EXPECTED);
  });

  it('is read with careers on the sheet for them, by number or СНИЛС', async () => {
    const career = HEADINGS.indexOf('Трудовая деятельность');
    const people = SAMPLE.map((cells, row) => (row === 0 ? cells : cells.map((cell, i) => (i === career ? '' : cell))));
    const dated = (date: string | null): string => (date === null ? 'по настоящее время' : date.split('-').reverse().join('.'));
    const jobs = READ_CAREER.map(({ startedOn, endedOn, title, organisation }, i) => [i % 2 ? '112-233-445 95' : '1', dated(startedOn), dated(endedOn), title, organisation]);
    const bytes = await buffer(writeXlsx([
      { name: 'Трудовая деятельность', rows: [['№ кандидата', 'Начало', 'Окончание', 'Должность', 'Организация'], ...jobs, ['2', '03.2010', '', 'директор', 'МБУ «Пример»'], ['77', '03.2010', '', 'никто', 'ООО']].map((cells) => ({ cells })) },
      { name: 'Кандидаты', rows: people.map((cells) => ({ cells })) },
    ]));
    const list = await readList(bytes);
    const [first, second] = wishes(list) as { employment: object[] }[];
    expect(second).toEqual(EXPECTED[1]);
    expect(first!.employment).toHaveLength(READ_CAREER.length);
    expect(first!.employment).toEqual(expect.arrayContaining(READ_CAREER));
    expect(list.rows.at(-1)).toMatchObject({ sheet: 'Трудовая деятельность', row: 11, wish: null, problems: [{ code: 'PERIOD_WITHOUT_PERSON', column: 'A', value: '77' }] });
  });
});

describe('the template', () => {
  it('is known as what it is, and filled in by nobody yet', async () => {
    const bytes = await buffer(writeTemplate(SCHOOL_OF_MAYORS));
    await expect(readList(bytes)).rejects.toMatchObject({ code: 'IMPORT_WITHOUT_ROWS' });
  });
});

function xml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
