import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { HEADINGS, SAMPLE } from '../support/sample-list';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
/** Columns in which no two people are alike. */
const OWN = new Set(['№', 'Фамилия', 'СНИЛС', 'Телефон', 'Электронная почта', 'Код в вашей системе', 'Трудовая деятельность'].map((heading) => HEADINGS.indexOf(heading)));
const LETTERS = 'абвгдежзиклмнопрстуфхцчшщэюя';

/** Writes a list of so many people as Excel would: every text once, in a part of its own, cells referring to it. */
export async function writeList(path: string, people: number): Promise<void> {
  const zip = new ZipFile();
  const add = (name: string, xml: string): void => zip.addBuffer(Buffer.from(xml), name);
  add('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>');
  add('_rels/.rels', `<Relationships xmlns="${PACKAGE}"><Relationship Id="r" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`);
  add('xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="Кандидаты" sheetId="1" r:id="s"/></sheets></workbook>`);
  add('xl/_rels/workbook.xml.rels', `<Relationships xmlns="${PACKAGE}"><Relationship Id="s" Type="${OFFICE}/worksheet" Target="sheet.xml"/><Relationship Id="t" Type="${OFFICE}/sharedStrings" Target="texts.xml"/></Relationships>`);
  zip.addReadStream(Readable.from(sheetXml(people)), 'xl/sheet.xml');
  zip.addReadStream(Readable.from(textsXml(people)), 'xl/texts.xml');
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

/** Every other person has a long career and every column filled in, the others a short one and fewer columns. */
const patternOf = (i: number): readonly string[] => SAMPLE[1 + (i % 2)]!;
/** Texts that all people share come first: the headings, then the cells of the patterns. */
const SHARED = [...new Set([...HEADINGS, ...[0, 1].flatMap((i) => patternOf(i).filter((_, column) => !OWN.has(column)))])];

function* sheetXml(people: number): Generator<string> {
  const cell = (column: number, row: number, text: number): string => `<c r="${column < 26 ? '' : 'A'}${String.fromCharCode(65 + (column % 26))}${row}" t="s"><v>${text}</v></c>`;
  yield `<worksheet xmlns="${MAIN}"><sheetData><row r="1">${HEADINGS.map((heading, column) => cell(column, 1, SHARED.indexOf(heading))).join('')}</row>`;
  let next = SHARED.length;
  for (let i = 0; i < people; i++) {
    const cells = patternOf(i).map((text, column) => (text === '' ? '' : cell(column, i + 2, OWN.has(column) ? next++ : SHARED.indexOf(text))));
    yield `<row r="${i + 2}">${cells.join('')}</row>`;
  }
  yield '</sheetData></worksheet>';
}

function* textsXml(people: number): Generator<string> {
  const item = (text: string): string => `<si><t xml:space="preserve">${text.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</t></si>`;
  yield `<sst xmlns="${MAIN}">${SHARED.map(item).join('')}`;
  for (let i = 0; i < people; i++) yield patternOf(i).map((text, column) => (text !== '' && OWN.has(column) ? item(ownText(HEADINGS[column]!, text, i)) : '')).join('');
  yield '</sst>';
}

function ownText(heading: string, text: string, i: number): string {
  const digits = String(i).padStart(6, '0');
  switch (heading) {
    case '№':
      return String(i + 1);
    case 'Фамилия':
      return `${text}-П${[...digits].map((digit) => LETTERS[Number(digit)]).join('')}`;
    case 'СНИЛС':
      return snils(String(100_000_000 + i));
    default:
      return heading === 'Трудовая деятельность' ? `${text}, № ${digits}` : text.replace(/1$|1(?=@)/, digits);
  }
}

function snils(number: string): string {
  const sum = [...number].reduce((total, digit, place) => total + Number(digit) * (9 - place), 0);
  return number + String((sum % 101) % 100).padStart(2, '0');
}
