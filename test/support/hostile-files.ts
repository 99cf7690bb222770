import { candidateFields, careerFields } from '../../src/nomination/domain/import-columns';
import { SCHOOL_OF_MAYORS } from '../../src/programme/school-of-mayors';
import { rawWorkbook, rawZip, sheetData } from './raw-zip';

/** A file somebody sends by mistake or on purpose, and what it has to be told: the refusal of the file, or findings in its rows. */
export interface HostileFile {
  readonly title: string;
  readonly bytes: () => Buffer;
  readonly refusal?: string;
  readonly findings?: readonly string[];
}

const FIELDS = candidateFields(SCHOOL_OF_MAYORS).filter(({ foreign }) => !foreign);
const HEADINGS = FIELDS.map(({ header }) => header);
const CAREER_HEADINGS = careerFields().map(({ header }) => header);
const GOOD: Readonly<Record<string, string>> = {
  '№': '1', Фамилия: 'Примерова', Имя: 'Анна', 'Дата рождения': '20.05.1980', Пол: 'ж', Гражданство: 'Россия', Образование: 'высшее', Категория: 'Организация',
  Должность: 'Директор', Организация: 'МБУ «Пример»', 'Субъект РФ': '36', 'Трудовая деятельность': '02.2015 – по настоящее время директор, МБУ «Пример»',
};
const person = (change: Readonly<Record<string, string>> = {}): string[] => HEADINGS.map((heading) => ({ ...GOOD, ...change })[heading] ?? '');
const template = (rows: readonly (readonly string[])[], after = ''): Buffer => rawWorkbook({ Кандидаты: sheetData([HEADINGS, ...rows]) + after });
const csv = (rows: readonly (readonly string[])[], end = '\r\n'): Buffer => Buffer.from(rows.map((cells) => cells.map((cell) => (/[;"\n]/.test(cell) ? `"${cell}"` : cell)).join(';')).join(end));
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const ole = (name: string): Buffer => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000), utf16(name), Buffer.alloc(2000)]);
const MB = 1024 ** 2;
/** Text that packs well, but not as well as a bomb. */
const bulk = (bytes: number, piece: (i: number) => string): string => {
  const pieces: string[] = [];
  for (let i = 0, length = 0; length < bytes; i++) {
    const text = piece(i);
    pieces.push(text);
    length += text.length;
  }
  return pieces.join('');
};
const noise = (i: number): string => (Math.imul(i + 1, 2654435761) >>> 0).toString(36) + (Math.imul(i + 7, 40503) >>> 0).toString(36);
const row = (i: number, cells: string): string => `<row r="${i}">${cells}</row>`;
const headings = `<row r="1">${HEADINGS.map((heading) => `<c t="inlineStr"><is><t>${heading}</t></is></c>`).join('')}</row>`;

export const HOSTILE_FILES: readonly HostileFile[] = [
  { title: 'nothing at all', bytes: () => Buffer.alloc(0), refusal: 'FILE_EMPTY' },
  { title: 'PDF', bytes: () => Buffer.from('%PDF-1.7\n…'), refusal: 'FILE_NOT_TABLE' },
  { title: 'DOCX', bytes: () => rawZip([{ name: '[Content_Types].xml', data: '<Types/>' }, { name: 'word/document.xml', data: '<w/>' }]), refusal: 'FILE_NOT_TABLE' },
  { title: 'JPEG named .xlsx', bytes: () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(500)]), refusal: 'FILE_NOT_TABLE' },
  { title: 'HTML table named .xls', bytes: () => Buffer.from('<html><table><tr><td>Фамилия</td></tr></table></html>'), refusal: 'FILE_NOT_TABLE' },
  { title: 'XLS of Excel 97-2003', bytes: () => ole('Workbook'), refusal: 'FILE_IS_XLS' },
  { title: 'XLSX behind a password', bytes: () => ole('EncryptedPackage'), refusal: 'FILE_ENCRYPTED' },
  { title: 'ZIP encryption', bytes: () => rawZip([{ name: '[Content_Types].xml', data: '<Types/>', encrypted: true }]), refusal: 'FILE_ENCRYPTED' },
  { title: 'ODS', bytes: () => rawZip([{ name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet' }, { name: 'content.xml', data: '<x/>' }]), refusal: 'FILE_IS_ODS' },
  { title: 'XLSB', bytes: () => rawZip([{ name: '[Content_Types].xml', data: '<Types/>' }, { name: 'xl/workbook.bin', data: 'x' }]), refusal: 'FILE_IS_XLSB' },
  { title: 'XLSX within a ZIP', bytes: () => rawZip([{ name: 'список.xlsx', data: template([person()]) }]), refusal: 'FILE_NOT_TABLE' },
  { title: 'ZIP in place of a sheet', bytes: () => rawWorkbook({ Кандидаты: rawZip([{ name: 'a', data: 'a' }]) }), refusal: 'FILE_DAMAGED' },
  { title: 'cut off in the middle', bytes: () => template([person()]).subarray(0, 900), refusal: 'FILE_DAMAGED' },
  { title: 'a sheet cut off', bytes: () => rawWorkbook({ Кандидаты: sheetData([HEADINGS]) }, { more: [{ name: 'xl/sharedStrings.xml', data: `<sst>${'<si><t>а</t></si>'.repeat(9)}</sst>`, cut: 12 }] }), refusal: 'FILE_DAMAGED' },
  { title: 'bomb: 200 MB of zeros', bytes: () => rawWorkbook({ Кандидаты: Buffer.alloc(200 * MB) }), refusal: 'FILE_UNPACKS_TOO_LARGE' },
  { title: 'bomb that declares a megabyte', bytes: () => rawWorkbook({}, { more: [{ name: 'xl/sharedStrings.xml', data: Buffer.alloc(200 * MB, ' '), declared: MB }] }), refusal: 'FILE_DAMAGED' },
  { title: 'bomb: 40 files of the same 50 MB', bytes: () => rawZip([{ name: 'a', data: Buffer.alloc(50 * MB) }, ...Array.from({ length: 39 }, (_, i) => ({ name: `a${i}`, data: '', overlaps: true }))]), refusal: 'FILE_UNPACKS_TOO_LARGE' },
  { title: '10 000 parts', bytes: () => rawZip(Array.from({ length: 10_000 }, (_, i) => ({ name: `xl/${i}.xml`, data: '' }))), refusal: 'FILE_TOO_MANY_PARTS' },
  { title: 'names that climb out', bytes: () => rawZip([{ name: '../../etc/passwd', data: 'x' }]), refusal: 'FILE_DAMAGED' },
  { title: 'XXE: an entity from /etc/passwd', bytes: () => rawWorkbook({ Кандидаты: Buffer.from('<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&x;</t></is></c></row></sheetData></worksheet>') }), refusal: 'FILE_HAS_DTD' },
  { title: 'a billion laughs', bytes: () => rawWorkbook({ Кандидаты: sheetData([HEADINGS]) }, { strings: '<!DOCTYPE sst [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>' }), refusal: 'FILE_HAS_DTD' },
  { title: 'links to other workbooks', bytes: () => rawWorkbook({ Кандидаты: sheetData([HEADINGS]) }, { more: [{ name: 'xl/externalLinks/externalLink1.xml', data: '<x/>' }] }), refusal: 'FILE_LINKS_OUTSIDE' },
  { title: '80 MB of shared texts', bytes: () => rawWorkbook({ Кандидаты: sheetData([HEADINGS]) }, { strings: `<sst>${bulk(80 * MB, (i) => `<si><t>${noise(i).repeat(30)}</t></si>`)}</sst>` }), refusal: 'FILE_UNPACKS_TOO_LARGE' },
  { title: 'a cell of 150 MB', bytes: () => rawWorkbook({ Кандидаты: `<sheetData>${headings}<row><c t="inlineStr"><is><t>${bulk(150 * MB, (i) => noise(i).repeat(40))}</t></is></c></row></sheetData>` }), refusal: 'FILE_TOO_HEAVY' },
  { title: 'an attribute of 150 MB', bytes: () => rawWorkbook({ Кандидаты: `<sheetData x="${bulk(150 * MB, (i) => noise(i).repeat(40))}"/>` }), refusal: 'FILE_TOO_HEAVY' },
  { title: '100 000 elements within each other', bytes: () => rawWorkbook({ Кандидаты: '<a>'.repeat(100_000) }), refusal: 'FILE_DAMAGED' },
  { title: '1 000 000 rows', bytes: () => rawWorkbook({ Кандидаты: `<sheetData>${headings}${bulk(60 * MB, (i) => (i < 1_000_000 ? row(i + 2, `<c><v>${noise(i)}</v></c>`) : ' '.repeat(1000)))}</sheetData>` }), refusal: 'FILE_TOO_MANY_ROWS' },
  { title: '1 000 000 empty rows', bytes: () => rawWorkbook({ Кандидаты: `<sheetData>${headings}${Array.from({ length: 1_000_000 }, (_, i) => `<row r="${i + 2}"/>`).join('')}</sheetData>` }), refusal: 'IMPORT_WITHOUT_ROWS' },
  { title: '1 000 columns', bytes: () => template([Array.from({ length: 1000 }, () => 'x')]), refusal: 'FILE_TOO_MANY_COLUMNS' },
  { title: 'NUL in XML', bytes: () => rawWorkbook({ Кандидаты: sheetData([[...HEADINGS, 'Приме\0р']]) }), refusal: 'FILE_DAMAGED' },
  { title: 'XML that is not UTF-8', bytes: () => rawWorkbook({ Кандидаты: Buffer.concat([Buffer.from('<worksheet><sheetData><row><c t="str"><v>'), Buffer.from([0xcf, 0xf0]), Buffer.from('</v></c></row></sheetData></worksheet>')]) }), refusal: 'FILE_DAMAGED' },
  { title: 'CSV with NUL', bytes: () => csv([HEADINGS, person({ Имя: 'Ан\0на' })]), refusal: 'FILE_HAS_NUL' },
  { title: 'CSV in KOI8-R', bytes: () => koi8(csv([HEADINGS, person()]).toString()), refusal: 'FILE_ENCODING_UNKNOWN' },
  { title: 'CSV whose quote is never closed', bytes: () => Buffer.from(`${HEADINGS.join(';')}\r\n"Примерова;${'Анна;\r\n'.repeat(500_000)}`), refusal: 'FILE_QUOTE_OPEN' },
  { title: 'CSV of 1 000 000 rows', bytes: () => Buffer.from(`${HEADINGS.join(';')}\n${'1;Примерова\n'.repeat(1_000_000)}`), refusal: 'FILE_TOO_MANY_ROWS' },
  { title: 'CSV of 33 MB', bytes: () => Buffer.alloc(33 * MB, 'a;b\n'), refusal: 'FILE_TOO_LARGE' },
  { title: 'another sheet', bytes: () => rawWorkbook({ Лист1: sheetData([['Фамилия']]), Лист2: sheetData([['Имя']]) }), refusal: 'IMPORT_SHEET_MISSING' },
  { title: 'another version of the template', bytes: () => rawWorkbook({ 'Как заполнить': sheetData([['Шаблон списка кандидатов, версия 99']]), Кандидаты: sheetData([HEADINGS, person()]) }), refusal: 'IMPORT_TEMPLATE_VERSION' },
  { title: 'required columns deleted', bytes: () => rawWorkbook({ Кандидаты: sheetData([HEADINGS.filter((heading) => heading !== 'Пол'), person()]) }), refusal: 'IMPORT_COLUMNS_MISSING' },
  { title: 'headings without people', bytes: () => template([]), refusal: 'IMPORT_WITHOUT_ROWS' },
  { title: 'merged cells among the rows', bytes: () => template([person(), person()], '<mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>'), refusal: 'IMPORT_CELLS_MERGED' },
  { title: 'rows of careers without end', bytes: () => rawWorkbook({ Кандидаты: sheetData([HEADINGS, person()]), 'Трудовая деятельность': sheetData([CAREER_HEADINGS, ...Array.from({ length: 20_001 }, () => ['1', '2010', '2011'])]) }), refusal: 'IMPORT_TOO_MANY_PERIODS' },
  { title: 'formula and broken formula', bytes: () => rawWorkbook({ Кандидаты: `<sheetData>${headings}<row r="2"><c r="B2" t="str"><f>A1&amp;"x"</f><v>Примерова</v></c><c r="C2" t="e"><v>#REF!</v></c></row></sheetData>` }), findings: ['CELL_FORMULA', 'CELL_BROKEN_FORMULA'] },
  { title: 'a cell of 40 000 characters', bytes: () => template([person({ Должность: 'д'.repeat(40_000) })]), findings: ['CELL_TOO_LONG'] },
  { title: 'a name with digits', bytes: () => template([person({ Фамилия: 'Примерова2' })]), findings: ['NAME_DIGIT'] },
  { title: 'dates that do not exist', bytes: () => template([person({ 'Дата рождения': '31.02.1980' }), person({ 'Дата рождения': '20.05.80' }), person({ 'Дата рождения': 'давно' })]), findings: ['DATE_NOT_IN_CALENDAR', 'DATE_YEAR_OF_TWO_DIGITS', 'DATE_UNREADABLE'] },
  { title: 'a job that ends before it begins', bytes: () => template([person({ 'Трудовая деятельность': '03.2019 – 09.2015 директор, МБУ «Пример»' })]), findings: ['EMPLOYMENT_ENDS_BEFORE_START'] },
  { title: 'born after the first job', bytes: () => template([person({ 'Дата рождения': '20.05.2016' })]), findings: ['EMPLOYMENT_BEFORE_BIRTH'] },
  { title: 'ОКТМО that does not exist', bytes: () => template([person({ ОКТМО: '60600000' })]), findings: ['MUNICIPALITY_UNKNOWN'] },
  { title: 'СНИЛС with wrong check digits', bytes: () => template([person({ СНИЛС: '112-233-445 96' })]), findings: ['SNILS_CHECKSUM'] },
  { title: 'empty rows and mixed line ends', bytes: () => Buffer.from(`${HEADINGS.join(';')}\r\n\r\n${person({ Фамилия: 'Первая9' }).join(';')}\n;;;\r${person({ Фамилия: 'Вторая9' }).join(';')}\n\n`), findings: ['NAME_DIGIT', 'NAME_DIGIT'] },
  { title: 'a career of tabs and dashes', bytes: () => template([person({ 'Трудовая деятельность': `09.2015${'\t'.repeat(9000)}${'-'.repeat(9000)}${' '.repeat(9000)}«` })]), findings: ['CAREER_LINE_UNREADABLE'] },
];

/** Letters of KOI8-R: Russian words turn into other Russian letters when they are read as Windows-1251. */
function koi8(text: string): Buffer {
  const order = 'юабцдефгхийклмнопярстужвьызшэщчъ';
  return Buffer.from([...text].map((letter) => {
    const at = order.indexOf(letter.toLowerCase());
    if (at < 0) return letter.charCodeAt(0) < 128 ? letter.charCodeAt(0) : 0x3f;
    return (letter === letter.toLowerCase() ? 0xc0 : 0xe0) + at;
  }));
}
